package io.weft.daemon.config;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import java.util.List;
import java.util.Optional;

/**
 * {@code router.bgp} with {@code vrf.default.router.bgp}. A neighbour exchanges every family that stands in {@code families}, unless it says
 * otherwise itself; {@code families} holds at least one. {@code relaxAsPath}: paths of equal length share traffic whatever their AS numbers.
 */
public record BgpConfig(long autonomousSystem, IpAddress.V4 routerId, Timers timers, boolean relaxAsPath, List<NeighborConfig> neighbors,
        List<FamilyConfig> families, Origin origin) {
    public BgpConfig {
        neighbors = List.copyOf(neighbors);
        families = List.copyOf(families);
    }

    public Optional<FamilyConfig> family(Family family) {
        return families.stream().filter(f -> f.family() == family).findFirst();
    }

    /** IPv4 or IPv6 unicast; its key in {@code address-family}. */
    public enum Family {
        IPV4_UNICAST("ipv4-unicast"), IPV6_UNICAST("ipv6-unicast");

        private final String key;

        Family(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }

        public boolean holds(Prefix prefix) {
            return prefix.isV4() == (this == IPV4_UNICAST);
        }
    }

    /** Picoseconds. {@code hold} is whole seconds, 0 (no keepalives) or at least 3 s (RFC 4271 §4.2); so is {@code keepalive}. */
    public record Timers(long hold, long keepalive, long connectRetry) {
        private static final long SECOND = 1_000_000_000_000L;
        public static final Timers DEFAULT = new Timers(9 * SECOND, 3 * SECOND, SECOND);
    }

    /** {@code address-family.<family>}: what this speaker originates, and over how many paths it spreads (the same number wherever it is written). */
    public record FamilyConfig(Family family, boolean redistributeConnected, boolean redistributeStatic, List<Located<Prefix>> networks,
            List<Aggregate> aggregates, int ebgpPaths, int ibgpPaths, Origin origin) {
        /** The most members of one next-hop group. */
        public static final int MOST_PATHS = 128;
        public static final int DEFAULT_PATHS = 64;

        public FamilyConfig {
            networks = List.copyOf(networks);
            aggregates = List.copyOf(aggregates);
        }
    }

    /** {@code aggregate-route.<prefix>}; {@code summaryOnly} holds back the routes it covers. */
    public record Aggregate(Prefix prefix, boolean summaryOnly, Origin origin) {
    }
}
