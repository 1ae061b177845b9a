package io.weft.bgp;

import io.weft.bgp.address.Prefix;
import io.weft.bgp.rib.NextHop;
import java.util.List;

/** What the router is to do with a prefix now, in place of whatever it was told before. {@code nextHops} is empty unless INSTALL. */
public record RouteChange(Prefix prefix, Kind kind, List<NextHop> nextHops) {
    public enum Kind {
        /** Forward to the next hops, by equal shares. */
        INSTALL,
        /** Drop what no longer prefix matches: an aggregate of ours, RFC 4271 §9.1.4. */
        DISCARD,
        /** BGP has no route, or the best one is the router's own. */
        WITHDRAW
    }

    public RouteChange {
        nextHops = List.copyOf(nextHops);
    }
}
