package io.weft.labs.virtual;

import io.weft.pipeline.packet.Verdict;

/** What one direction of a link has carried, in frames and in bytes of {@code wireLength}: sent = delivered + lost + in flight. */
public final class LinkCounters {
    private long sentFrames;
    private long sentBytes;
    private long deliveredFrames;
    private long deliveredBytes;
    private long inFlightFrames;
    private long inFlightBytes;
    private final long[] lostFrames = new long[3];
    private final long[] lostBytes = new long[3];

    LinkCounters() {
    }

    private static int index(Verdict reason) {
        return switch (reason) {
            case LINK_LOSS -> 0;
            case LINK_DOWN -> 1;
            case NODE_DEAD -> 2;
            default -> throw new IllegalArgumentException("a link does not drop for " + reason);
        };
    }

    void sent(int bytes) {
        sentFrames++;
        sentBytes += bytes;
    }

    void flies(int bytes) {
        inFlightFrames++;
        inFlightBytes += bytes;
    }

    void lands(int bytes) {
        inFlightFrames--;
        inFlightBytes -= bytes;
    }

    void delivered(int bytes) {
        deliveredFrames++;
        deliveredBytes += bytes;
    }

    void lost(int bytes, Verdict reason) {
        lostFrames[index(reason)]++;
        lostBytes[index(reason)] += bytes;
    }

    public long sentFrames() {
        return sentFrames;
    }

    public long sentBytes() {
        return sentBytes;
    }

    public long deliveredFrames() {
        return deliveredFrames;
    }

    public long deliveredBytes() {
        return deliveredBytes;
    }

    public long inFlightFrames() {
        return inFlightFrames;
    }

    public long inFlightBytes() {
        return inFlightBytes;
    }

    /** Frames lost for {@code reason}: LINK_LOSS, LINK_DOWN or NODE_DEAD. */
    public long lostFrames(Verdict reason) {
        return lostFrames[index(reason)];
    }

    public long lostBytes(Verdict reason) {
        return lostBytes[index(reason)];
    }

    public long lostFrames() {
        return lostFrames[0] + lostFrames[1] + lostFrames[2];
    }

    public long lostBytes() {
        return lostBytes[0] + lostBytes[1] + lostBytes[2];
    }
}
