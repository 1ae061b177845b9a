package io.weft.bgp.policy;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.bgp.message.MpNextHop;
import io.weft.bgp.message.PathAttribute;
import io.weft.bgp.rib.Attributes;
import io.weft.bgp.rib.Destination;
import io.weft.bgp.rib.Export;
import io.weft.bgp.rib.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a group of peers is told of a destination, and how the attributes change on the way: RFC 4271 §9.2 and §5.1.
 *
 * @param external     the peers are of another AS
 * @param nextHopSelf  we are the next hop even where an internal peer could keep the one we were told
 * @param ipv4NextHops the peers' next hops are IPv4 addresses only (NEXT_HOP of RFC 4271)
 * @param summaryOnly  aggregates whose more specific routes are not told
 * @param defaultOriginate a default route is told whatever the RIB holds
 */
public record ExportPolicy(boolean external, long localAs, boolean nextHopSelf, boolean ipv4NextHops, List<Prefix> summaryOnly,
        boolean defaultOriginate,
        RoutePolicy policy) implements Export {
    public ExportPolicy {
        summaryOnly = List.copyOf(summaryOnly);
    }

    @Override
    public Optional<Attributes> export(Destination destination) {
        Path best = destination.best().orElseThrow();
        Attributes attributes = best.attributes();
        if (best.source().isInternal() && !external || isWithheld(attributes) || isSuppressed(destination.prefix())) {
            return Optional.empty();
        }
        return switch (policy.apply(destination.prefix(), attributes)) {
            case RoutePolicy.Result.Denied _ -> Optional.empty();
            case RoutePolicy.Result.Permitted(Attributes permitted, String _) ->
                Optional.of(external ? toExternal(best, permitted) : toInternal(best, permitted));
        };
    }

    @Override
    public Optional<Attributes> defaultRoute() {
        if (!defaultOriginate) {
            return Optional.empty();
        }
        Attributes own = Attributes.originated(PathAttribute.Origin.IGP);
        return Optional.of(external ? own.withAsPath(own.asPath().prepend(localAs)) : own.withLocalPref(Path.DEFAULT_LOCAL_PREF));
    }

    /** RFC 1997. */
    private boolean isWithheld(Attributes attributes) {
        return attributes.hasCommunity(Attributes.NO_ADVERTISE)
                || external && (attributes.hasCommunity(Attributes.NO_EXPORT) || attributes.hasCommunity(Attributes.NO_EXPORT_SUBCONFED));
    }

    private boolean isSuppressed(Prefix prefix) {
        for (Prefix aggregate : summaryOnly) {
            if (aggregate.length() < prefix.length() && aggregate.covers(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** §5.1.2, §5.1.3; a MED that a neighbour gave stays within our AS (§5.1.4), LOCAL_PREF too (§5.1.5). */
    private Attributes toExternal(Path best, Attributes attributes) {
        return attributes.withAsPath(attributes.asPath().prepend(localAs)).withNextHop(Attributes.SELF).withLocalPref(Attributes.ABSENT)
                .withMed(best.source().isSelf() || attributes.med() != best.attributes().med() ? attributes.med() : Attributes.ABSENT)
                .withOthers(passedOn(attributes));
    }

    /** The next hop stays (§5.1.3) unless the peer could not use it: a link-local one means nothing beyond its link. */
    private Attributes toInternal(Path best, Attributes attributes) {
        MpNextHop told = attributes.nextHop();
        boolean unspeakable = told.address() instanceof IpAddress.V6 v6 && (ipv4NextHops || v6.isLinkLocal() || v6.equals(IpAddress.V6.ANY));
        return attributes.withNextHop(nextHopSelf || unspeakable || best.source().isSelf() ? Attributes.SELF : MpNextHop.of(told.address()))
                .withLocalPref(attributes.localPref() == Attributes.ABSENT ? Path.DEFAULT_LOCAL_PREF : attributes.localPref())
                .withOthers(passedOn(attributes));
    }

    /** RFC 4271 §5: an optional attribute that is not recognized goes on if it is transitive, marked as partial; otherwise it ends here. */
    private static List<PathAttribute> passedOn(Attributes attributes) {
        return attributes.others().stream().filter(a -> switch (a) {
            case PathAttribute.Unknown unknown -> unknown.transitive();
            case PathAttribute.OriginatorId _,PathAttribute.ClusterList _ -> false;
            default -> true;
        }).map(ExportPolicy::marked).toList();
    }

    private static PathAttribute marked(PathAttribute attribute) {
        return attribute instanceof PathAttribute.Unknown(int flags, int type, var value) && type != PathAttribute.EXTENDED_COMMUNITIES
                && type != PathAttribute.LARGE_COMMUNITIES ? new PathAttribute.Unknown(flags | PathAttribute.PARTIAL, type, value) : attribute;
    }
}
