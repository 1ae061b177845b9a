package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** Router advertisement: ICMPv6 type 134, 16 bytes and options. RFC 4861 §4.2. */
public final class NdRouterAdvertisement {
    /** Where the options begin, bytes from the ICMPv6 type on. */
    public static final int LENGTH = 16;

    private static final int CURRENT_HOP_LIMIT = 4;
    private static final int FLAGS = 5;
    private static final int ROUTER_LIFETIME = 6;
    private static final int REACHABLE_TIME = 8;
    private static final int RETRANS_TIMER = 12;

    private Packet packet = Packet.NONE;
    private int at;

    public NdRouterAdvertisement wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    /** Room; all else that makes it valid is {@link NeighborDiscovery#check}'s. */
    public Verdict check() {
        return packet.length() - at < LENGTH ? Verdict.ND_INVALID : Verdict.CONTINUE;
    }

    /** Writes the type, all else zero. */
    public NdRouterAdvertisement blank() {
        packet.put64(at, (long) Icmpv6.ROUTER_ADVERTISEMENT << 56).put64(at + REACHABLE_TIME, 0);
        return this;
    }

    /** The hop limit that hosts should use; 0 says nothing. */
    public int currentHopLimit() {
        return packet.u8(at + CURRENT_HOP_LIMIT);
    }

    public NdRouterAdvertisement currentHopLimit(int limit) {
        packet.put8(at + CURRENT_HOP_LIMIT, limit);
        return this;
    }

    /** M, O and more bits as they stand. RFC 5175. */
    public int flags() {
        return packet.u8(at + FLAGS);
    }

    public NdRouterAdvertisement flags(int flags) {
        packet.put8(at + FLAGS, flags);
        return this;
    }

    /** Seconds; 0: this is no default router. */
    public int routerLifetime() {
        return packet.u16(at + ROUTER_LIFETIME);
    }

    public NdRouterAdvertisement routerLifetime(int seconds) {
        packet.put16(at + ROUTER_LIFETIME, seconds);
        return this;
    }

    /** Milliseconds; 0 says nothing. */
    public int reachableTime() {
        return packet.i32(at + REACHABLE_TIME);
    }

    public NdRouterAdvertisement reachableTime(int milliseconds) {
        packet.put32(at + REACHABLE_TIME, milliseconds);
        return this;
    }

    /** Milliseconds; 0 says nothing. */
    public int retransTimer() {
        return packet.i32(at + RETRANS_TIMER);
    }

    public NdRouterAdvertisement retransTimer(int milliseconds) {
        packet.put32(at + RETRANS_TIMER, milliseconds);
        return this;
    }
}
