package io.weft.bgp.session;

import io.weft.bgp.message.Capability;
import io.weft.bgp.message.Family;
import io.weft.bgp.message.Open;
import java.util.List;

/**
 * What two OPENs agree on.
 *
 * @param holdTime        seconds, the smaller of both; 0: neither side watches
 * @param extendedNextHop IPv4 routes may have IPv6 next hops (RFC 8950)
 */
public record Negotiated(long remoteAs, int remoteRouterId, boolean external, int holdTime, int keepalive, List<Family> families,
        boolean extendedNextHop, boolean fourOctetAs, boolean routeRefresh, List<Capability> remoteCapabilities) {
    static final Capability.ExtendedNextHop EXTENDED_NEXT_HOP = new Capability.ExtendedNextHop(
            List.of(new Capability.NextHopEncoding(1, 1, 2)));

    static Negotiated of(SessionConfig config, Open open) {
        int holdTime = Math.min(config.holdTime(), open.holdTime());
        int keepalive = Math.min(config.keepalive(), holdTime / 3);
        List<Family> families = config.families().stream().filter(open::speaks).toList();
        boolean extended = families.contains(Family.IPV4_UNICAST) && open.takesNextHop(1, 1, 2);
        return new Negotiated(open.autonomousSystem(), open.routerId(), open.autonomousSystem() != config.localAs(), holdTime,
                holdTime == 0 ? 0 : Math.max(1, keepalive), families, extended, open.knowsFourOctetAs(),
                open.offers(new Capability.RouteRefreshCapability()), open.capabilities());
    }
}
