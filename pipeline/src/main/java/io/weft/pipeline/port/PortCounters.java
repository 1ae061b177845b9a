package io.weft.pipeline.port;

/** What one port has seen since it was made. Bytes count a frame with its FCS, without preamble and gap, as ifTable's octets do (RFC 2863). */
public final class PortCounters {
    private long receivedFrames;
    private long receivedBytes;
    private long receivedDrops;
    private long sentFrames;
    private long sentBytes;
    private long egressDrops;

    public void received(int wireLength) {
        receivedFrames++;
        receivedBytes += wireLength;
    }

    /** A frame that came in by this port has ended in a drop before it found its way out. */
    public void droppedOnReceive() {
        receivedDrops++;
    }

    public void sent(int wireLength) {
        sentFrames++;
        sentBytes += wireLength;
    }

    /** A frame that was to leave by this port has been refused by its queue, purged from it or dropped behind it. */
    public void droppedOnSend() {
        egressDrops++;
    }

    public long receivedFrames() {
        return receivedFrames;
    }

    public long receivedBytes() {
        return receivedBytes;
    }

    public long receivedDrops() {
        return receivedDrops;
    }

    public long sentFrames() {
        return sentFrames;
    }

    public long sentBytes() {
        return sentBytes;
    }

    public long egressDrops() {
        return egressDrops;
    }
}
