package io.weft.daemon.config;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;

/** An address of an interface and the length of its subnet: {@code 10.1.1.0/31}. Unlike a prefix it keeps its host bits. */
public record InterfaceAddress(IpAddress address, int length, Origin origin) {
    /** The subnet. */
    public Prefix network() {
        return new Prefix(address, length);
    }

    public boolean isV4() {
        return address instanceof IpAddress.V4;
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }

    /** What stands on both sides of the slash. */
    record Parts(IpAddress address, String length) {
        static Parts parse(String text) {
            int slash = text.indexOf('/');
            Parts parts = new Parts(slash < 0 ? IpAddress.V6.ANY : IpAddress.parse(text.substring(0, slash)).orElse(IpAddress.V6.ANY),
                    text.substring(slash + 1));
            if (slash < 0 || !parts.fits() || parts.address.equals(IpAddress.V6.ANY)) {
                throw new IllegalArgumentException("'" + text + "' is not an address with its length, such as 10.1.1.0/31");
            }
            if (parts.address instanceof IpAddress.V6 six && six.isLinkLocal()) {
                throw new IllegalArgumentException("'" + text + "' is link-local: every port has one of its own");
            }
            return parts;
        }

        boolean fits() {
            return length.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(length) <= (address instanceof IpAddress.V4 ? 32 : 128);
        }
    }
}
