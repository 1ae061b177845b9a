package io.weft.daemon.host;

import io.weft.bgp.address.IpAddress;

/**
 * One packet of a ping or a traceroute.
 *
 * @param source of the same family as {@code destination}
 * @param destination routed to: not link-local, not multicast
 * @param ttl TTL or hop limit, 1 … 255
 * @param payloadLength bytes behind the ICMP or UDP header, 0 … 9000
 * @param timeout picoseconds
 */
public record Probe(Kind kind, IpAddress source, IpAddress destination, int ttl, int payloadLength, long timeout) {
    /** An echo request, or a UDP packet to a port where nobody listens. */
    public enum Kind {
        ECHO, UDP
    }

    private static final int LONGEST_PAYLOAD = 9000;

    public Probe {
        boolean routed = switch (destination) {
            case IpAddress.V4(int bits) -> source instanceof IpAddress.V4 && bits >>> 28 < 0xe;
            case IpAddress.V6 v6 -> source instanceof IpAddress.V6 && !v6.isLinkLocal() && v6.high() >>> 56 != 0xff;
        };
        if (!routed) {
            throw new IllegalArgumentException("cannot probe " + destination + " from " + source);
        }
        if (ttl < 1 || ttl > 255 || payloadLength < 0 || payloadLength > LONGEST_PAYLOAD || timeout < 1) {
            throw new IllegalArgumentException("probe out of range: ttl " + ttl + ", payload " + payloadLength + ", timeout " + timeout + " ps");
        }
    }
}
