package io.weft.bgp.message;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import java.util.Optional;

/** An address family with its subsequent family, RFC 4760 §3, as IANA numbers them. Those that this speaker routes. */
public enum Family {
    IPV4_UNICAST(1, 1, "ipv4-unicast", 32), IPV6_UNICAST(2, 1, "ipv6-unicast", 128);

    private final int afi;
    private final int safi;
    private final String text;
    private final int bits;

    Family(int afi, int safi, String text, int bits) {
        this.afi = afi;
        this.safi = safi;
        this.text = text;
        this.bits = bits;
    }

    public int afi() {
        return afi;
    }

    public int safi() {
        return safi;
    }

    /** Length of an address in bits. */
    public int bits() {
        return bits;
    }

    /** 0.0.0.0/0 or ::/0. */
    public Prefix defaultRoute() {
        return new Prefix(this == IPV4_UNICAST ? new IpAddress.V4(0) : IpAddress.V6.ANY, 0);
    }

    public static Family of(Prefix prefix) {
        return prefix.isV4() ? IPV4_UNICAST : IPV6_UNICAST;
    }

    /** Empty: a family that this speaker does not know. */
    public static Optional<Family> of(int afi, int safi) {
        for (Family family : values()) {
            if (family.afi == afi && family.safi == safi) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
