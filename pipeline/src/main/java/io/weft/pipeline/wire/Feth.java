package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** FLUSH extended transport header: 4 bytes. IBTA Vol 1 Annex A19. */
public final class Feth {
    public static final int LENGTH = 4;

    private static final int BITS = 0;

    private Packet packet = Packet.NONE;
    private int at;

    public Feth wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    public Verdict check() {
        return packet.length() - at < LENGTH ? Verdict.BTH_EXTENDED_TRUNCATED : Verdict.CONTINUE;
    }

    /** Selectivity level and placement type as they stand. */
    public int bits() {
        return packet.i32(at + BITS);
    }

    public Feth bits(int bits) {
        packet.put32(at + BITS, bits);
        return this;
    }
}
