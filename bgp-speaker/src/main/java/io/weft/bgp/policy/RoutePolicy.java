package io.weft.bgp.policy;

import io.weft.bgp.address.Prefix;
import io.weft.bgp.rib.Attributes;
import java.util.List;

/** Terms in order. The first that matches decides; a route that none matches is denied. The result names its term, so that {@code show} can say why. */
public record RoutePolicy(String name, List<Term> terms) {
    /** Permits everything unchanged. */
    public static final RoutePolicy PERMIT_ALL = new RoutePolicy("permit-all", List.of(new Term("all", Match.ANY, true, Rewrite.NOTHING)));

    public RoutePolicy {
        terms = List.copyOf(terms);
    }

    public record Term(String name, Match match, boolean permits, Rewrite rewrite) {
    }

    /** Prefixes within {@code within} whose length lies in the range, with every one of the communities (RFC 1997); an empty list of prefixes: any. */
    public record Match(List<Prefix> within, int minimumLength, int maximumLength, List<Integer> communities) {
        public static final Match ANY = new Match(List.of(), 0, 128, List.of());

        public Match {
            within = List.copyOf(within);
            communities = List.copyOf(communities);
        }

        public static Match exactly(Prefix prefix) {
            return new Match(List.of(prefix), prefix.length(), prefix.length(), List.of());
        }

        public static Match orLonger(Prefix prefix) {
            return new Match(List.of(prefix), prefix.length(), 128, List.of());
        }

        boolean matches(Prefix prefix, Attributes attributes) {
            return prefix.length() >= minimumLength && prefix.length() <= maximumLength
                    && (within.isEmpty() || within.stream().anyMatch(w -> w.covers(prefix)))
                    && communities.stream().allMatch(attributes::hasCommunity);
        }
    }

    /** What a permitting term changes; {@link Attributes#ABSENT} leaves a value alone, {@code prepend} is a count of {@code prependAs}. */
    public record Rewrite(long localPref, long med, int prepend, long prependAs) {
        public static final Rewrite NOTHING = new Rewrite(Attributes.ABSENT, Attributes.ABSENT, 0, 0);

        Attributes apply(Attributes attributes) {
            Attributes changed = attributes;
            if (localPref != Attributes.ABSENT) {
                changed = changed.withLocalPref(localPref);
            }
            if (med != Attributes.ABSENT) {
                changed = changed.withMed(med);
            }
            for (int i = 0; i < prepend; i++) {
                changed = changed.withAsPath(changed.asPath().prepend(prependAs));
            }
            return changed;
        }
    }

    public sealed interface Result {
        record Permitted(Attributes attributes, String term) implements Result {
        }

        record Denied(String term) implements Result {
        }
    }

    public Result apply(Prefix prefix, Attributes attributes) {
        for (Term term : terms) {
            if (term.match.matches(prefix, attributes)) {
                return term.permits ? new Result.Permitted(term.rewrite.apply(attributes), term.name) : new Result.Denied(term.name);
            }
        }
        return new Result.Denied("no term matches");
    }
}
