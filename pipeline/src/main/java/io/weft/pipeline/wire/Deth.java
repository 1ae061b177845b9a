package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** Datagram extended transport header: 8 bytes. IBTA Vol 1 §9.3.2. */
public final class Deth {
    public static final int LENGTH = 8;
    /** Q_Key of QP 1, the general services interface. IBTA Vol 1 §3.5.3. */
    public static final int GSI_QKEY = 0x8001_0000;

    private static final int QKEY = 0;
    private static final int RESERVED = 4;
    private static final int SOURCE_QP = 5;

    private Packet packet = Packet.NONE;
    private int at;

    public Deth wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    public Verdict check() {
        return packet.length() - at < LENGTH ? Verdict.BTH_EXTENDED_TRUNCATED : Verdict.CONTINUE;
    }

    public int qkey() {
        return packet.i32(at + QKEY);
    }

    public Deth qkey(int key) {
        packet.put32(at + QKEY, key);
        return this;
    }

    public int reserved() {
        return packet.u8(at + RESERVED);
    }

    public Deth reserved(int value) {
        packet.put8(at + RESERVED, value);
        return this;
    }

    /** 24 bits. */
    public int sourceQp() {
        return packet.u24(at + SOURCE_QP);
    }

    public Deth sourceQp(int qp) {
        packet.put24(at + SOURCE_QP, qp);
        return this;
    }
}
