package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** RDMA extended transport header: 16 bytes. IBTA Vol 1 §9.3.3. */
public final class Reth {
    public static final int LENGTH = 16;

    private static final int VIRTUAL_ADDRESS = 0;
    private static final int RKEY = 8;
    private static final int DMA_LENGTH = 12;

    private Packet packet = Packet.NONE;
    private int at;

    public Reth wrap(Packet packet, int at) {
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

    public Reth virtualAddress(long address) {
        packet.put64(at + VIRTUAL_ADDRESS, address);
        return this;
    }

    public int rkey() {
        return packet.i32(at + RKEY);
    }

    public Reth rkey(int key) {
        packet.put32(at + RKEY, key);
        return this;
    }

    /** Bytes of the whole message, not of this packet; at most 2^31, so compare unsigned. */
    public int dmaLength() {
        return packet.i32(at + DMA_LENGTH);
    }

    public Reth dmaLength(int length) {
        packet.put32(at + DMA_LENGTH, length);
        return this;
    }
}
