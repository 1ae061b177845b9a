package io.weft.bgp;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.message.Family;
import io.weft.bgp.rib.AdjRibIn;
import io.weft.bgp.rib.AttributePool;
import io.weft.bgp.rib.Source;
import io.weft.bgp.session.Deadline;
import io.weft.bgp.session.Negotiated;
import io.weft.bgp.session.Peer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A configured neighbour: its session, what it has told, and as whom its paths are known. */
final class Neighbor {
    private final NeighborConfig config;
    private final Peer peer;
    private final Map<Family, AdjRibIn> adjRibIn = new EnumMap<>(Family.class);
    private final Map<Family, Membership> memberships = new EnumMap<>(Family.class);
    private Optional<Source> source = Optional.empty();
    /** The router that has advertised itself on an unnumbered neighbour's interface. */
    private Optional<IpAddress.V6> found = Optional.empty();
    /** When a neighbour with too many prefixes may come again. */
    private long releaseDeadline = Deadline.NEVER;

    Neighbor(NeighborConfig config, Peer peer, AttributePool pool) {
        this.config = config;
        this.peer = peer;
        config.families().forEach(f -> adjRibIn.put(f, new AdjRibIn(pool)));
    }

    /** The session is up: its paths have a source from here on. */
    Source established(Negotiated agreed) {
        Source established = new Source(peer.index(), peer.name(), agreed.external(), agreed.remoteAs(), agreed.remoteRouterId(), peer.remote(),
                peer.iface());
        source = Optional.of(established);
        return established;
    }

    void lost() {
        source = Optional.empty();
        memberships.clear();
    }

    int index() {
        return peer.index();
    }

    String name() {
        return peer.name();
    }

    NeighborConfig config() {
        return config;
    }

    Peer peer() {
        return peer;
    }

    /** Empty unless established. */
    Optional<Source> source() {
        return source;
    }

    AdjRibIn adjRibIn(Family family) {
        AdjRibIn rib = adjRibIn.get(family);
        if (rib == null) {
            throw new IllegalArgumentException(family + " is not active with " + name());
        }
        return rib;
    }

    Map<Family, Membership> memberships() {
        return memberships;
    }

    Optional<IpAddress.V6> found() {
        return found;
    }

    void found(Optional<IpAddress.V6> router) {
        found = router;
    }

    long releaseDeadline() {
        return releaseDeadline;
    }

    void releaseAt(long deadline) {
        releaseDeadline = deadline;
    }

    long nextDeadline() {
        return Math.min(releaseDeadline, peer.nextDeadline());
    }
}
