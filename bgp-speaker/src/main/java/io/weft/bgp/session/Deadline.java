package io.weft.bgp.session;

/** Absolute times in picoseconds. */
public final class Deadline {
    public static final long SECOND = 1_000_000_000_000L;
    public static final long NEVER = Long.MAX_VALUE;

    private Deadline() {
    }

    /** {@code now + duration}, or never if that does not fit. */
    public static long after(long now, long duration) {
        return duration > NEVER - now ? NEVER : now + duration;
    }
}
