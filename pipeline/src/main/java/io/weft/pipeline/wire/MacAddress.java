package io.weft.pipeline.wire;

import java.util.HexFormat;
import java.util.OptionalLong;

/** MAC addresses as the lower 48 bits of a long, and what IP makes of them. IEEE 802 §8.2. */
public final class MacAddress {
    public static final long BROADCAST = 0xffff_ffff_ffffL;
    /** Upper half of every link-local address that is made here: fe80::/64. RFC 4291 §2.5.6. */
    public static final long LINK_LOCAL_HIGH = 0xfe80_0000_0000_0000L;
    /** Upper half of link-local scope multicast, ff02::/64. RFC 4291 §2.7. */
    public static final long LINK_MULTICAST_HIGH = 0xff02_0000_0000_0000L;

    private static final long GROUP_BIT = 1L << 40;
    private static final long UNIVERSAL_LOCAL_BIT = 1L << 57;
    private static final long SOLICITED_NODE_LOW = 0x1_ff00_0000L;

    private MacAddress() {
    }

    /** Six pairs of hex digits joined by colons. */
    public static String print(long mac) {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            HexFormat.of().toHexDigits(text, (byte) (mac >>> shift));
            if (shift > 0) {
                text.append(':');
            }
        }
        return text.toString();
    }

    /** Reads what {@link #print} writes, capitals too; empty if it is anything else. */
    public static OptionalLong parse(String text) {
        return text.matches("([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}")
                ? OptionalLong.of(HexFormat.fromHexDigitsToLong(text.replace(":", "")))
                : OptionalLong.empty();
    }

    /** Multicast or broadcast. */
    public static boolean isMulticast(long mac) {
        return (mac & GROUP_BIT) != 0;
    }

    /** The modified EUI-64 interface identifier, lower half of the link-local address. RFC 4291 appendix A. */
    public static long interfaceId(long mac) {
        long eui64 = (mac & 0xffff_ff00_0000L) << 16 | 0xff_fe00_0000L | mac & 0xff_ffffL;
        return eui64 ^ UNIVERSAL_LOCAL_BIT;
    }

    /** Where frames to an IPv4 multicast address go: 01:00:5e and its lower 23 bits. RFC 1112 §6.4. */
    public static long ipv4Multicast(int ipv4) {
        return 0x0100_5e00_0000L | ipv4 & 0x7f_ffff;
    }

    /** Where frames to an IPv6 multicast address go: 33:33 and its lower 32 bits. RFC 2464 §7. */
    public static long ipv6Multicast(long ipv6Low) {
        return 0x3333_0000_0000L | ipv6Low & 0xffff_ffffL;
    }

    /** Lower half of the solicited-node multicast address. RFC 4291 §2.7.1. */
    public static long solicitedNode(long ipv6Low) {
        return SOLICITED_NODE_LOW | ipv6Low & 0xff_ffffL;
    }
}
