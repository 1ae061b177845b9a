package io.weft.daemon.node;

import io.weft.bgp.BgpConfig;
import io.weft.bgp.NeighborConfig;
import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.bgp.message.Family;
import io.weft.bgp.policy.Aggregate;
import io.weft.bgp.policy.RoutePolicy;
import io.weft.bgp.policy.RouteSource;
import io.weft.bgp.rib.Decision;
import io.weft.bgp.session.RemoteAs;
import io.weft.daemon.config.BgpConfig.FamilyConfig;
import io.weft.daemon.config.Located;
import io.weft.daemon.config.NeighborConfig.DefaultRoute;
import io.weft.daemon.config.NeighborConfig.NeighborFamily;
import io.weft.daemon.config.NeighborConfig.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person wrote about BGP, as the speaker wants it said. */
final class BgpSettings {
    private static final long SECOND = 1_000_000_000_000L;

    private BgpSettings() {
    }

    static BgpConfig of(io.weft.daemon.config.BgpConfig written) {
        List<NeighborConfig> neighbors = written.neighbors().stream().map(BgpSettings::neighbor).toList();
        var timers = new BgpConfig.Timers((int) (written.timers().hold() / SECOND), (int) (written.timers().keepalive() / SECOND),
                written.timers().connectRetry());
        int paths = written.families().stream().mapToInt(FamilyConfig::ebgpPaths).max().orElse(FamilyConfig.DEFAULT_PATHS);
        return BgpConfig.of(written.autonomousSystem(), written.routerId().bits(), neighbors).withTimers(timers)
                .withFamilies(family(written.family(io.weft.daemon.config.BgpConfig.Family.IPV4_UNICAST)),
                        family(written.family(io.weft.daemon.config.BgpConfig.Family.IPV6_UNICAST)))
                .withDecision(new Decision(paths, written.relaxAsPath()));
    }

    private static BgpConfig.FamilyConfig family(Optional<FamilyConfig> written) {
        return written.map(f -> {
            List<RouteSource> sources = new ArrayList<>();
            if (f.redistributeConnected()) {
                sources.add(RouteSource.CONNECTED);
            }
            if (f.redistributeStatic()) {
                sources.add(RouteSource.STATIC);
            }
            return new BgpConfig.FamilyConfig(sources, f.networks().stream().map(Located::value).toList(),
                    f.aggregates().stream().map(a -> new Aggregate(a.prefix(), a.summaryOnly())).toList());
        }).orElse(BgpConfig.FamilyConfig.NONE);
    }

    private static NeighborConfig neighbor(io.weft.daemon.config.NeighborConfig written) {
        RemoteAs remoteAs = switch (written.remoteAs()) {
            case io.weft.daemon.config.NeighborConfig.RemoteAs.Number(long asn) -> new RemoteAs.Number(asn);
            case io.weft.daemon.config.NeighborConfig.RemoteAs.Kind kind -> switch (kind) {
                case INTERNAL -> new RemoteAs.Internal();
                case EXTERNAL -> new RemoteAs.External();
            };
        };
        NeighborConfig neighbor = switch (written.peer()) {
            case Peer.Unnumbered(String port) -> NeighborConfig.unnumbered(port, remoteAs);
            case Peer.Numbered(IpAddress address) -> NeighborConfig.numbered(address, remoteAs);
        };
        Family[] families = written.families().stream().map(f -> family(f.family())).toArray(Family[]::new);
        Family[] defaults = written.families().stream().filter(f -> f.defaultRoute() != DefaultRoute.OFF).map(f -> family(f.family()))
                .toArray(Family[]::new);
        long limit = written.families().stream().mapToLong(f -> f.mostPrefixes().orElse(NeighborConfig.MaximumPrefixes.DEFAULT.limit())).min()
                .orElse(NeighborConfig.MaximumPrefixes.DEFAULT.limit());
        return neighbor.withFamilies(families).withPassive(written.passive()).withDefaultOriginate(defaults).withMaximumPrefixes((int) limit, 0)
                .withPolicies(RoutePolicy.PERMIT_ALL, exports(written.families()));
    }

    private static Family family(io.weft.daemon.config.BgpConfig.Family family) {
        return switch (family) {
            case IPV4_UNICAST -> Family.IPV4_UNICAST;
            case IPV6_UNICAST -> Family.IPV6_UNICAST;
        };
    }

    /** Of a family in which the default route alone is told, nothing else goes out. */
    private static RoutePolicy exports(List<NeighborFamily> families) {
        List<RoutePolicy.Term> terms = new ArrayList<>();
        for (NeighborFamily family : families) {
            Prefix any = new Prefix(family.family() == io.weft.daemon.config.BgpConfig.Family.IPV4_UNICAST ? new IpAddress.V4(0) : IpAddress.V6.ANY,
                    0);
            RoutePolicy.Match match = family.defaultRoute() == DefaultRoute.ONLY ? RoutePolicy.Match.exactly(any) : RoutePolicy.Match.orLonger(any);
            terms.add(new RoutePolicy.Term(family.family().key(), match, true, RoutePolicy.Rewrite.NOTHING));
        }
        return new RoutePolicy("default-route-origination", terms);
    }
}
