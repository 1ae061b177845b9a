package io.weft.daemon.host;

import io.weft.bgp.address.IpAddress;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.Icmp;
import io.weft.pipeline.wire.Icmpv6;
import io.weft.pipeline.wire.InternetChecksum;
import io.weft.pipeline.wire.IpProtocol;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Ipv6;
import java.util.List;

/**
 * ICMP and ICMPv6 to this node: answers echo requests (RFC 1122 §3.2.2.6, RFC 4443 §4.2) of any length, a described tail kept, and hands the rest to
 * the {@link ProbeClient}. Requests to multicast and broadcast addresses are not answered, which both RFCs allow.
 */
public final class IcmpAgent {
    private static final int NETWORK = Ethernet.LENGTH;
    private static final int TTL = 64;

    private final List<HostPort> ports;
    private final LocalAddresses addresses;
    private final PacketPool pool;
    private final HostOutput output;
    private final ProbeClient probes;
    private final Ethernet ethernet = new Ethernet();
    private final Ipv4 ipv4 = new Ipv4();
    private final Ipv6 ipv6 = new Ipv6();
    private final Icmp icmp = new Icmp();
    private final Icmpv6 icmpv6 = new Icmpv6();
    private long poolEmpty;

    /** {@code ports} in the order of their index, from 0. */
    public IcmpAgent(List<HostPort> ports, LocalAddresses addresses, PacketPool pool, HostOutput output, ProbeClient probes) {
        this.ports = List.copyOf(ports);
        this.addresses = addresses;
        this.pool = pool;
        this.output = output;
        this.probes = probes;
    }

    /** An ICMP or ICMPv6 message that came in by {@code port}, its offsets noted and its IP header checked. The packet is lent. */
    public Verdict receive(int port, Packet packet, long now) {
        int transport = packet.transport();
        if (packet.length() - transport < Icmp.LENGTH) {
            return Verdict.ICMP_MALFORMED;
        }
        if (!InternetChecksum.isValid(packet, packet.network(), transport)) {
            return Verdict.ICMP_CHECKSUM;
        }
        if (packet.isIpv6()) {
            return icmpv6.wrap(packet, transport).type() == Icmpv6.ECHO_REQUEST ? replyIpv6(port, packet, now) : probes.receiveIpv6(packet, now);
        }
        return icmp.wrap(packet, transport).type() == Icmp.ECHO_REQUEST ? replyIpv4(packet, now) : probes.receiveIpv4(packet, now);
    }

    private Verdict replyIpv4(Packet request, long now) {
        ipv4.wrap(request, request.network());
        int asked = ipv4.destination();
        int asker = ipv4.source();
        if (!addresses.contains(new IpAddress.V4(asked))) {
            return Verdict.IGNORED_CONTROL;
        }
        Packet reply = copy(request, Ethernet.TYPE_IPV4, IpProtocol.ICMP);
        if (reply == Packet.NONE) {
            return Verdict.POOL_EMPTY;
        }
        ipv4.wrap(reply, NETWORK).ttl(TTL).source(asked).destination(asker).seal();
        icmp.wrap(reply, reply.transport()).type(Icmp.ECHO_REPLY);
        icmp.checksum(InternetChecksum.update(icmp.checksum(), Icmp.ECHO_REQUEST << 8, Icmp.ECHO_REPLY << 8));
        output.sendRouted(reply, now);
        return Verdict.CONSUMED;
    }

    private Verdict replyIpv6(int port, Packet request, long now) {
        ipv6.wrap(request, request.network());
        IpAddress.V6 asked = new IpAddress.V6(ipv6.destinationHigh(), ipv6.destinationLow());
        IpAddress.V6 asker = new IpAddress.V6(ipv6.sourceHigh(), ipv6.sourceLow());
        boolean onLink = port >= 0 && asked.equals(ports.get(port).linkLocal());
        if (!onLink && !addresses.contains(asked)) {
            return Verdict.IGNORED_CONTROL;
        }
        long sender = ethernet.wrap(request, 0).source();
        Packet reply = copy(request, Ethernet.TYPE_IPV6, IpProtocol.ICMPV6);
        if (reply == Packet.NONE) {
            return Verdict.POOL_EMPTY;
        }
        ipv6.wrap(reply, NETWORK).flowLabel(0).hopLimit(TTL).source(asked.high(), asked.low()).destination(asker.high(), asker.low());
        icmpv6.wrap(reply, reply.transport()).type(Icmpv6.ECHO_REPLY);
        icmpv6.checksum(InternetChecksum.update(icmpv6.checksum(), Icmpv6.ECHO_REQUEST << 8, Icmpv6.ECHO_REPLY << 8));
        if (port >= 0 && asker.isLinkLocal()) {
            ethernet.wrap(reply, 0).destination(sender).source(ports.get(port).mac());
            output.sendOnLink(port, reply, now);
        } else {
            output.sendRouted(reply, now);
        }
        return Verdict.CONSUMED;
    }

    /** The request from IP on, tags gone, behind an Ethernet header without addresses. Swapped addresses leave the checksum as it is. */
    private Packet copy(Packet request, int etherType, int protocol) {
        Packet reply = pool.take();
        if (reply == Packet.NONE) {
            poolEmpty++;
            return reply;
        }
        reply.copyFrom(request);
        reply.pull(request.network() - NETWORK);
        reply.id(-1);
        reply.ingressPort(-1);
        reply.egressPort(-1);
        reply.nextHop(-1);
        reply.protocol(protocol);
        ethernet.wrap(reply, 0).destination(0).source(0).etherType(etherType);
        return reply;
    }

    /** Echo replies that were not sent because the pool had no packet left. */
    public long poolEmpty() {
        return poolEmpty;
    }
}
