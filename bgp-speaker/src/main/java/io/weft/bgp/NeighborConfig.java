package io.weft.bgp;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.message.Family;
import io.weft.bgp.policy.RoutePolicy;
import io.weft.bgp.session.RemoteAs;
import java.util.List;

/**
 * One neighbour.
 *
 * @param families         active address families
 * @param passive          never dials
 * @param nextHopSelf      towards an internal peer: we are the next hop (towards an external one we always are)
 * @param defaultOriginate families of which it is told a default route whatever the RIB holds
 * @param maximumPrefixes  of each family
 */
public record NeighborConfig(NeighborKey key, RemoteAs remoteAs, List<Family> families, boolean passive, boolean nextHopSelf,
        List<Family> defaultOriginate,
        MaximumPrefixes maximumPrefixes, RoutePolicy importPolicy, RoutePolicy exportPolicy) {
    public NeighborConfig {
        families = List.copyOf(families);
        defaultOriginate = List.copyOf(defaultOriginate);
    }

    /** How many prefixes it may tell; one more and the session ends (Cease 6/1), for {@code restartAfter} picoseconds, or for good if that is 0. */
    public record MaximumPrefixes(int limit, long restartAfter) {
        public static final MaximumPrefixes DEFAULT = new MaximumPrefixes(1_000_000, 0);
    }

    /** Both families, as data centres have it. */
    public static NeighborConfig unnumbered(String iface, RemoteAs remoteAs) {
        return of(new NeighborKey.ByInterface(iface), remoteAs, List.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST));
    }

    /** The family of its address. */
    public static NeighborConfig numbered(IpAddress address, RemoteAs remoteAs) {
        return of(new NeighborKey.ByAddress(address), remoteAs, List.of(address instanceof IpAddress.V4 ? Family.IPV4_UNICAST : Family.IPV6_UNICAST));
    }

    private static NeighborConfig of(NeighborKey key, RemoteAs remoteAs, List<Family> families) {
        return new NeighborConfig(key, remoteAs, families, false, false, List.of(), MaximumPrefixes.DEFAULT, RoutePolicy.PERMIT_ALL,
                RoutePolicy.PERMIT_ALL);
    }

    public NeighborConfig withFamilies(Family... active) {
        return new NeighborConfig(key, remoteAs, List.of(active), passive, nextHopSelf, defaultOriginate, maximumPrefixes, importPolicy,
                exportPolicy);
    }

    public NeighborConfig withPassive(boolean value) {
        return new NeighborConfig(key, remoteAs, families, value, nextHopSelf, defaultOriginate, maximumPrefixes, importPolicy, exportPolicy);
    }

    public NeighborConfig withNextHopSelf(boolean value) {
        return new NeighborConfig(key, remoteAs, families, passive, value, defaultOriginate, maximumPrefixes, importPolicy, exportPolicy);
    }

    public NeighborConfig withDefaultOriginate(Family... of) {
        return new NeighborConfig(key, remoteAs, families, passive, nextHopSelf, List.of(of), maximumPrefixes, importPolicy, exportPolicy);
    }

    public NeighborConfig withMaximumPrefixes(int limit, long restartAfter) {
        return new NeighborConfig(key, remoteAs, families, passive, nextHopSelf, defaultOriginate, new MaximumPrefixes(limit, restartAfter),
                importPolicy,
                exportPolicy);
    }

    public NeighborConfig withPolicies(RoutePolicy imports, RoutePolicy exports) {
        return new NeighborConfig(key, remoteAs, families, passive, nextHopSelf, defaultOriginate, maximumPrefixes, imports, exports);
    }
}
