package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;

/**
 * The Internet checksum: the 16-bit ones' complement of a ones' complement sum. RFC 1071. Over bytes held only: a described payload is never
 * covered by one, since RoCEv2 sends UDP checksum 0.
 */
public final class InternetChecksum {
    private static final int UDP_CHECKSUM = 6;
    private static final int TCP_CHECKSUM = 16;
    private static final int ICMP_CHECKSUM = 2;

    private InternetChecksum() {
    }

    /** The checksum of {@code length} bytes; 0 if the bytes contain their own right one. */
    public static int of(Packet packet, int at, int length) {
        return ~fold(sum(packet, at, length)) & 0xffff;
    }

    /** RFC 1624 equation 3: the checksum after a 16-bit word has changed. */
    public static int update(int checksum, int before, int after) {
        return ~fold((~checksum & 0xffff) + (~before & 0xffff) + (after & 0xffff)) & 0xffff;
    }

    /**
     * True if the checksum of the UDP, TCP, ICMP or ICMPv6 message at {@code transport} is right, or is a UDP checksum of 0: none was made (RFC
     * 768; over IPv6 as RFC 6936 allows and RoCEv2 does). Of a message whose tail is only described: true unless it was damaged. IP header
     * checked before.
     */
    public static boolean isValid(Packet packet, int network, int transport) {
        if (!packet.isMaterialised()) {
            return !packet.isCorrupt();
        }
        int protocol = protocol(packet, network);
        int length = messageLength(packet, network, transport);
        if (length < minimum(protocol) || transport + length > packet.length()) {
            return false;
        }
        if (protocol == IpProtocol.UDP && packet.u16(transport + UDP_CHECKSUM) == 0) {
            return true;
        }
        return fold(pseudoHeader(packet, network, protocol, length) + sum(packet, transport, length)) == 0xffff;
    }

    /** Writes the checksum of the UDP, TCP, ICMP or ICMPv6 message at {@code transport}; lengths and addresses stand already. */
    public static void fill(Packet packet, int network, int transport) {
        int protocol = protocol(packet, network);
        int length = messageLength(packet, network, transport);
        int field = transport + checksumOffset(protocol);
        packet.put16(field, 0);
        int checksum = ~fold(pseudoHeader(packet, network, protocol, length) + sum(packet, transport, length)) & 0xffff;
        // RFC 768: a checksum that computes as zero is sent as all ones, because zero says that there is none.
        packet.put16(field, checksum == 0 && protocol == IpProtocol.UDP ? 0xffff : checksum);
    }

    /** The sum of 16-bit words, not folded: eight bytes' carries fit above bit 32 for any frame. An odd last byte counts as the upper one. */
    static long sum(Packet packet, int at, int length) {
        long sum = 0;
        int i = at;
        int end = at + length;
        for (; i + 4 <= end; i += 4) {
            sum += packet.u32(i);
        }
        if (i + 2 <= end) {
            sum += packet.u16(i);
            i += 2;
        }
        if (i < end) {
            sum += (long) packet.u8(i) << 8;
        }
        return sum;
    }

    private static int fold(long sum) {
        long folded = (sum >>> 32) + (sum & 0xffffffffL);
        folded = (folded >>> 16) + (folded & 0xffff);
        folded = (folded >>> 16) + (folded & 0xffff);
        return (int) ((folded >>> 16) + (folded & 0xffff));
    }

    /** RFC 768, RFC 9293 §3.1 and RFC 8200 §8.1: addresses, protocol and length; ICMP over IPv4 has none. */
    private static long pseudoHeader(Packet packet, int network, int protocol, int length) {
        if (protocol == IpProtocol.ICMP) {
            return 0;
        }
        return (isIpv6(packet, network) ? sum(packet, network + 8, 32) : sum(packet, network + 12, 8)) + protocol + length;
    }

    private static int messageLength(Packet packet, int network, int transport) {
        int end = isIpv6(packet, network) ? network + Ipv6.LENGTH + packet.u16(network + 4) : network + packet.u16(network + 2);
        return end - transport;
    }

    private static int protocol(Packet packet, int network) {
        return packet.u8(isIpv6(packet, network) ? network + 6 : network + 9);
    }

    private static boolean isIpv6(Packet packet, int network) {
        return packet.u8(network) >>> 4 == 6;
    }

    private static int checksumOffset(int protocol) {
        return switch (protocol) {
            case IpProtocol.UDP -> UDP_CHECKSUM;
            case IpProtocol.TCP -> TCP_CHECKSUM;
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> ICMP_CHECKSUM;
            default -> throw new IllegalArgumentException("no checksum known for IP protocol " + protocol);
        };
    }

    private static int minimum(int protocol) {
        return protocol == IpProtocol.TCP ? Tcp.LENGTH : 8;
    }
}
