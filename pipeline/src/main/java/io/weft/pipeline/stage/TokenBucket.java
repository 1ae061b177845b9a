package io.weft.pipeline.stage;

/**
 * Lets {@code rate} events a second pass on average, {@code burst} at once: the generic cell rate algorithm in whole picoseconds (ITU-T I.371 annex
 * A). The interval is rounded down.
 */
public final class TokenBucket {
    private static final long SECOND = 1_000_000_000_000L;

    private final long interval;
    private final long tolerance;
    private long expected;

    public TokenBucket(long rate, int burst) {
        if (rate <= 0 || burst <= 0) {
            throw new IllegalArgumentException("a token bucket needs a rate and a burst above 0, not " + rate + " and " + burst);
        }
        this.interval = SECOND / rate;
        this.tolerance = interval * (burst - 1);
    }

    /** True and one token less, or false. */
    public boolean take(long now) {
        if (expected - now > tolerance) {
            return false;
        }
        expected = Math.max(expected, now) + interval;
        return true;
    }
}
