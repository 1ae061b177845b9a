package io.weft.bgp;

import io.weft.bgp.address.Prefix;
import io.weft.bgp.message.Family;
import io.weft.bgp.policy.Aggregate;
import io.weft.bgp.policy.RouteSource;
import io.weft.bgp.rib.Decision;
import io.weft.bgp.session.Deadline;
import java.util.List;

/**
 * A speaker's configuration.
 *
 * @param routerId BGP Identifier, an IPv4 address that nobody else in the AS has
 * @param decision maximum paths and whether their AS_PATHs may differ
 */
public record BgpConfig(long localAs, int routerId, Timers timers, List<NeighborConfig> neighbors, FamilyConfig ipv4, FamilyConfig ipv6,
        Decision decision) {
    public static final Decision DEFAULT_DECISION = new Decision(64, true);

    public BgpConfig {
        if (localAs < 1 || localAs > 0xffff_ffffL) {
            throw new IllegalArgumentException("AS " + localAs + ": 1..4294967295");
        }
        if (routerId == 0) {
            throw new IllegalArgumentException("router id 0.0.0.0 (RFC 6286)");
        }
        neighbors = List.copyOf(neighbors);
        long keys = neighbors.stream().map(n -> n.key().text()).distinct().count();
        if (keys != neighbors.size()) {
            throw new IllegalArgumentException("a neighbor is configured twice");
        }
    }

    /** Everything else by default. */
    public static BgpConfig of(long localAs, int routerId, List<NeighborConfig> neighbors) {
        return new BgpConfig(localAs, routerId, Timers.DEFAULT, neighbors, FamilyConfig.NONE, FamilyConfig.NONE, DEFAULT_DECISION);
    }

    public BgpConfig withTimers(Timers value) {
        return new BgpConfig(localAs, routerId, value, neighbors, ipv4, ipv6, decision);
    }

    public BgpConfig withFamilies(FamilyConfig ipv4Config, FamilyConfig ipv6Config) {
        return new BgpConfig(localAs, routerId, timers, neighbors, ipv4Config, ipv6Config, decision);
    }

    public BgpConfig withDecision(Decision value) {
        return new BgpConfig(localAs, routerId, timers, neighbors, ipv4, ipv6, value);
    }

    FamilyConfig family(Family family) {
        return switch (family) {
            case IPV4_UNICAST -> ipv4;
            case IPV6_UNICAST -> ipv6;
        };
    }

    /** Hold time and keepalive in seconds, connect retry in picoseconds before jitter. */
    public record Timers(int holdTime, int keepalive, long connectRetry) {
        public static final Timers DEFAULT = new Timers(9, 3, Deadline.SECOND);
    }

    /** What is originated of a family: sources redistributed, networks (announced while the router has them), aggregates. */
    public record FamilyConfig(List<RouteSource> redistribute, List<Prefix> networks, List<Aggregate> aggregates) {
        public static final FamilyConfig NONE = new FamilyConfig(List.of(), List.of(), List.of());

        public FamilyConfig {
            redistribute = List.copyOf(redistribute);
            networks = List.copyOf(networks);
            aggregates = List.copyOf(aggregates);
        }

        public static FamilyConfig redistributing(RouteSource... sources) {
            return new FamilyConfig(List.of(sources), List.of(), List.of());
        }

        List<Prefix> summaryOnly() {
            return aggregates.stream().filter(Aggregate::summaryOnly).map(Aggregate::prefix).toList();
        }
    }
}
