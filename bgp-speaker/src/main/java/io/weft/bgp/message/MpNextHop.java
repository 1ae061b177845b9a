package io.weft.bgp.message;

import io.weft.bgp.address.IpAddress;

/**
 * The next hop of an MP_REACH_NLRI: one address, or a global and a link-local IPv6 address (RFC 2545 §3). {@code linkLocal} is {@code ::} where
 * none was given. Four encodings of a link-local next hop are in the field and all are read: 32 octets with the address twice (sent by us), 32 octets with
 * {@code ::} first, 16 octets link-local only, 32 octets global and link-local.
 */
public record MpNextHop(IpAddress address, IpAddress.V6 linkLocal) {
    public static MpNextHop of(IpAddress address) {
        return new MpNextHop(address, IpAddress.V6.ANY);
    }

    /** What RFC 8950 and RFC 2545 leave open for a link without global addresses, in the form that every peer tried accepts. */
    public static MpNextHop linkLocalTwice(IpAddress.V6 address) {
        return new MpNextHop(address, address);
    }

    /** Octets on the wire: 4, 16 or 32. */
    public int length() {
        return address instanceof IpAddress.V4 ? 4 : linkLocal.equals(IpAddress.V6.ANY) ? 16 : 32;
    }

    /** Where packets go: the link-local address if there is one. */
    public IpAddress forwarding() {
        return linkLocal.equals(IpAddress.V6.ANY) ? address : linkLocal;
    }

    /** Neither unspecified nor loopback nor multicast. RFC 4271 §6.3. */
    public boolean isUsable() {
        return isHost(forwarding());
    }

    static boolean isHost(IpAddress address) {
        return switch (address) {
            case IpAddress.V4(int bits) -> bits >>> 24 != 0 && bits >>> 24 != 127 && bits >>> 24 < 224;
            case IpAddress.V6(long high, long low) -> high >>> 56 != 0xff && (high != 0 || low >>> 1 != 0);
        };
    }
}
