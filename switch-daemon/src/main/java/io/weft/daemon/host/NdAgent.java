package io.weft.daemon.host;

import io.weft.bgp.address.IpAddress;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.Icmpv6;
import io.weft.pipeline.wire.Ipv6;
import io.weft.pipeline.wire.MacAddress;
import io.weft.pipeline.wire.NdNeighborAdvertisement;
import io.weft.pipeline.wire.NdNeighborSolicitation;
import io.weft.pipeline.wire.NdOption;
import io.weft.pipeline.wire.NdRouterAdvertisement;
import io.weft.pipeline.wire.NdRouterSolicitation;
import io.weft.pipeline.wire.NeighborDiscovery;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Neighbour discovery on all ports of a node. RFC 4861.
 *
 * <p>On an unnumbered port it advertises itself and finds the router at the other end. For convergence it deviates from §6.2.4 and §6.2.6: the
 * first advertisement leaves at link-up without delay, the rest of the burst within fractions of a second, and a solicitation is answered at
 * once and not at most every three seconds. From §6.3.7 it takes, though a router, to solicit at link-up, so that a restart without a flap
 * finds a peer whose burst is over. The first router heard is the peer and stays it, until the link goes down or the peer has been silent for
 * its lifetime; another router's advertisements are counted in {@link #otherRouters} and change nothing. A router lifetime of 0 is a peer too.
 *
 * <p>Duplicate address detection is not done, redirects are ignored.
 */
public final class NdAgent {
    private static final long NEVER = Long.MAX_VALUE;

    private static final class PortState {
        final HostPort port;
        boolean up;
        int burstLeft;
        long nextAdvertisement = NEVER;
        int solicitationsLeft;
        long nextSolicitation = NEVER;
        IpAddress.V6 peer = IpAddress.V6.ANY;
        boolean announced;
        long peerUntil;
        long otherRouters;

        PortState(HostPort port) {
            this.port = port;
        }

        boolean hasPeer() {
            return !peer.equals(IpAddress.V6.ANY);
        }
    }

    private final List<PortState> ports;
    private final LocalAddresses addresses;
    private final HostTiming timing;
    private final NeighborEvents events;
    private final RandomGenerator random;
    private final NdMessages messages;
    private final NeighborCache cache;
    private final NeighborDiscovery validity = new NeighborDiscovery();
    private final Ethernet ethernet = new Ethernet();
    private final Ipv6 ipv6 = new Ipv6();
    private final Icmpv6 icmp = new Icmpv6();
    private final NdNeighborSolicitation solicitation = new NdNeighborSolicitation();
    private final NdNeighborAdvertisement advertisement = new NdNeighborAdvertisement();
    private final NdOption option = new NdOption();
    private long deadline = NEVER;

    /** {@code ports} in the order of their index, from 0; {@code capacity} of the neighbour cache; {@code random} this node's stream for this purpose. */
    public NdAgent(List<HostPort> ports, LocalAddresses addresses, HostTiming timing, int capacity, PacketPool pool, HostOutput output,
            NeighborEvents events, RandomGenerator random) {
        this.ports = ports.stream().map(PortState::new).toList();
        this.addresses = addresses;
        this.timing = timing;
        this.events = events;
        this.random = random;
        this.messages = new NdMessages(pool, output);
        this.cache = new NeighborCache(capacity, ports.size(), timing, new Announcing(),
                (port, target, mac, now) -> messages.neighborSolicitation(ports.get(port), (IpAddress.V6) target, mac, now));
    }

    /** The link has carrier: advertises and solicits at once on an unnumbered port, and asks for the neighbours wanted there. */
    public void linkUp(int port, long now) {
        PortState state = ports.get(port);
        state.up = true;
        if (state.port.unnumbered()) {
            state.burstLeft = timing.burst();
            advertise(state, now);
            state.solicitationsLeft = timing.solicitations();
            solicit(state, now);
        }
        cache.linkUp(port, now);
        reschedule();
    }

    public void linkDown(int port, long now) {
        PortState state = ports.get(port);
        state.up = false;
        state.nextAdvertisement = state.nextSolicitation = NEVER;
        forgetPeer(state);
        cache.linkDown(port, now);
        reschedule();
    }

    /** Asks for {@code address} until it answers, and again whenever its reachability runs out. The peer of an unnumbered port needs no call. */
    public void resolve(int port, IpAddress.V6 address, long now) {
        cache.want(port, address, now);
        reschedule();
    }

    /** Ends {@link #resolve}. */
    public void release(int port, IpAddress.V6 address) {
        cache.unwant(port, address);
        reschedule();
    }

    /** An ICMPv6 message of a type from 133 to 137 from {@code port}; its offsets are noted and its IPv6 header checked. The packet is lent. */
    public Verdict receive(int port, Packet packet, long now) {
        PortState state = ports.get(port);
        if (packet.length() - packet.transport() < Icmpv6.LENGTH) {
            return Verdict.ICMP_MALFORMED;
        }
        int type = icmp.wrap(packet, packet.transport()).type();
        if (type == Icmpv6.REDIRECT || !state.up) {
            return Verdict.IGNORED_CONTROL;
        }
        Verdict verdict = validity.check(packet, packet.network(), packet.transport());
        if (verdict != Verdict.CONTINUE) {
            return verdict;
        }
        ipv6.wrap(packet, packet.network());
        ethernet.wrap(packet, 0);
        IpAddress.V6 source = new IpAddress.V6(ipv6.sourceHigh(), ipv6.sourceLow());
        if (source.equals(state.port.linkLocal())) {
            return Verdict.IGNORED_CONTROL;
        }
        verdict = switch (type) {
            case Icmpv6.ROUTER_SOLICITATION -> routerSolicited(state, packet, source, now);
            case Icmpv6.ROUTER_ADVERTISEMENT -> routerAdvertised(state, packet, source, now);
            case Icmpv6.NEIGHBOR_SOLICITATION -> neighborSolicited(state, packet, source, now);
            default -> neighborAdvertised(state, packet, now);
        };
        reschedule();
        return verdict;
    }

    /** §6.2.6. The answer goes to all nodes, which §6.2.6 allows. */
    private Verdict routerSolicited(PortState state, Packet packet, IpAddress.V6 source, long now) {
        if (!state.port.unnumbered()) {
            return Verdict.IGNORED_CONTROL;
        }
        hear(state, packet, NdRouterSolicitation.LENGTH, source, now);
        messages.routerAdvertisement(state.port, now);
        return Verdict.CONSUMED;
    }

    /** §6.3.4, for the one thing that an unnumbered session needs: who is there. */
    private Verdict routerAdvertised(PortState state, Packet packet, IpAddress.V6 source, long now) {
        if (!state.port.unnumbered()) {
            return Verdict.IGNORED_CONTROL;
        }
        if (state.hasPeer() && !source.equals(state.peer)) {
            if (now < state.peerUntil) {
                state.otherRouters++;
                return Verdict.IGNORED_CONTROL;
            }
            forgetPeer(state);
        }
        state.peer = source;
        state.peerUntil = now + timing.peerLifetime();
        state.nextSolicitation = NEVER;
        hear(state, packet, NdRouterAdvertisement.LENGTH, source, now);
        cache.want(state.port.index(), source, now);
        announce(state, cache.mac(state.port.index(), source), now);
        return Verdict.CONSUMED;
    }

    /** §7.2.3 and §7.2.4. */
    private Verdict neighborSolicited(PortState state, Packet packet, IpAddress.V6 source, long now) {
        solicitation.wrap(packet, packet.transport());
        IpAddress.V6 target = new IpAddress.V6(solicitation.targetHigh(), solicitation.targetLow());
        if (!target.equals(state.port.linkLocal()) && !addresses.isAt(state.port.index(), target)) {
            return Verdict.IGNORED_CONTROL;
        }
        int router = state.port.unnumbered() ? NdNeighborAdvertisement.ROUTER : 0;
        if (source.equals(IpAddress.V6.ANY)) {
            messages.neighborAdvertisement(state.port, target, NdMessages.ALL_NODES, MacAddress.ipv6Multicast(NdMessages.ALL_NODES.low()),
                    router | NdNeighborAdvertisement.OVERRIDE, now);
            return Verdict.CONSUMED;
        }
        hear(state, packet, NdNeighborSolicitation.LENGTH, source, now);
        long known = cache.mac(state.port.index(), source);
        messages.neighborAdvertisement(state.port, target, source, known == Neighbor.UNKNOWN ? ethernet.source() : known,
                router | NdNeighborAdvertisement.SOLICITED | NdNeighborAdvertisement.OVERRIDE, now);
        return Verdict.CONSUMED;
    }

    /** §7.2.5. */
    private Verdict neighborAdvertised(PortState state, Packet packet, long now) {
        advertisement.wrap(packet, packet.transport());
        IpAddress.V6 target = new IpAddress.V6(advertisement.targetHigh(), advertisement.targetLow());
        long mac = linkLayerAddress(packet, NdNeighborAdvertisement.LENGTH, NdOption.TARGET_LINK_LAYER_ADDRESS);
        boolean known = cache.advertised(state.port.index(), target, mac, advertisement.has(NdNeighborAdvertisement.SOLICITED),
                advertisement.has(NdNeighborAdvertisement.OVERRIDE), now);
        return known ? Verdict.CONSUMED : Verdict.IGNORED_CONTROL;
    }

    private void hear(PortState state, Packet packet, int options, IpAddress.V6 source, long now) {
        long mac = linkLayerAddress(packet, options, NdOption.SOURCE_LINK_LAYER_ADDRESS);
        if (mac != Neighbor.UNKNOWN) {
            cache.heard(state.port.index(), source, mac, now);
        }
    }

    /** The address in an option of {@code type}, or {@link Neighbor#UNKNOWN}; one that is not an Ethernet station's is no answer. */
    private long linkLayerAddress(Packet packet, int options, int type) {
        option.wrap(packet, packet.transport() + options, packet.network() + Ipv6.LENGTH + ipv6.payloadLength());
        while (option.next()) {
            if (option.type() == type && option.optionLength() == NdOption.LENGTH && !MacAddress.isMulticast(option.linkLayerAddress())) {
                return option.linkLayerAddress();
            }
        }
        return Neighbor.UNKNOWN;
    }

    private void announce(PortState state, long mac, long now) {
        if (!state.announced && mac != Neighbor.UNKNOWN) {
            state.announced = true;
            events.routerSeen(state.port.index(), state.peer, mac, now);
        }
    }

    private void forgetPeer(PortState state) {
        cache.unwant(state.port.index(), state.peer);
        state.peer = IpAddress.V6.ANY;
        state.announced = false;
    }

    public void onTimer(long now) {
        if (now < deadline) {
            return;
        }
        for (PortState state : ports) {
            if (state.nextAdvertisement <= now) {
                advertise(state, now);
            }
            if (state.nextSolicitation <= now) {
                solicit(state, now);
            }
        }
        cache.onTimer(now);
        reschedule();
    }

    /** §6.2.4: the burst, then the period, each gap drawn anew. */
    private void advertise(PortState state, long now) {
        messages.routerAdvertisement(state.port, now);
        state.burstLeft = Math.max(0, state.burstLeft - 1);
        state.nextAdvertisement = now + (state.burstLeft > 0
                ? random.nextLong(timing.burstMin(), timing.burstMax())
                : random.nextLong(timing.periodMin(), timing.periodMax()));
    }

    /** §6.3.7. */
    private void solicit(PortState state, long now) {
        state.nextSolicitation = NEVER;
        if (state.solicitationsLeft > 0) {
            messages.routerSolicitation(state.port, now);
            state.solicitationsLeft--;
            state.nextSolicitation = state.solicitationsLeft > 0 ? now + timing.solicitationInterval() : NEVER;
        }
    }

    private void reschedule() {
        long earliest = cache.nextDeadline();
        for (PortState state : ports) {
            earliest = Math.min(earliest, Math.min(state.nextAdvertisement, state.nextSolicitation));
        }
        deadline = earliest;
    }

    public long nextDeadline() {
        return deadline;
    }

    public List<Neighbor> neighbors() {
        return cache.neighbors();
    }

    /** The MAC address of a neighbour, or {@link Neighbor#UNKNOWN}. */
    public long mac(int port, IpAddress.V6 address) {
        return cache.mac(port, address);
    }

    /** Advertisements at {@code port} from routers other than the established peer. */
    public long otherRouters(int port) {
        return ports.get(port).otherRouters;
    }

    /** Neighbours that were not noted because the cache was full. */
    public long refused() {
        return cache.refused();
    }

    /** Messages that were not sent because the pool had no packet left. */
    public long poolEmpty() {
        return messages.poolEmpty();
    }

    /** Passes the cache's events on, and tells of the peer once its MAC address is known. */
    private final class Announcing implements NeighborEvents {
        @Override
        public void neighborResolved(int port, IpAddress address, long mac, long now) {
            events.neighborResolved(port, address, mac, now);
            PortState state = ports.get(port);
            if (address.equals(state.peer)) {
                announce(state, mac, now);
            }
        }

        @Override
        public void neighborLost(int port, IpAddress address, long now) {
            events.neighborLost(port, address, now);
        }

        @Override
        public void routerSeen(int port, IpAddress.V6 linkLocal, long mac, long now) {
            throw new IllegalStateException("a neighbour cache knows no routers");
        }
    }
}
