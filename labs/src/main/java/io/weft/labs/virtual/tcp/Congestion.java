package io.weft.labs.virtual.tcp;

/**
 * How much a sender may have in flight: slow start, congestion avoidance and fast recovery of RFC 5681 with the partial acknowledgments of RFC 6582
 * (NewReno); the initial window is RFC 6928's. Bytes.
 */
final class Congestion {
    private static final int INITIAL_SEGMENTS = 10;
    private static final int INITIAL_BYTES = 14_600;
    private static final int LARGEST = 1 << 30;

    private final int mss;
    private int window;
    private int threshold = LARGEST;
    private boolean recovering;

    Congestion(int mss) {
        this.mss = mss;
        window = Math.min(INITIAL_SEGMENTS * mss, Math.max(2 * mss, INITIAL_BYTES));
    }

    /** {@code count} new bytes have been acknowledged outside recovery. RFC 5681 §3.1. */
    void acknowledged(int count) {
        int more = window < threshold ? Math.min(count, mss) : Math.max(1, (int) ((long) mss * mss / window));
        window = Math.min(window + more, LARGEST);
    }

    /** The third duplicate acknowledgment has come with {@code inFlight} bytes out. RFC 5681 §3.2 steps 2 and 3. */
    void beginRecovery(int inFlight) {
        threshold = halved(inFlight);
        window = threshold + 3 * mss;
        recovering = true;
    }

    /** One more duplicate: one more segment has left the network. RFC 5681 §3.2 step 4. */
    void duplicate() {
        window = Math.min(window + mss, LARGEST);
    }

    /** Some of what was out when recovery began is still missing. RFC 6582 §3.2 step 5. */
    void partly(int count) {
        window = Math.max(mss, window - count + (count >= mss ? mss : 0));
    }

    /** All that was out when recovery began has arrived. RFC 6582 §3.2 step 5, the first of its two choices. */
    void endRecovery(int inFlight) {
        window = Math.min(threshold, Math.max(inFlight, mss) + mss);
        recovering = false;
    }

    /** The retransmission timer has expired. RFC 5681 §3.1, equation 4. */
    void timeout(int inFlight) {
        threshold = halved(inFlight);
        window = mss;
        recovering = false;
    }

    private int halved(int inFlight) {
        return Math.max(inFlight / 2, 2 * mss);
    }

    boolean isRecovering() {
        return recovering;
    }

    int window() {
        return window;
    }
}
