package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** Invalidate extended transport header: 4 bytes. IBTA Vol 1 §9.3.7. */
public final class Ieth {
    public static final int LENGTH = 4;

    private static final int RKEY = 0;

    private Packet packet = Packet.NONE;
    private int at;

    public Ieth wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    public Verdict check() {
        return packet.length() - at < LENGTH ? Verdict.BTH_EXTENDED_TRUNCATED : Verdict.CONTINUE;
    }

    /** The key that the receiver invalidates. */
    public int rkey() {
        return packet.i32(at + RKEY);
    }

    public Ieth rkey(int key) {
        packet.put32(at + RKEY, key);
        return this;
    }
}
