package io.weft.bgp.address;

import java.util.Optional;

/** An IPv4 or IPv6 prefix; bits beyond its length are zero. Ordered by address, then length. Text as {@code 10.1.0.0/16}. */
public record Prefix(IpAddress address, int length) implements Comparable<Prefix> {
    public Prefix {
        if (length < 0 || length > (address instanceof IpAddress.V4 ? 32 : 128)) {
            throw new IllegalArgumentException("prefix length " + length + " of " + address);
        }
        address = mask(address, length);
    }

    public static Prefix host(IpAddress address) {
        return new Prefix(address, address instanceof IpAddress.V4 ? 32 : 128);
    }

    public boolean isV4() {
        return address instanceof IpAddress.V4;
    }

    public boolean contains(IpAddress other) {
        return other instanceof IpAddress.V4 == isV4() && mask(other, length).equals(address);
    }

    /** True of the prefix itself too. */
    public boolean covers(Prefix other) {
        return other.length >= length && contains(other.address);
    }

    /** Reads {@code address/length}; empty if it is not that or has bits set beyond its length. */
    public static Optional<Prefix> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("0|[1-9][0-9]{0,2}")) {
            return Optional.empty();
        }
        int length = Integer.parseInt(text.substring(slash + 1));
        return IpAddress.parse(text.substring(0, slash)).filter(a -> length <= (a instanceof IpAddress.V4 ? 32 : 128))
                .filter(a -> mask(a, length).equals(a)).map(a -> new Prefix(a, length));
    }

    private static IpAddress mask(IpAddress address, int length) {
        return switch (address) {
            case IpAddress.V4(int bits) -> new IpAddress.V4(length == 0 ? 0 : bits & -1 << 32 - length);
            case IpAddress.V6(long high, long low) -> new IpAddress.V6(length == 0 ? 0 : length >= 64 ? high : high & -1L << 64 - length,
                    length <= 64 ? 0 : low & -1L << 128 - length);
        };
    }

    @Override
    public int compareTo(Prefix other) {
        int order = address.compareTo(other.address);
        return order != 0 ? order : Integer.compare(length, other.length);
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }
}
