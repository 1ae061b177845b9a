package io.weft.daemon.cli.show;

import io.weft.bgp.BgpShow.NeighborView;
import io.weft.bgp.message.Family;
import io.weft.bgp.session.State;
import io.weft.daemon.config.BgpConfig;
import io.weft.daemon.config.NeighborConfig;
import io.weft.daemon.config.NeighborConfig.RemoteAs;

/** What BGP pages have in common. */
final class BgpWords {
    private BgpWords() {
    }

    static String title(Family family) {
        return switch (family) {
            case IPV4_UNICAST -> "IPv4 Unicast";
            case IPV6_UNICAST -> "IPv6 Unicast";
        };
    }

    static String key(Family family) {
        return switch (family) {
            case IPV4_UNICAST -> "ipv4Unicast";
            case IPV6_UNICAST -> "ipv6Unicast";
        };
    }

    static boolean exchanges(BgpConfig config, String neighbor, Family family) {
        return config.neighbors().stream().filter(n -> n.peer().toString().equals(neighbor)).flatMap(n -> n.families().stream())
                .anyMatch(f -> f.family() == (family == Family.IPV4_UNICAST ? BgpConfig.Family.IPV4_UNICAST : BgpConfig.Family.IPV6_UNICAST));
    }

    static boolean isEstablished(NeighborView neighbor) {
        return neighbor.state() == State.ESTABLISHED;
    }

    /** As agreed; before that, as configured; 0 if any would do. */
    static long remoteAs(BgpConfig config, NeighborView neighbor) {
        if (neighbor.remoteAs() != 0) {
            return neighbor.remoteAs();
        }
        return switch (configured(config, neighbor.name())) {
            case RemoteAs.Number(long number) -> number;
            case RemoteAs.Kind kind -> kind == RemoteAs.Kind.INTERNAL ? config.autonomousSystem() : 0;
        };
    }

    /** An external peer: its AS is not ours. */
    static boolean isExternal(BgpConfig config, String neighbor) {
        return switch (configured(config, neighbor)) {
            case RemoteAs.Number(long number) -> number != config.autonomousSystem();
            case RemoteAs.Kind kind -> kind == RemoteAs.Kind.EXTERNAL;
        };
    }

    private static RemoteAs configured(BgpConfig config, String neighbor) {
        return config.neighbors().stream().filter(n -> n.peer().toString().equals(neighbor)).map(NeighborConfig::remoteAs).findFirst()
                .orElse(RemoteAs.Kind.EXTERNAL);
    }

    /** RFC 4271 §4.3 a. */
    static String origin(int code) {
        return code == 0 ? "IGP" : code == 1 ? "EGP" : "incomplete";
    }

    /** The letter behind an AS path. */
    static String originCode(int code) {
        return code == 0 ? "i" : code == 1 ? "e" : "?";
    }
}
