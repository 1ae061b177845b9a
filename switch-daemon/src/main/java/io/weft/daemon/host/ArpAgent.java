package io.weft.daemon.host;

import io.weft.bgp.address.IpAddress;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.Arp;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.MacAddress;
import java.util.List;

/**
 * ARP on all ports of a node. RFC 826, with retries and reachability as {@link NeighborCache} has them. It answers for the addresses of the port
 * and of the loopback, probes of RFC 5227 included; it does not announce itself.
 */
public final class ArpAgent {
    private static final int NETWORK = Ethernet.LENGTH;

    private final List<HostPort> ports;
    private final LocalAddresses addresses;
    private final PacketPool pool;
    private final HostOutput output;
    private final NeighborCache cache;
    private final Ethernet ethernet = new Ethernet();
    private final Arp arp = new Arp();
    private long poolEmpty;

    /** {@code ports} in the order of their index, from 0. */
    public ArpAgent(List<HostPort> ports, LocalAddresses addresses, HostTiming timing, int capacity, PacketPool pool, HostOutput output,
            NeighborEvents events) {
        this.ports = List.copyOf(ports);
        this.addresses = addresses;
        this.pool = pool;
        this.output = output;
        this.cache = new NeighborCache(capacity, ports.size(), timing, events, this::request);
    }

    public void linkUp(int port, long now) {
        cache.linkUp(port, now);
    }

    public void linkDown(int port, long now) {
        cache.linkDown(port, now);
    }

    /** Asks for {@code address} until it answers, and again whenever its reachability runs out. */
    public void resolve(int port, IpAddress.V4 address, long now) {
        cache.want(port, address, now);
    }

    /** Ends {@link #resolve}. */
    public void release(int port, IpAddress.V4 address) {
        cache.unwant(port, address);
    }

    /** An ARP packet from {@code port}, at its noted network offset. The packet is lent. */
    public Verdict receive(int port, Packet packet, long now) {
        Verdict verdict = arp.wrap(packet, packet.network()).check();
        if (verdict != Verdict.CONTINUE) {
            return verdict;
        }
        long mac = arp.senderMac();
        IpAddress.V4 sender = new IpAddress.V4(arp.senderIp());
        IpAddress.V4 target = new IpAddress.V4(arp.targetIp());
        if (MacAddress.isMulticast(mac)) {
            return Verdict.ARP_MALFORMED;
        }
        if (addresses.contains(sender)) {
            // Somebody claims our address: believing it would send our own traffic away.
            return Verdict.IGNORED_CONTROL;
        }
        return switch (arp.operation()) {
            case Arp.REQUEST -> {
                if (!addresses.isAt(port, target)) {
                    yield Verdict.IGNORED_CONTROL;
                }
                if (sender.bits() != 0) {
                    cache.heard(port, sender, mac, now);
                }
                send(port, Arp.REPLY, target.bits(), mac, sender.bits(), now);
                yield Verdict.CONSUMED;
            }
            case Arp.REPLY -> cache.advertised(port, sender, mac, true, true, now) ? Verdict.CONSUMED : Verdict.IGNORED_CONTROL;
            default -> Verdict.ARP_MALFORMED;
        };
    }

    private void request(int port, IpAddress target, long mac, long now) {
        int source = addresses.ipv4At(port).map(IpAddress.V4::bits).orElse(0);
        send(port, Arp.REQUEST, source, mac, ((IpAddress.V4) target).bits(), now);
    }

    private void send(int port, int operation, int senderIp, long mac, int targetIp, long now) {
        Packet packet = pool.take();
        if (packet == Packet.NONE) {
            poolEmpty++;
            return;
        }
        boolean known = mac != Neighbor.UNKNOWN;
        long own = ports.get(port).mac();
        ethernet.wrap(packet, packet.extend(Ethernet.LENGTH)).destination(known ? mac : MacAddress.BROADCAST).source(own)
                .etherType(Ethernet.TYPE_ARP);
        arp.wrap(packet, packet.extend(Arp.LENGTH)).blank().operation(operation).senderMac(own).senderIp(senderIp).targetMac(known ? mac : 0)
                .targetIp(targetIp);
        packet.network(NETWORK);
        packet.protocol(-1);
        output.sendOnLink(port, packet, now);
    }

    public void onTimer(long now) {
        cache.onTimer(now);
    }

    public long nextDeadline() {
        return cache.nextDeadline();
    }

    public List<Neighbor> neighbors() {
        return cache.neighbors();
    }

    /** The MAC address of a neighbour, or {@link Neighbor#UNKNOWN}. */
    public long mac(int port, IpAddress.V4 address) {
        return cache.mac(port, address);
    }

    /** Neighbours that were not noted because the cache was full. */
    public long refused() {
        return cache.refused();
    }

    /** Packets that were not sent because the pool had none left. */
    public long poolEmpty() {
        return poolEmpty;
    }
}
