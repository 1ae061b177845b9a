package io.weft.bgp.address;

import java.util.Optional;

/** An IPv4 or IPv6 address. Ordered: IPv4 first, then by value, unsigned. Text as in RFC 5952. */
public sealed interface IpAddress extends Comparable<IpAddress> {
    /** The address in network byte order, in the lower 32 bits of an int. */
    record V4(int bits) implements IpAddress {
        @Override
        public String toString() {
            return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
        }
    }

    /** The first and the last 64 bits. */
    record V6(long high, long low) implements IpAddress {
        public static final V6 ANY = new V6(0, 0);

        /** fe80::/10, RFC 4291 §2.5.6. */
        public boolean isLinkLocal() {
            return high >>> 54 == 0xfe80 >>> 6;
        }

        @Override
        public String toString() {
            return Ipv6Text.print(this);
        }
    }

    @Override
    default int compareTo(IpAddress other) {
        return switch (this) {
            case V4(int a) -> other instanceof V4(int b) ? Integer.compareUnsigned(a, b) : -1;
            case V6(long high, long low) -> {
                if (!(other instanceof V6 b)) {
                    yield 1;
                }
                int order = Long.compareUnsigned(high, b.high());
                yield order != 0 ? order : Long.compareUnsigned(low, b.low());
            }
        };
    }

    /** Reads dotted decimal (four parts, no leading zeros) or RFC 4291 §2.2 text without zone; empty if it is neither. */
    static Optional<IpAddress> parse(String text) {
        return text.indexOf(':') >= 0 ? Ipv6Text.parse(text) : parseV4(text);
    }

    private static Optional<IpAddress> parseV4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        int bits = 0;
        for (String part : parts) {
            if (!part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 255) {
                return Optional.empty();
            }
            bits = bits << 8 | Integer.parseInt(part);
        }
        return Optional.of(new V4(bits));
    }
}
