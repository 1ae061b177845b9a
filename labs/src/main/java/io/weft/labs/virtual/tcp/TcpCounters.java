package io.weft.labs.virtual.tcp;

import io.weft.pipeline.packet.Verdict;

/** What one TCP stack has done, in segments: received = dropped + taken. */
public final class TcpCounters {
    private final long[] dropped = new long[Verdict.values().length];
    long received;
    long sent;
    long retransmitted;
    long resetsSent;
    long challengesSent;
    long poolEmpty;

    TcpCounters() {
    }

    void dropped(Verdict reason) {
        dropped[reason.ordinal()]++;
    }

    /** Frames that came by a control port. */
    public long received() {
        return received;
    }

    /** Frames that came and were no TCP segment with a right checksum, by reason; TCP_CHECKSUM is the common one. */
    public long droppedFor(Verdict reason) {
        return dropped[reason.ordinal()];
    }

    public long sent() {
        return sent;
    }

    /** Segments sent again, probes of closed windows included. */
    public long retransmitted() {
        return retransmitted;
    }

    public long resetsSent() {
        return resetsSent;
    }

    /** Acknowledgments that answer what may be forged. RFC 5961. */
    public long challengesSent() {
        return challengesSent;
    }

    /** Segments not sent for lack of a packet. */
    public long poolEmpty() {
        return poolEmpty;
    }
}
