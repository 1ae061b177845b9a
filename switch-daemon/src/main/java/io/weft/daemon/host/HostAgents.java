package io.weft.daemon.host;

import io.weft.bgp.address.IpAddress;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.Icmpv6;
import io.weft.pipeline.wire.IpProtocol;
import java.util.List;
import java.util.random.RandomGenerator;

/** All host agents of a node behind one door: what is addressed to the node goes to the one that knows it. */
public final class HostAgents {
    private final NdAgent nd;
    private final ArpAgent arp;
    private final IcmpAgent icmp;
    private final ProbeClient probes;

    /** {@code ports} in the order of their index, from 0; {@code capacity} of each neighbour cache; {@code random} this node's stream for this purpose. */
    public HostAgents(List<HostPort> ports, LocalAddresses addresses, HostTiming timing, int capacity, PacketPool pool, HostOutput output,
            NeighborEvents neighborEvents, ProbeEvents probeEvents, RandomGenerator random) {
        this.nd = new NdAgent(ports, addresses, timing, capacity, pool, output, neighborEvents, random);
        this.arp = new ArpAgent(ports, addresses, timing, capacity, pool, output, neighborEvents);
        this.probes = new ProbeClient(pool, output, probeEvents);
        this.icmp = new IcmpAgent(ports, addresses, pool, output, probes);
    }

    public void linkUp(int port, long now) {
        arp.linkUp(port, now);
        nd.linkUp(port, now);
    }

    public void linkDown(int port, long now) {
        arp.linkDown(port, now);
        nd.linkDown(port, now);
    }

    /**
     * A frame for this node that came in by data port {@code port}: offsets and protocol are noted, the IP header is checked. The packet is lent.
     * {@link Verdict#CONTINUE}: none of the agents' business, as TCP is; otherwise what became of it.
     */
    public Verdict receive(int port, Packet packet, long now) {
        return switch (packet.protocol()) {
            case IpProtocol.ICMP -> packet.isIpv6() ? Verdict.CONTINUE : icmp.receive(port, packet, now);
            case IpProtocol.ICMPV6 -> !packet.isIpv6()
                    ? Verdict.CONTINUE
                    : isDiscovery(packet) ? nd.receive(port, packet, now) : icmp.receive(port, packet, now);
            case -1 -> isArp(packet) ? arp.receive(port, packet, now) : Verdict.CONTINUE;
            default -> Verdict.CONTINUE;
        };
    }

    private static boolean isDiscovery(Packet packet) {
        if (packet.length() <= packet.transport()) {
            return false;
        }
        int type = packet.u8(packet.transport());
        return type >= Icmpv6.ROUTER_SOLICITATION && type <= Icmpv6.REDIRECT;
    }

    private static boolean isArp(Packet packet) {
        return packet.network() >= Ethernet.LENGTH && packet.length() >= packet.network() && packet.u16(packet.network() - 2) == Ethernet.TYPE_ARP;
    }

    /** Asks for {@code address} until it answers, and again whenever its reachability runs out. The peer of an unnumbered port needs no call. */
    public void resolve(int port, IpAddress address, long now) {
        switch (address) {
            case IpAddress.V4 v4 -> arp.resolve(port, v4, now);
            case IpAddress.V6 v6 -> nd.resolve(port, v6, now);
        }
    }

    /** Ends {@link #resolve}. */
    public void release(int port, IpAddress address) {
        switch (address) {
            case IpAddress.V4 v4 -> arp.release(port, v4);
            case IpAddress.V6 v6 -> nd.release(port, v6);
        }
    }

    /** The MAC address of a neighbour, or {@link Neighbor#UNKNOWN}. */
    public long mac(int port, IpAddress address) {
        return switch (address) {
            case IpAddress.V4 v4 -> arp.mac(port, v4);
            case IpAddress.V6 v6 -> nd.mac(port, v6);
        };
    }

    /** Sends a ping or a traceroute probe, named {@code id}. */
    public void probe(int id, Probe probe, long now) {
        probes.send(id, probe, now);
    }

    public void onTimer(long now) {
        nd.onTimer(now);
        arp.onTimer(now);
        probes.onTimer(now);
    }

    public long nextDeadline() {
        return Math.min(nd.nextDeadline(), Math.min(arp.nextDeadline(), probes.nextDeadline()));
    }

    public NdAgent nd() {
        return nd;
    }

    public ArpAgent arp() {
        return arp;
    }

    /** Packets that no agent could send because the pool had none left. */
    public long poolEmpty() {
        return nd.poolEmpty() + arp.poolEmpty() + icmp.poolEmpty();
    }
}
