package io.weft.bgp.policy;

import io.weft.bgp.address.Prefix;
import io.weft.bgp.message.PathAttribute;
import io.weft.bgp.rib.Attributes;
import io.weft.bgp.rib.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this speaker originates of one family: networks (named, and present in the router), redistributed routes, and aggregates while something more specific is in the
 * RIB. {@link #own} says it for one prefix. Bounded by the router's own routes.
 */
public final class LocalRoutes {
    private final Set<RouteSource> redistributed;
    private final List<Prefix> networks;
    private final Attributes network = Attributes.originated(PathAttribute.Origin.IGP);
    private final Attributes redistribution = Attributes.originated(PathAttribute.Origin.INCOMPLETE);
    private final PathAttribute aggregator;
    private final Map<Prefix, Set<RouteSource>> present = new LinkedHashMap<>();
    private final Map<Prefix, int[]> contributors = new LinkedHashMap<>();

    /** {@code localAs} and {@code routerId} sign the aggregates (RFC 4271 §5.1.7). */
    public LocalRoutes(Set<RouteSource> redistributed, List<Prefix> networks, List<Aggregate> aggregates, long localAs, int routerId) {
        this.redistributed = redistributed;
        this.networks = List.copyOf(networks);
        this.aggregator = new PathAttribute.Aggregator(localAs, routerId);
        aggregates.forEach(a -> contributors.put(a.prefix(), new int[PathAttribute.Origin.INCOMPLETE + 1]));
    }

    /** The router has the route. */
    public void add(Prefix prefix, RouteSource source) {
        present.computeIfAbsent(prefix, _ -> EnumSet.noneOf(RouteSource.class)).add(source);
    }

    /** The router has it no more. */
    public void remove(Prefix prefix, RouteSource source) {
        Set<RouteSource> sources = present.get(prefix);
        if (sources != null && sources.remove(source) && sources.isEmpty()) {
            present.remove(prefix);
        }
    }

    /** A best path has changed. Returns the aggregates whose own route may have changed with it. */
    public List<Prefix> contributed(Prefix prefix, Optional<Path> before, Optional<Path> after) {
        if (contributors.isEmpty() || origin(before) == origin(after)) {
            return List.of();
        }
        List<Prefix> touched = new ArrayList<>();
        contributors.forEach((aggregate, counts) -> {
            if (aggregate.length() < prefix.length() && aggregate.covers(prefix)) {
                before.ifPresent(p -> counts[p.attributes().origin()]--);
                after.ifPresent(p -> counts[p.attributes().origin()]++);
                touched.add(aggregate);
            }
        });
        return touched;
    }

    private static int origin(Optional<Path> path) {
        return path.map(p -> p.attributes().origin()).orElse(-1);
    }

    /** What this speaker originates for the prefix now; empty: nothing. */
    public Optional<Attributes> own(Prefix prefix) {
        Set<RouteSource> sources = present.getOrDefault(prefix, Collections.emptySet());
        if (!sources.isEmpty() && networks.contains(prefix)) {
            return Optional.of(network);
        }
        if (sources.stream().anyMatch(redistributed::contains)) {
            return Optional.of(redistribution);
        }
        return aggregate(prefix);
    }

    /** RFC 4271 §9.2.2.2: the worst ORIGIN of the contributors; their AS_PATHs are lost, which ATOMIC_AGGREGATE says. */
    private Optional<Attributes> aggregate(Prefix prefix) {
        int[] counts = contributors.getOrDefault(prefix, new int[0]);
        for (int origin = counts.length - 1; origin >= 0; origin--) {
            if (counts[origin] > 0) {
                return Optional.of(Attributes.originated(origin)
                        .withOthers(List.of(new PathAttribute.AtomicAggregate(), aggregator)));
            }
        }
        return Optional.empty();
    }
}
