package io.weft.pipeline;

import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.port.LineRate;
import io.weft.pipeline.table.NextHop;
import io.weft.pipeline.table.RouteAction;
import io.weft.pipeline.wire.Bth;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.IpProtocol;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Udp;
import java.util.ArrayList;
import java.util.List;

/** A leaf with four ports: two hosts (0, 1) and two spines (2, 3), as tests need it. Frames that leave are copied and released. */
final class TestSwitch implements PuntSink {
    static final int HOST1 = 0x0a010101;
    static final int HOST2 = 0x0a010102;
    static final int REMOTE = 0x0a020101;
    static final int LOOPBACK = 0x0aff0001;
    static final long LINK_LOCAL = 0xfe80_0000_0000_0000L;
    static final int PORTS = 4;

    record Sent(int port, Packet packet, long departure) {
    }

    final PacketPool pool = new PacketPool(100_000);
    final List<Sent> sent = new ArrayList<>();
    final List<Packet> punted = new ArrayList<>();
    final List<NextHop> wanted = new ArrayList<>();
    final SwitchPipeline pipeline;
    boolean keep = true;
    long delivered;

    TestSwitch(Observer observer) {
        List<SwitchPort> ports = new ArrayList<>();
        for (int i = 0; i < PORTS; i++) {
            int port = i;
            ports.add(
                    new SwitchPort("eth" + (i + 1), mac(i), LineRate.ofGigabits(100), 4200, 0, (packet, departure) -> sent(port, packet, departure)));
        }
        pipeline = new SwitchPipeline(SwitchProfile.simple("leaf1", 1), ports, pool, observer, this);
        SwitchTables tables = pipeline.tables();
        tables.routes().setIpv4(0, LOOPBACK, 32, RouteAction.LOCAL);
        tables.routes().setIpv4(0, HOST1, 32, RouteAction.via(NextHop.ipv4(0, HOST1)));
        tables.routes().setIpv4(0, HOST2, 32, RouteAction.via(NextHop.onLink(1)));
        tables.routes().setIpv4(0, REMOTE, 16, RouteAction.via(NextHop.ipv6(2, LINK_LOCAL, 2), NextHop.ipv6(3, LINK_LOCAL, 3)));
        tables.neighbors().setIpv4(0, HOST1, peer(0));
        tables.neighbors().setIpv4(1, HOST2, peer(1));
        tables.neighbors().set(2, LINK_LOCAL, 2, peer(2));
        tables.neighbors().set(3, LINK_LOCAL, 3, peer(3));
        pipeline.icmpError().loopback(LOOPBACK);
    }

    static long mac(int port) {
        return 0x0200_0000_0100L + port;
    }

    static long peer(int port) {
        return 0x0200_0000_0200L + port;
    }

    private void sent(int port, Packet packet, long departure) {
        delivered++;
        if (keep) {
            sent.add(new Sent(port, Packet.of(packet.toBytes()), departure));
        }
        packet.release();
    }

    @Override
    public void punt(Packet packet, long now) {
        punted.add(Packet.of(new byte[0]).copyFrom(packet));
        packet.release();
    }

    @Override
    public void unresolved(NextHop neighbor, long now) {
        wanted.add(neighbor);
    }

    /** RoCEv2, DSCP 26, with {@code payload} described bytes. */
    Packet roce(int port, int source, int destination, int ttl, int sourcePort, int payload) {
        Packet packet = pool.take();
        packet.extend(Ethernet.LENGTH + Ipv4.LENGTH + Udp.LENGTH + Bth.LENGTH);
        new Ethernet().wrap(packet, 0).destination(mac(port)).source(peer(port)).etherType(Ethernet.TYPE_IPV4);
        int length = Ipv4.LENGTH + Udp.LENGTH + Bth.LENGTH + payload + 4;
        new Ipv4().wrap(packet, 14).blank().dscp(26).ttl(ttl).protocol(IpProtocol.UDP).totalLength(length).source(source).destination(destination)
                .seal();
        new Udp().wrap(packet, 34).sourcePort(sourcePort).destinationPort(Udp.PORT_ROCE).udpLength(length - Ipv4.LENGTH).checksum(0);
        new Bth().wrap(packet, 42).blank();
        packet.describeTail(1, 0, payload, 4);
        return packet;
    }

    void drain() {
        while (pipeline.nextDeadline() != Long.MAX_VALUE) {
            pipeline.onTimer(pipeline.nextDeadline());
        }
    }
}
