package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** Base Transport Header: 12 bytes behind UDP port 4791. IBTA Vol 1 §9.2. Setters leave the {@link Icrc} stale, except {@link #fecn} and {@link #becn}. */
public final class Bth {
    public static final int LENGTH = 12;
    public static final int DEFAULT_PARTITION = 0xffff;

    private static final int OPCODE = 0;
    private static final int FLAGS = 1;
    private static final int PARTITION_KEY = 2;
    private static final int CONGESTION = 4;
    private static final int DEST_QP = 5;
    private static final int ACK_REQUEST = 8;
    private static final int PSN = 9;
    private static final int SOLICITED = 0x80;
    private static final int MIG_REQ = 0x40;
    private static final int PAD_SHIFT = 4;
    private static final int VERSION_MASK = 0xf;
    private static final int FECN = 0x80;
    private static final int BECN = 0x40;
    private static final int RESERVED_CONGESTION = 0x3f;
    private static final int ACK_REQ = 0x80;
    private static final int RESERVED_ACK = 0x7f;

    private Packet packet = Packet.NONE;
    private int at;

    public Bth wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    /** Room for this header, version 0, a known opcode, and room for its extended headers. */
    public Verdict check() {
        int room = packet.length() - at;
        if (room < LENGTH) {
            return Verdict.BTH_TRUNCATED;
        }
        if (version() != 0) {
            return Verdict.BTH_VERSION;
        }
        RoceOpcode opcode = opcode();
        if (opcode == RoceOpcode.NONE) {
            return Verdict.BTH_OPCODE;
        }
        return room < opcode.headerLength() ? Verdict.BTH_EXTENDED_TRUNCATED : Verdict.CONTINUE;
    }

    /** Writes the default partition, all else zero. */
    public Bth blank() {
        packet.put64(at, (long) DEFAULT_PARTITION << 32).put32(at + ACK_REQUEST, 0);
        return this;
    }

    public RoceOpcode opcode() {
        return RoceOpcode.of(packet.u8(at + OPCODE));
    }

    public Bth opcode(RoceOpcode opcode) {
        return opcodeCode(opcode.code());
    }

    /** The opcode's wire code, also where {@link RoceOpcode} does not list it. */
    public int opcodeCode() {
        return packet.u8(at + OPCODE);
    }

    public Bth opcodeCode(int code) {
        packet.put8(at + OPCODE, code);
        return this;
    }

    public boolean solicited() {
        return has(FLAGS, SOLICITED);
    }

    public Bth solicited(boolean solicited) {
        return flag(FLAGS, SOLICITED, solicited);
    }

    /** Automatic path migration's state bit; ignored on receipt. */
    public boolean migReq() {
        return has(FLAGS, MIG_REQ);
    }

    public Bth migReq(boolean migrated) {
        return flag(FLAGS, MIG_REQ, migrated);
    }

    /** Bytes 0 … 3 that fill the payload to a multiple of four. */
    public int padCount() {
        return packet.u8(at + FLAGS) >>> PAD_SHIFT & 3;
    }

    public Bth padCount(int count) {
        packet.put8(at + FLAGS, packet.u8(at + FLAGS) & ~(3 << PAD_SHIFT) | (count & 3) << PAD_SHIFT);
        return this;
    }

    /** TVer; 0 is the only one defined. */
    public int version() {
        return packet.u8(at + FLAGS) & VERSION_MASK;
    }

    public int partitionKey() {
        return packet.u16(at + PARTITION_KEY);
    }

    public Bth partitionKey(int key) {
        packet.put16(at + PARTITION_KEY, key);
        return this;
    }

    public boolean fecn() {
        return has(CONGESTION, FECN);
    }

    public Bth fecn(boolean set) {
        return flag(CONGESTION, FECN, set);
    }

    public boolean becn() {
        return has(CONGESTION, BECN);
    }

    public Bth becn(boolean set) {
        return flag(CONGESTION, BECN, set);
    }

    /** 24 bits. */
    public int destQp() {
        return packet.u24(at + DEST_QP);
    }

    public Bth destQp(int qp) {
        packet.put24(at + DEST_QP, qp);
        return this;
    }

    public boolean ackRequest() {
        return has(ACK_REQUEST, ACK_REQ);
    }

    public Bth ackRequest(boolean wanted) {
        return flag(ACK_REQUEST, ACK_REQ, wanted);
    }

    /** 24 bits that wrap: compare with {@link Psn#distance}, never with {@code <}. */
    public int psn() {
        return packet.u24(at + PSN);
    }

    public Bth psn(int psn) {
        packet.put24(at + PSN, psn);
        return this;
    }

    /** The six reserved bits beside FECN and BECN. */
    public int reservedCongestion() {
        return packet.u8(at + CONGESTION) & RESERVED_CONGESTION;
    }

    public Bth reservedCongestion(int bits) {
        packet.put8(at + CONGESTION, packet.u8(at + CONGESTION) & ~RESERVED_CONGESTION | bits & RESERVED_CONGESTION);
        return this;
    }

    /** The seven reserved bits beside the acknowledge request. */
    public int reservedAck() {
        return packet.u8(at + ACK_REQUEST) & RESERVED_ACK;
    }

    public Bth reservedAck(int bits) {
        packet.put8(at + ACK_REQUEST, packet.u8(at + ACK_REQUEST) & ~RESERVED_ACK | bits & RESERVED_ACK);
        return this;
    }

    private boolean has(int offset, int bit) {
        return (packet.u8(at + offset) & bit) != 0;
    }

    private Bth flag(int offset, int bit, boolean set) {
        packet.put8(at + offset, packet.u8(at + offset) & ~bit | (set ? bit : 0));
        return this;
    }
}
