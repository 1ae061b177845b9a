package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** Immediate data: 4 bytes that are the application's. IBTA Vol 1 §9.3.6. */
public final class ImmDt {
    public static final int LENGTH = 4;

    private static final int IMMEDIATE = 0;

    private Packet packet = Packet.NONE;
    private int at;

    public ImmDt wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    public Verdict check() {
        return packet.length() - at < LENGTH ? Verdict.BTH_EXTENDED_TRUNCATED : Verdict.CONTINUE;
    }

    public int immediate() {
        return packet.i32(at + IMMEDIATE);
    }

    public ImmDt immediate(int immediate) {
        packet.put32(at + IMMEDIATE, immediate);
        return this;
    }
}
