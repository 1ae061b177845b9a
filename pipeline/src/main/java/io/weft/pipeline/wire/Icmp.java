package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** ICMP: type, code, checksum and four bytes more, 8 in all. RFC 792. */
public final class Icmp {
    public static final int LENGTH = 8;
    public static final int ECHO_REPLY = 0;
    public static final int DESTINATION_UNREACHABLE = 3;
    public static final int ECHO_REQUEST = 8;
    public static final int TIME_EXCEEDED = 11;
    /** Codes of {@link #DESTINATION_UNREACHABLE}. RFC 792, RFC 1812 §5.2.7.1. */
    public static final int NETWORK_UNREACHABLE = 0;
    public static final int HOST_UNREACHABLE = 1;
    public static final int PROTOCOL_UNREACHABLE = 2;
    public static final int PORT_UNREACHABLE = 3;
    public static final int FRAGMENTATION_NEEDED = 4;

    private static final int TYPE = 0;
    private static final int CODE = 1;
    private static final int CHECKSUM = 2;
    private static final int REST = 4;

    private Packet packet = Packet.NONE;
    private int at;

    public Icmp wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    /** Room; the checksum is {@link InternetChecksum#isValid}'s. */
    public Verdict check() {
        return packet.length() - at < LENGTH ? Verdict.ICMP_MALFORMED : Verdict.CONTINUE;
    }

    public int type() {
        return packet.u8(at + TYPE);
    }

    public Icmp type(int type) {
        packet.put8(at + TYPE, type);
        return this;
    }

    public int code() {
        return packet.u8(at + CODE);
    }

    public Icmp code(int code) {
        packet.put8(at + CODE, code);
        return this;
    }

    public int checksum() {
        return packet.u16(at + CHECKSUM);
    }

    public Icmp checksum(int checksum) {
        packet.put16(at + CHECKSUM, checksum);
        return this;
    }

    /** The four bytes whose meaning depends on the type. */
    public int rest() {
        return packet.i32(at + REST);
    }

    public Icmp rest(int rest) {
        packet.put32(at + REST, rest);
        return this;
    }

    /** Of echo request and reply. */
    public int identifier() {
        return packet.u16(at + REST);
    }

    public Icmp identifier(int identifier) {
        packet.put16(at + REST, identifier);
        return this;
    }

    /** Of echo request and reply. */
    public int sequence() {
        return packet.u16(at + REST + 2);
    }

    public Icmp sequence(int sequence) {
        packet.put16(at + REST + 2, sequence);
        return this;
    }

    /** Of {@link #FRAGMENTATION_NEEDED}: the MTU that was too small. RFC 1191 §4. */
    public int nextHopMtu() {
        return packet.u16(at + REST + 2);
    }

    public Icmp nextHopMtu(int mtu) {
        packet.put16(at + REST + 2, mtu);
        return this;
    }
}
