package io.weft.bgp.message;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Network layer reachability information of a unicast family: a length in bits and as many octets as that needs. RFC 4271 §4.3. */
final class Nlri {
    private Nlri() {
    }

    /** Reads to the end. Empty: a length no address of the family has, or fewer octets than the length needs. Bits beyond the length do not matter. */
    static Optional<List<Prefix>> read(Cursor in, Family family) {
        List<Prefix> prefixes = new ArrayList<>();
        while (in.left() > 0) {
            int length = in.u8();
            int octets = length + 7 >>> 3;
            if (length > family.bits() || octets > in.left()) {
                return Optional.empty();
            }
            prefixes.add(new Prefix(family == Family.IPV4_UNICAST ? readV4(in, octets) : readV6(in, octets), length));
        }
        return Optional.of(List.copyOf(prefixes));
    }

    private static IpAddress readV4(Cursor in, int octets) {
        int bits = 0;
        for (int i = 0; i < octets; i++) {
            bits |= in.u8() << 24 - 8 * i;
        }
        return new IpAddress.V4(bits);
    }

    private static IpAddress readV6(Cursor in, int octets) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < octets; i++) {
            long octet = in.u8();
            if (i < 8) {
                high |= octet << 56 - 8 * i;
            } else {
                low |= octet << 120 - 8 * i;
            }
        }
        return new IpAddress.V6(high, low);
    }

    /** Octets that {@link #write} takes. */
    static int encodedLength(Prefix prefix) {
        return 1 + (prefix.length() + 7 >>> 3);
    }

    static void write(ByteWriter out, Prefix prefix) {
        out.u8(prefix.length());
        int octets = prefix.length() + 7 >>> 3;
        switch (prefix.address()) {
            case IpAddress.V4(int bits) -> {
                for (int i = 0; i < octets; i++) {
                    out.u8(bits >>> 24 - 8 * i);
                }
            }
            case IpAddress.V6(long high, long low) -> {
                for (int i = 0; i < octets; i++) {
                    out.u8((int) (i < 8 ? high >>> 56 - 8 * i : low >>> 120 - 8 * i));
                }
            }
        }
    }
}
