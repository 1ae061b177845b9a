package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** Atomic extended transport header: 28 bytes. IBTA Vol 1 §9.3.4. */
public final class AtomicEth {
    public static final int LENGTH = 28;

    private static final int VIRTUAL_ADDRESS = 0;
    private static final int RKEY = 8;
    private static final int SWAP_OR_ADD = 12;
    private static final int COMPARE = 20;

    private Packet packet = Packet.NONE;
    private int at;

    public AtomicEth wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    public Verdict check() {
        return packet.length() - at < LENGTH ? Verdict.BTH_EXTENDED_TRUNCATED : Verdict.CONTINUE;
    }

    public long virtualAddress() {
        return packet.i64(at + VIRTUAL_ADDRESS);
    }

    public AtomicEth virtualAddress(long address) {
        packet.put64(at + VIRTUAL_ADDRESS, address);
        return this;
    }

    public int rkey() {
        return packet.i32(at + RKEY);
    }

    public AtomicEth rkey(int key) {
        packet.put32(at + RKEY, key);
        return this;
    }

    /** What is stored on a match, or added. */
    public long swapOrAdd() {
        return packet.i64(at + SWAP_OR_ADD);
    }

    public AtomicEth swapOrAdd(long value) {
        packet.put64(at + SWAP_OR_ADD, value);
        return this;
    }

    public long compare() {
        return packet.i64(at + COMPARE);
    }

    public AtomicEth compare(long value) {
        packet.put64(at + COMPARE, value);
        return this;
    }
}
