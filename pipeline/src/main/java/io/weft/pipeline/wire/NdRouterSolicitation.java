package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** Router solicitation: ICMPv6 type 133, 8 bytes and options. RFC 4861 §4.1. */
public final class NdRouterSolicitation {
    /** Where the options begin, bytes from the ICMPv6 type on. */
    public static final int LENGTH = 8;

    private Packet packet = Packet.NONE;
    private int at;

    public NdRouterSolicitation wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    /** Room; all else that makes it valid is {@link NeighborDiscovery#check}'s. */
    public Verdict check() {
        return packet.length() - at < LENGTH ? Verdict.ND_INVALID : Verdict.CONTINUE;
    }

    /** Writes the type, all else zero. */
    public NdRouterSolicitation blank() {
        packet.put64(at, (long) Icmpv6.ROUTER_SOLICITATION << 56);
        return this;
    }
}
