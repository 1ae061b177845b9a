package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** Atomic ACK extended transport header: 8 bytes. IBTA Vol 1 §9.3.5.3. */
public final class AtomicAckEth {
    public static final int LENGTH = 8;

    private static final int ORIGINAL = 0;

    private Packet packet = Packet.NONE;
    private int at;

    public AtomicAckEth wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    public Verdict check() {
        return packet.length() - at < LENGTH ? Verdict.BTH_EXTENDED_TRUNCATED : Verdict.CONTINUE;
    }

    /** What stood at the remote address before. */
    public long original() {
        return packet.i64(at + ORIGINAL);
    }

    public AtomicAckEth original(long value) {
        packet.put64(at + ORIGINAL, value);
        return this;
    }
}
