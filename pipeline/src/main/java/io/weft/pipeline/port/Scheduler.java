package io.weft.pipeline.port;

/** Which queue a port serves next: strict priority, the highest queue number first. IEEE 802.1Q §8.6.8.1. */
public final class Scheduler {
    /** No queue may send. */
    public static final int NONE = -1;

    /** The queue to serve, or {@link #NONE}; {@code ready} has bit q set if queue q holds a frame that may leave. */
    public int next(int ready) {
        return 31 - Integer.numberOfLeadingZeros(ready);
    }
}
