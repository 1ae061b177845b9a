package io.weft.labs.virtual.tcp;

/** How long a connection waits, in ps. */
final class Timeouts {
    /** RFC 9293 §3.8.3: how long to try before giving up. */
    static final long GIVE_UP = 100 * RoundTrip.SECOND;
    static final long GIVE_UP_SYN = 180 * RoundTrip.SECOND;
    /** In TIME-WAIT: twice the maximum segment lifetime, taken as 30 s. */
    static final long LINGER = 60 * RoundTrip.SECOND;
    /** How long a peer that has not ended may be silent in FIN-WAIT-2: longer than a live one goes on trying, {@link #GIVE_UP} and a last timeout. */
    static final long HALF_CLOSED = 180 * RoundTrip.SECOND;

    private Timeouts() {
    }
}
