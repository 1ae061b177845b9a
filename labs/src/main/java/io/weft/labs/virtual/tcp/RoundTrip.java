package io.weft.labs.virtual.tcp;

/** The retransmission timeout of one connection. RFC 6298, with a least value of 200 ms as Linux has it in place of the RFC's second. */
final class RoundTrip {
    static final long MILLISECOND = 1_000_000_000L;
    static final long SECOND = 1000 * MILLISECOND;
    static final long LEAST = 200 * MILLISECOND;
    static final long INITIAL = SECOND;
    static final long MOST = 60 * SECOND;
    /** RFC 6298 §5.7: what data begins with if a SYN had to be sent again. */
    private static final long AFTER_LOST_SYN = 3 * SECOND;

    private long smoothed;
    private long variation;
    private long timeout = INITIAL;
    private int backOffs;

    /** A segment that was sent once has been acknowledged after {@code time} ps. Ends a back-off. RFC 6298 §2.2, §2.3. */
    void sample(long time) {
        if (smoothed == 0) {
            smoothed = time;
            variation = time / 2;
        } else {
            variation = (3 * variation + Math.abs(smoothed - time)) / 4;
            smoothed = (7 * smoothed + time) / 8;
        }
        timeout = Math.clamp(smoothed + 4 * variation, LEAST, MOST);
        backOffs = 0;
    }

    /** The timer has expired. RFC 6298 §5.5. */
    void backOff() {
        if (timeout() < MOST) {
            backOffs++;
        }
    }

    /**
     * The peer has acknowledged something new, or the expiries were probes of a closed window. RFC 6298 §5.7 would keep the back-off until a sample
     * comes, and none comes while what was lost is sent again; a stack with timestamps (RFC 7323) has samples then too, and this one behaves as
     * if it had. That is safe as long as round trips stay below {@link #LEAST}.
     */
    void forgetBackOff() {
        backOffs = 0;
    }

    /** Data begins after a SYN had to be sent again. */
    void afterLostSyn() {
        timeout = AFTER_LOST_SYN;
        backOffs = 0;
    }

    /** Picoseconds, {@link #LEAST} … {@link #MOST}. */
    long timeout() {
        return Math.min(timeout << backOffs, MOST);
    }
}
