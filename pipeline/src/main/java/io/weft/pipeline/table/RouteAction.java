package io.weft.pipeline.table;

import java.util.List;

/** What a route does with a packet. */
public sealed interface RouteAction {
    /** Forwards over one of the next hops, chosen by hash. */
    record Forward(List<NextHop> nextHops) implements RouteAction {
        /** Sorted and without repeats, so that equal sets are equal. */
        public Forward {
            nextHops = nextHops.stream().sorted().distinct().toList();
            if (nextHops.isEmpty()) {
                throw new IllegalArgumentException("a route that forwards needs a next hop");
            }
        }
    }

    /** The destination is this node: to the control port. */
    record Local() implements RouteAction {
    }

    /** Discards. */
    record Blackhole() implements RouteAction {
    }

    RouteAction LOCAL = new Local();
    RouteAction BLACKHOLE = new Blackhole();

    static RouteAction via(NextHop... nextHops) {
        return new Forward(List.of(nextHops));
    }

    static RouteAction via(List<NextHop> nextHops) {
        return new Forward(nextHops);
    }
}
