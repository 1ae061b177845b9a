package io.weft.labs.virtual.tcp;

/** At most ten challenge ACKs a second from one connection. RFC 5961 §7. */
final class ChallengeLimit {
    private static final int CHALLENGES = 10;

    private long second = -1;
    private int challenges;

    /** True if one more may go out now. */
    boolean allows(long now) {
        if (now / RoundTrip.SECOND != second) {
            second = now / RoundTrip.SECOND;
            challenges = 0;
        }
        return challenges++ < CHALLENGES;
    }
}
