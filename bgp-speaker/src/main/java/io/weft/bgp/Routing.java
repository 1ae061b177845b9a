package io.weft.bgp;

import io.weft.bgp.address.Prefix;
import io.weft.bgp.message.CheckedUpdate;
import io.weft.bgp.message.Family;
import io.weft.bgp.message.PathAttribute;
import io.weft.bgp.policy.LocalRoutes;
import io.weft.bgp.policy.RoutePolicy;
import io.weft.bgp.policy.RouteSource;
import io.weft.bgp.rib.AttributePool;
import io.weft.bgp.rib.Attributes;
import io.weft.bgp.rib.Destination;
import io.weft.bgp.rib.LocRib;
import io.weft.bgp.rib.NextHop;
import io.weft.bgp.rib.Path;
import io.weft.bgp.rib.Source;
import io.weft.bgp.rib.UpdateGroup;
import io.weft.bgp.session.Negotiated;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables behind the event path: what was told becomes paths, paths become decisions, decisions become route changes and news for the update groups. */
final class Routing {
    private final BgpConfig config;
    private final Interfaces interfaces;
    private final Source self;
    private final AttributePool pool = new AttributePool();
    private final Map<Family, LocRib> locRibs = new EnumMap<>(Family.class);
    private final Map<Family, LocalRoutes> localRoutes = new EnumMap<>(Family.class);
    private final UpdateGroups groups;

    Routing(BgpConfig config, Interfaces interfaces) {
        this.config = config;
        this.interfaces = interfaces;
        this.self = Source.self(config.localAs(), config.routerId());
        this.groups = new UpdateGroups(config, interfaces, pool);
        for (Family family : Family.values()) {
            BgpConfig.FamilyConfig its = config.family(family);
            Set<RouteSource> redistributed = EnumSet.noneOf(RouteSource.class);
            redistributed.addAll(its.redistribute());
            locRibs.put(family, new LocRib(config.decision(), pool));
            localRoutes.put(family, new LocalRoutes(redistributed, its.networks(), its.aggregates(), config.localAs(), config.routerId()));
        }
    }

    /** UPDATE → AdjRibIn → import policy → LocRib. Withdrawals first: a prefix in both is announced (RFC 4271 §4.3). */
    void learn(Neighbor neighbor, CheckedUpdate update) {
        for (Prefix prefix : update.withdrawn()) {
            neighbor.adjRibIn(Family.of(prefix)).remove(prefix);
            locRib(Family.of(prefix)).remove(prefix, neighbor.index());
        }
        for (CheckedUpdate.Reach reach : update.reached()) {
            Attributes told = Attributes.of(update.attributes(), reach.nextHop());
            for (Prefix prefix : reach.prefixes()) {
                Attributes interned = neighbor.adjRibIn(reach.family()).put(prefix, told);
                locRib(reach.family()).put(prefix, imported(neighbor, prefix, interned));
            }
        }
    }

    private Path imported(Neighbor neighbor, Prefix prefix, Attributes told) {
        Source source = neighbor.source().orElseThrow();
        if (told.asPath().contains(config.localAs())) {
            return Path.rejected(source, told, Path.Rejection.AS_LOOP);
        }
        return switch (neighbor.config().importPolicy().apply(prefix, told)) {
            case RoutePolicy.Result.Denied _ -> Path.rejected(source, told, Path.Rejection.DENIED);
            case RoutePolicy.Result.Permitted(Attributes permitted, String _) -> resolved(source, permitted);
        };
    }

    private Path resolved(Source source, Attributes attributes) {
        Optional<NextHop> nextHop = interfaces.resolve(attributes.nextHop(), source.iface());
        return nextHop.isPresent()
                ? Path.of(source, attributes, nextHop.get())
                : Path.rejected(source, attributes, Path.Rejection.NEXT_HOP_UNREACHABLE);
    }

    /** Addresses have come or gone: next hops may resolve otherwise now. */
    void importAgain(Neighbor neighbor) {
        if (neighbor.source().isPresent()) {
            for (Family family : neighbor.config().families()) {
                neighbor.adjRibIn(family).routes().forEach((p, a) -> locRib(family).put(p, imported(neighbor, p, a)));
            }
        }
    }

    /** The session has ended: what it told is gone. */
    void forget(Neighbor neighbor) {
        groups.leave(neighbor);
        for (Family family : neighbor.config().families()) {
            neighbor.adjRibIn(family).routes().keySet().forEach(p -> locRib(family).remove(p, neighbor.index()));
            neighbor.adjRibIn(family).clear();
        }
        neighbor.lost();
    }

    /** False: no next hop of the family can be told to the neighbour, so nothing will be. */
    boolean join(Neighbor neighbor, Family family, Negotiated agreed) {
        return groups.join(neighbor, family, agreed, locRib(family));
    }

    void refresh(Neighbor neighbor, Family family) {
        Membership membership = neighbor.memberships().get(family);
        if (membership != null) {
            membership.group().refresh(membership);
        }
    }

    void originate(Prefix prefix, RouteSource source) {
        local(prefix).add(prefix, source);
        renewOwn(prefix);
    }

    void withdraw(Prefix prefix, RouteSource source) {
        local(prefix).remove(prefix, source);
        renewOwn(prefix);
    }

    private void renewOwn(Prefix prefix) {
        Optional<Attributes> own = local(prefix).own(prefix);
        if (own.isPresent()) {
            locRib(Family.of(prefix)).put(prefix, Path.local(self, own.get()));
        } else {
            locRib(Family.of(prefix)).remove(prefix, Source.SELF);
        }
    }

    private LocalRoutes local(Prefix prefix) {
        LocalRoutes routes = localRoutes.get(Family.of(prefix));
        if (routes == null) {
            throw new IllegalStateException("every family has local routes");
        }
        return routes;
    }

    /** Runs the decision for everything that has changed. What the router has to do comes back, what the peers have to be told is noted. */
    List<RouteChange> decide() {
        List<RouteChange> batch = new ArrayList<>();
        for (Family family : Family.values()) {
            locRib(family).decide((destination, before) -> decided(destination, before, batch));
        }
        return batch;
    }

    private void decided(Destination destination, LocRib.Choice before, List<RouteChange> batch) {
        Prefix prefix = destination.prefix();
        RouteChange was = change(prefix, before.best(), before.nextHops());
        RouteChange is = change(prefix, destination.best(), destination.nextHops());
        if (!is.equals(was)) {
            batch.add(is);
        }
        if (!destination.best().equals(before.best())) {
            local(prefix).contributed(prefix, before.best(), destination.best()).forEach(this::renewOwn);
            groups.all().forEach(g -> {
                if (g.family() == Family.of(prefix)) {
                    g.changed(prefix);
                }
            });
        }
    }

    private static RouteChange change(Prefix prefix, Optional<Path> best, List<NextHop> nextHops) {
        boolean aggregate = best.isPresent() && best.get().source().isSelf()
                && best.get().attributes().others().contains(new PathAttribute.AtomicAggregate());
        RouteChange.Kind kind = aggregate ? RouteChange.Kind.DISCARD : nextHops.isEmpty() ? RouteChange.Kind.WITHDRAW : RouteChange.Kind.INSTALL;
        return new RouteChange(prefix, kind, nextHops);
    }

    /** LocRib → export policy → AdjRibOut → packed UPDATEs. */
    void advertise() {
        groups.all().forEach(UpdateGroup::flush);
    }

    LocRib locRib(Family family) {
        LocRib rib = locRibs.get(family);
        if (rib == null) {
            throw new IllegalStateException("every family has a LocRib");
        }
        return rib;
    }

    /** Empty when there is no route at all. */
    AttributePool pool() {
        return pool;
    }
}
