package io.weft.pipeline.table;

import java.util.Comparator;

/**
 * Where a route sends a packet: out of a port, to a neighbour on it. The neighbour's family need not be the route's: an IPv4 route may go via an
 * IPv6 link-local address (RFC 8950). IPv4 addresses are kept as IPv4-mapped IPv6 ones (RFC 4291 §2.5.5.2). The unspecified address says that
 * the destination itself is the neighbour: the prefix is on the link.
 *
 * @param port index of the egress port
 */
public record NextHop(int port, long high, long low) implements Comparable<NextHop> {
    private static final long MAPPED = 0xffff_0000_0000L;
    private static final Comparator<NextHop> ORDER = Comparator.comparingInt(NextHop::port)
            .thenComparing(NextHop::high, Long::compareUnsigned)
            .thenComparing(NextHop::low, Long::compareUnsigned);

    public static NextHop ipv4(int port, int address) {
        return new NextHop(port, 0, mapped(address));
    }

    public static NextHop ipv6(int port, long high, long low) {
        return new NextHop(port, high, low);
    }

    /** The destination is on the link behind {@code port}. */
    public static NextHop onLink(int port) {
        return new NextHop(port, 0, 0);
    }

    /** The lower half of the IPv4-mapped address; the upper half is 0. */
    public static long mapped(int ipv4) {
        return MAPPED | ipv4 & 0xffffffffL;
    }

    public static boolean isMapped(long high, long low) {
        return high == 0 && low >>> 32 == MAPPED >>> 32;
    }

    public boolean isOnLink() {
        return (high | low) == 0;
    }

    @Override
    public int compareTo(NextHop other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "port " + port + (isOnLink() ? " on link" : " via " + address(high, low));
    }

    static String address(long high, long low) {
        return isMapped(high, low) ? AddressText.ipv4((int) low) : AddressText.ipv6(high, low);
    }
}
