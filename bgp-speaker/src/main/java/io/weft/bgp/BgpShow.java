package io.weft.bgp;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.bgp.message.Capability;
import io.weft.bgp.message.Family;
import io.weft.bgp.message.MpNextHop;
import io.weft.bgp.rib.Decision;
import io.weft.bgp.rib.Destination;
import io.weft.bgp.rib.NextHop;
import io.weft.bgp.rib.Path;
import io.weft.bgp.session.MessageCounts;
import io.weft.bgp.session.Negotiated;
import io.weft.bgp.session.Peer;
import io.weft.bgp.session.State;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Questions about a speaker. They change nothing; what comes back is a copy. */
public final class BgpShow {
    private final Neighbors neighbors;
    private final Routing routing;

    BgpShow(Neighbors neighbors, Routing routing) {
        this.neighbors = neighbors;
        this.routing = routing;
    }

    /**
     * One neighbour.
     *
     * @param why        in another state than Established: what is waited for, or how the last session ended
     * @param lastError  how the last session ended; empty if none has
     * @param stateSince picoseconds
     * @param families   those that the session carries
     */
    public record NeighborView(String name, String iface, IpAddress local, IpAddress remote, State state, String why, String lastError,
            long stateSince,
            int flaps, long remoteAs, IpAddress.V4 remoteRouterId, int holdTime, int keepalive, List<Capability> capabilities,
            List<FamilyView> families,
            MessageCounts received, MessageCounts sent) {
    }

    /** Prefixes that a neighbour has told and has been told; {@code silent}: no next hop can be told to it. */
    public record FamilyView(Family family, int received, int advertised, boolean silent) {
    }

    /** One destination: where packets go, and every path with the reason for its place. */
    public record RouteView(Prefix prefix, List<NextHop> nextHops, List<PathView> paths) {
    }

    /**
     * {@code why}: best, multipath, the {@link io.weft.bgp.rib.Step} that decided against it, or why it is not eligible.
     *
     * @param own   this speaker's, from nobody
     * @param valid it takes part in the decision
     */
    public record PathView(String from, boolean own, boolean valid, boolean best, boolean multipath, MpNextHop nextHop, String asPath, int origin,
            long localPref, long med,
            String why) {
    }

    /** In the order of the configuration. */
    public List<NeighborView> summary() {
        return neighbors.all().stream().map(BgpShow::view).toList();
    }

    /** By the interface or address that it is configured by. */
    public Optional<NeighborView> neighbor(String name) {
        return neighbors.named(name).map(BgpShow::view);
    }

    private static NeighborView view(Neighbor neighbor) {
        Peer peer = neighbor.peer();
        Optional<Negotiated> agreed = peer.negotiated();
        return new NeighborView(peer.name(), peer.iface(), peer.local(), peer.remote(), peer.state(), peer.idleReason(), peer.lastError(),
                peer.stateSince(),
                peer.flaps(), agreed.map(Negotiated::remoteAs).orElse(0L), new IpAddress.V4(agreed.map(Negotiated::remoteRouterId).orElse(0)),
                agreed.map(Negotiated::holdTime).orElse(0), agreed.map(Negotiated::keepalive).orElse(0),
                agreed.map(Negotiated::remoteCapabilities).orElse(List.of()),
                agreed.map(Negotiated::families).orElse(List.of()).stream().map(f -> view(neighbor, f)).toList(), peer.received(), peer.sent());
    }

    private static FamilyView view(Neighbor neighbor, Family family) {
        Optional<Membership> membership = Optional.ofNullable(neighbor.memberships().get(family));
        return new FamilyView(family, neighbor.adjRibIn(family).size(), membership.map(m -> m.group().toldTo(m.index()).size()).orElse(0),
                membership.isEmpty());
    }

    /** Every configured neighbour is established. */
    public boolean allEstablished() {
        return neighbors.all().stream().allMatch(n -> n.peer().state() == State.ESTABLISHED);
    }

    /** The LocRib, ordered by prefix. */
    public List<RouteView> routes(Family family) {
        return routing.locRib(family).destinations().stream().sorted(Comparator.comparing(Destination::prefix)).map(BgpShow::view).toList();
    }

    public Optional<RouteView> route(Prefix prefix) {
        return routing.locRib(Family.of(prefix)).get(prefix).map(BgpShow::view);
    }

    private static RouteView view(Destination destination) {
        return new RouteView(destination.prefix(), destination.nextHops(), destination.paths().stream().map(p -> view(destination, p)).toList());
    }

    private static PathView view(Destination destination, Path path) {
        return new PathView(path.source().name(), path.source().isSelf(), path.isEligible(), destination.best().filter(path::equals).isPresent(),
                destination.multipath().contains(path),
                path.attributes().nextHop(), path.attributes().asPath().toString(), path.attributes().origin(), path.localPref(), path.med(),
                Decision.explain(destination, path));
    }

    /** What a neighbour has told, before import policy. */
    public List<Prefix> receivedFrom(String name, Family family) {
        return neighbors.named(name).filter(n -> n.config().families().contains(family)).map(n -> List.copyOf(n.adjRibIn(family).routes().keySet()))
                .orElse(List.of());
    }

    /** What a neighbour has been told. */
    public List<Prefix> advertisedTo(String name, Family family) {
        return neighbors.named(name).flatMap(n -> Optional.ofNullable(n.memberships().get(family))).map(m -> m.group().toldTo(m.index()))
                .orElse(List.of());
    }

    /** Attribute sets that are held once for all routes that share them. */
    public int attributeSets() {
        return routing.pool().size();
    }
}
