package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/**
 * IPv4 header: 20 bytes, or {@link #headerLength} with options. RFC 791 §3.1. Setters leave the header checksum stale until {@link #seal};
 * {@link #decrementTtl} and {@link #markCe} keep it right.
 */
public final class Ipv4 {
    public static final int LENGTH = 20;
    public static final int DONT_FRAGMENT = 0x4000;
    public static final int MORE_FRAGMENTS = 0x2000;

    private static final int VERSION_IHL = 0;
    private static final int TOS = 1;
    private static final int TOTAL_LENGTH = 2;
    private static final int IDENTIFICATION = 4;
    private static final int FLAGS = 6;
    private static final int TTL = 8;
    private static final int PROTOCOL = 9;
    private static final int CHECKSUM = 10;
    private static final int SOURCE = 12;
    private static final int DESTINATION = 16;

    private Packet packet = Packet.NONE;
    private int at;

    public Ipv4 wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    /** RFC 1812 §5.2.2: room, version and header length, total length against the frame, checksum. Options and fragments pass. */
    public Verdict check() {
        int room = packet.length() - at;
        if (room < LENGTH) {
            return Verdict.IPV4_TRUNCATED;
        }
        int header = headerLength();
        if (version() != 4 || header < LENGTH) {
            return Verdict.IPV4_VERSION;
        }
        if (room < header) {
            return Verdict.IPV4_TRUNCATED;
        }
        if (totalLength() < header || at + totalLength() > packet.frameLength()) {
            return Verdict.IPV4_LENGTH;
        }
        return InternetChecksum.of(packet, at, header) == 0 ? Verdict.CONTINUE : Verdict.IPV4_CHECKSUM;
    }

    /** Writes a header without options: DF, TTL 64, all else zero. */
    public Ipv4 blank() {
        packet.put32(at, 0x45000000).put32(at + IDENTIFICATION, DONT_FRAGMENT).put32(at + TTL, 64 << 24).put64(at + SOURCE, 0);
        return this;
    }

    /** Computes the header checksum anew. */
    public Ipv4 seal() {
        packet.put16(at + CHECKSUM, 0);
        packet.put16(at + CHECKSUM, InternetChecksum.of(packet, at, headerLength()));
        return this;
    }

    /** One hop less, checksum updated by RFC 1624. Only for a TTL above 0. */
    public Ipv4 decrementTtl() {
        int before = packet.u16(at + TTL);
        return replace(TTL, before, before - 0x100);
    }

    /** Congestion experienced: both ECN bits set, checksum updated. RFC 3168 §5. */
    public Ipv4 markCe() {
        int before = packet.u16(at + VERSION_IHL);
        return replace(VERSION_IHL, before, before | 3);
    }

    private Ipv4 replace(int field, int before, int after) {
        packet.put16(at + field, after);
        packet.put16(at + CHECKSUM, InternetChecksum.update(packet.u16(at + CHECKSUM), before, after));
        return this;
    }

    public int version() {
        return packet.u8(at + VERSION_IHL) >>> 4;
    }

    /** Bytes, 20 … 60. */
    public int headerLength() {
        return (packet.u8(at + VERSION_IHL) & 0xf) * 4;
    }

    public boolean hasOptions() {
        return headerLength() != LENGTH;
    }

    /** DSCP and ECN together. */
    public int tos() {
        return packet.u8(at + TOS);
    }

    public Ipv4 tos(int tos) {
        packet.put8(at + TOS, tos);
        return this;
    }

    public int dscp() {
        return tos() >>> 2;
    }

    public Ipv4 dscp(int dscp) {
        return tos(tos() & 3 | dscp << 2);
    }

    /** 0 not capable, 1 ECT(1), 2 ECT(0), 3 CE. */
    public int ecn() {
        return tos() & 3;
    }

    public Ipv4 ecn(int ecn) {
        return tos(tos() & ~3 | ecn);
    }

    /** Header and payload, bytes. */
    public int totalLength() {
        return packet.u16(at + TOTAL_LENGTH);
    }

    public Ipv4 totalLength(int length) {
        packet.put16(at + TOTAL_LENGTH, length);
        return this;
    }

    public int identification() {
        return packet.u16(at + IDENTIFICATION);
    }

    public Ipv4 identification(int identification) {
        packet.put16(at + IDENTIFICATION, identification);
        return this;
    }

    /** Flags and fragment offset as they stand: {@link #DONT_FRAGMENT}, {@link #MORE_FRAGMENTS}, offset in units of 8 bytes. */
    public int flagsAndOffset() {
        return packet.u16(at + FLAGS);
    }

    public Ipv4 flagsAndOffset(int value) {
        packet.put16(at + FLAGS, value);
        return this;
    }

    public boolean isFragment() {
        return (flagsAndOffset() & 0x3fff) != 0;
    }

    public int ttl() {
        return packet.u8(at + TTL);
    }

    public Ipv4 ttl(int ttl) {
        packet.put8(at + TTL, ttl);
        return this;
    }

    public int protocol() {
        return packet.u8(at + PROTOCOL);
    }

    public Ipv4 protocol(int protocol) {
        packet.put8(at + PROTOCOL, protocol);
        return this;
    }

    public int checksum() {
        return packet.u16(at + CHECKSUM);
    }

    public Ipv4 checksum(int checksum) {
        packet.put16(at + CHECKSUM, checksum);
        return this;
    }

    public int source() {
        return packet.i32(at + SOURCE);
    }

    public Ipv4 source(int address) {
        packet.put32(at + SOURCE, address);
        return this;
    }

    public int destination() {
        return packet.i32(at + DESTINATION);
    }

    public Ipv4 destination(int address) {
        packet.put32(at + DESTINATION, address);
        return this;
    }
}
