package io.weft.bgp.rib;

import java.util.List;

/**
 * One way to a prefix: who told, with which attributes, and where packets would go. {@code nextHops} is empty for a path of this speaker itself, and for one
 * that is not eligible. {@code rejection} says why it is not; it is kept, so that {@code show} can say so.
 */
public record Path(Source source, Attributes attributes, List<NextHop> nextHops, Rejection rejection) {
    public static final long DEFAULT_LOCAL_PREF = 100;

    /** Why a path takes no part in the decision. */
    public enum Rejection {
        NONE(""), AS_LOOP("our AS is in its AS_PATH"), NEXT_HOP_UNREACHABLE("next hop unreachable"), DENIED("denied by import policy");

        private final String text;

        Rejection(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    public static Path of(Source source, Attributes attributes, NextHop nextHop) {
        return new Path(source, attributes, List.of(nextHop), Rejection.NONE);
    }

    public static Path local(Source self, Attributes attributes) {
        return new Path(self, attributes, List.of(), Rejection.NONE);
    }

    public static Path rejected(Source source, Attributes attributes, Rejection why) {
        return new Path(source, attributes, List.of(), why);
    }

    public boolean isEligible() {
        return rejection == Rejection.NONE;
    }

    /** RFC 4271 §5.1.5: only internal peers say it; every other path has the default. */
    public long localPref() {
        return attributes.localPref() == Attributes.ABSENT ? DEFAULT_LOCAL_PREF : attributes.localPref();
    }

    /** RFC 4271 §9.1.2.2 c: one that is missing is the lowest. */
    public long med() {
        return attributes.med() == Attributes.ABSENT ? 0 : attributes.med();
    }
}
