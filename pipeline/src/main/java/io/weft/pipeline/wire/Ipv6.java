package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** IPv6 header: 40 bytes. RFC 8200 §3. Extension headers are not walked: {@link #nextHeader} is what stands right behind. */
public final class Ipv6 {
    public static final int LENGTH = 40;

    private static final int VERSION_CLASS_LABEL = 0;
    private static final int PAYLOAD_LENGTH = 4;
    private static final int NEXT_HEADER = 6;
    private static final int HOP_LIMIT = 7;
    private static final int SOURCE = 8;
    private static final int DESTINATION = 24;
    private static final int CLASS_SHIFT = 20;
    private static final int LABEL_MASK = 0xfffff;

    private Packet packet = Packet.NONE;
    private int at;

    public Ipv6 wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    public Verdict check() {
        if (packet.length() - at < LENGTH) {
            return Verdict.IPV6_TRUNCATED;
        }
        if (version() != 6) {
            return Verdict.IPV6_VERSION;
        }
        return at + LENGTH + payloadLength() > packet.frameLength() ? Verdict.IPV6_LENGTH : Verdict.CONTINUE;
    }

    /** Writes version 6 and hop limit 64, all else zero. */
    public Ipv6 blank() {
        packet.put64(at, 6L << 60 | 64);
        return source(0, 0).destination(0, 0);
    }

    /** One hop less. Only for a hop limit above 0. */
    public Ipv6 decrementHopLimit() {
        return hopLimit(hopLimit() - 1);
    }

    /** Congestion experienced: both ECN bits set. RFC 3168 §5. */
    public Ipv6 markCe() {
        return ecn(3);
    }

    public int version() {
        return packet.u8(at) >>> 4;
    }

    /** DSCP and ECN together. */
    public int trafficClass() {
        return packet.i32(at + VERSION_CLASS_LABEL) >>> CLASS_SHIFT & 0xff;
    }

    public Ipv6 trafficClass(int value) {
        int rest = packet.i32(at + VERSION_CLASS_LABEL) & ~(0xff << CLASS_SHIFT);
        packet.put32(at + VERSION_CLASS_LABEL, rest | (value & 0xff) << CLASS_SHIFT);
        return this;
    }

    public int dscp() {
        return trafficClass() >>> 2;
    }

    public Ipv6 dscp(int dscp) {
        return trafficClass(trafficClass() & 3 | dscp << 2);
    }

    /** 0 not capable, 1 ECT(1), 2 ECT(0), 3 CE. */
    public int ecn() {
        return trafficClass() & 3;
    }

    public Ipv6 ecn(int ecn) {
        return trafficClass(trafficClass() & ~3 | ecn);
    }

    /** 20 bits. RFC 6437. */
    public int flowLabel() {
        return packet.i32(at + VERSION_CLASS_LABEL) & LABEL_MASK;
    }

    public Ipv6 flowLabel(int label) {
        packet.put32(at + VERSION_CLASS_LABEL, packet.i32(at + VERSION_CLASS_LABEL) & ~LABEL_MASK | label & LABEL_MASK);
        return this;
    }

    /** Bytes behind this header. */
    public int payloadLength() {
        return packet.u16(at + PAYLOAD_LENGTH);
    }

    public Ipv6 payloadLength(int length) {
        packet.put16(at + PAYLOAD_LENGTH, length);
        return this;
    }

    public int nextHeader() {
        return packet.u8(at + NEXT_HEADER);
    }

    public Ipv6 nextHeader(int protocol) {
        packet.put8(at + NEXT_HEADER, protocol);
        return this;
    }

    public int hopLimit() {
        return packet.u8(at + HOP_LIMIT);
    }

    public Ipv6 hopLimit(int limit) {
        packet.put8(at + HOP_LIMIT, limit);
        return this;
    }

    public long sourceHigh() {
        return packet.i64(at + SOURCE);
    }

    public long sourceLow() {
        return packet.i64(at + SOURCE + 8);
    }

    public Ipv6 source(long high, long low) {
        packet.put64(at + SOURCE, high).put64(at + SOURCE + 8, low);
        return this;
    }

    public long destinationHigh() {
        return packet.i64(at + DESTINATION);
    }

    public long destinationLow() {
        return packet.i64(at + DESTINATION + 8);
    }

    public Ipv6 destination(long high, long low) {
        packet.put64(at + DESTINATION, high).put64(at + DESTINATION + 8, low);
        return this;
    }
}
