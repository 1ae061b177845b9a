package io.weft.bgp.rib;

import io.weft.bgp.address.IpAddress;

/**
 * Where a path comes from: a peer of one established session, or this speaker itself.
 *
 * @param index    order of the neighbours in the configuration; {@link #SELF} for this speaker; the last tie-breaker
 * @param routerId BGP Identifier of the peer, compared unsigned
 * @param iface    interface of the session
 */
public record Source(int index, String name, boolean external, long autonomousSystem, int routerId, IpAddress address, String iface) {
    public static final int SELF = -1;

    /** This speaker. */
    public static Source self(long autonomousSystem, int routerId) {
        return new Source(SELF, "self", false, autonomousSystem, routerId, new IpAddress.V4(routerId), "");
    }

    public boolean isSelf() {
        return index == SELF;
    }

    /** A peer of our own AS: what it tells is not passed on to another one (RFC 4271 §9.2). */
    public boolean isInternal() {
        return !external && index != SELF;
    }
}
