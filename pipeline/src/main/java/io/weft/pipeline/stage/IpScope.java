package io.weft.pipeline.stage;

/** What kind of address an IP address is. RFC 6890, RFC 4291 §2. */
final class IpScope {
    private static final long SOLICITED_NODE_LOW = 0x1_ff00_0000L;
    private static final long LINK_MULTICAST_HIGH = 0xff02_0000_0000_0000L;

    private IpScope() {
    }

    /** 224.0.0.0/4. */
    static boolean isMulticast(int ipv4) {
        return ipv4 >>> 28 == 0xe;
    }

    /** 224.0.0.0/24: never forwarded. RFC 5771 §4. */
    static boolean isLinkMulticast(int ipv4) {
        return ipv4 >>> 8 == 0xe00000;
    }

    /** 169.254.0.0/16. RFC 3927. */
    static boolean isLinkLocal(int ipv4) {
        return ipv4 >>> 16 == 0xa9fe;
    }

    /** 0/8, 127/8 and all above multicast: on no wire, as source or destination. */
    static boolean isMartian(int ipv4) {
        int first = ipv4 >>> 24;
        return first == 0 || first == 127 || first >= 240;
    }

    static boolean isMulticast(long high) {
        return high >>> 56 == 0xff;
    }

    static boolean isLinkMulticast(long high) {
        return high >>> 48 == 0xff02;
    }

    /** fe80::/10. */
    static boolean isLinkLocal(long high) {
        return high >>> 54 == 0xfe80 >>> 6;
    }

    /** :: or ::1. */
    static boolean isUnspecifiedOrLoopback(long high, long low) {
        return high == 0 && low >>> 1 == 0;
    }

    /** All nodes, all routers, or some node's solicited-node address. RFC 4291 §2.7.1. */
    static boolean isForRouters(long high, long low) {
        return high == LINK_MULTICAST_HIGH && (low == 1 || low == 2 || low >>> 24 == SOLICITED_NODE_LOW >>> 24);
    }
}
