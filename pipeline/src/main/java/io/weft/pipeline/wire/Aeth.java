package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** ACK extended transport header: 4 bytes. IBTA Vol 1 §9.3.5. */
public final class Aeth {
    public static final int LENGTH = 4;

    private static final int SYNDROME = 0;
    private static final int MSN = 1;

    private Packet packet = Packet.NONE;
    private int at;

    public Aeth wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    public Verdict check() {
        return packet.length() - at < LENGTH ? Verdict.BTH_EXTENDED_TRUNCATED : Verdict.CONTINUE;
    }

    /** ACK, RNR NAK or NAK and its value: see {@link Syndrome}. */
    public int syndrome() {
        return packet.u8(at + SYNDROME);
    }

    public Aeth syndrome(int syndrome) {
        packet.put8(at + SYNDROME, syndrome);
        return this;
    }

    /** Message sequence number, 24 bits that wrap. */
    public int msn() {
        return packet.u24(at + MSN);
    }

    public Aeth msn(int msn) {
        packet.put24(at + MSN, msn);
        return this;
    }
}
