package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** ICMPv6: type, code, checksum and four bytes more, 8 in all; no message that is used here is shorter. RFC 4443 §2.1. */
public final class Icmpv6 {
    public static final int LENGTH = 8;
    public static final int DESTINATION_UNREACHABLE = 1;
    public static final int PACKET_TOO_BIG = 2;
    public static final int TIME_EXCEEDED = 3;
    public static final int ECHO_REQUEST = 128;
    public static final int ECHO_REPLY = 129;
    /** RFC 4861 §4. */
    public static final int ROUTER_SOLICITATION = 133;
    public static final int ROUTER_ADVERTISEMENT = 134;
    public static final int NEIGHBOR_SOLICITATION = 135;
    public static final int NEIGHBOR_ADVERTISEMENT = 136;
    public static final int REDIRECT = 137;
    /** Codes of {@link #DESTINATION_UNREACHABLE}. RFC 4443 §3.1. */
    public static final int NO_ROUTE = 0;
    public static final int ADDRESS_UNREACHABLE = 3;
    public static final int PORT_UNREACHABLE = 4;

    private static final int TYPE = 0;
    private static final int CODE = 1;
    private static final int CHECKSUM = 2;
    private static final int REST = 4;

    private Packet packet = Packet.NONE;
    private int at;

    public Icmpv6 wrap(Packet packet, int at) {
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

    public Icmpv6 type(int type) {
        packet.put8(at + TYPE, type);
        return this;
    }

    public int code() {
        return packet.u8(at + CODE);
    }

    public Icmpv6 code(int code) {
        packet.put8(at + CODE, code);
        return this;
    }

    public int checksum() {
        return packet.u16(at + CHECKSUM);
    }

    public Icmpv6 checksum(int checksum) {
        packet.put16(at + CHECKSUM, checksum);
        return this;
    }

    /** The four bytes whose meaning depends on the type. */
    public int rest() {
        return packet.i32(at + REST);
    }

    public Icmpv6 rest(int rest) {
        packet.put32(at + REST, rest);
        return this;
    }

    /** Of echo request and reply. */
    public int identifier() {
        return packet.u16(at + REST);
    }

    public Icmpv6 identifier(int identifier) {
        packet.put16(at + REST, identifier);
        return this;
    }

    /** Of echo request and reply. */
    public int sequence() {
        return packet.u16(at + REST + 2);
    }

    public Icmpv6 sequence(int sequence) {
        packet.put16(at + REST + 2, sequence);
        return this;
    }

    /** Of {@link #PACKET_TOO_BIG}: the MTU that was too small. RFC 4443 §3.2. */
    public int mtu() {
        return packet.i32(at + REST);
    }

    public Icmpv6 mtu(int mtu) {
        packet.put32(at + REST, mtu);
        return this;
    }
}
