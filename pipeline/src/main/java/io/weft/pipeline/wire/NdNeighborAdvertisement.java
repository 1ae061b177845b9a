package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** Neighbour advertisement: ICMPv6 type 136, 24 bytes and options. RFC 4861 §4.4. */
public final class NdNeighborAdvertisement {
    /** Where the options begin, bytes from the ICMPv6 type on. */
    public static final int LENGTH = 24;

    public static final int ROUTER = 0x80;
    public static final int SOLICITED = 0x40;
    public static final int OVERRIDE = 0x20;

    private static final int FLAGS = 4;
    private static final int TARGET = 8;

    private Packet packet = Packet.NONE;
    private int at;

    public NdNeighborAdvertisement wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    /** Room; all else that makes it valid is {@link NeighborDiscovery#check}'s. */
    public Verdict check() {
        return packet.length() - at < LENGTH ? Verdict.ND_INVALID : Verdict.CONTINUE;
    }

    /** Writes the type, all else zero. */
    public NdNeighborAdvertisement blank() {
        packet.put64(at, (long) Icmpv6.NEIGHBOR_ADVERTISEMENT << 56).put64(at + TARGET, 0).put64(at + TARGET + 8, 0);
        return this;
    }

    /** {@link #ROUTER}, {@link #SOLICITED}, {@link #OVERRIDE}. */
    public int flags() {
        return packet.u8(at + FLAGS);
    }

    public NdNeighborAdvertisement flags(int flags) {
        packet.put8(at + FLAGS, flags);
        return this;
    }

    public boolean has(int flag) {
        return (flags() & flag) != 0;
    }

    public long targetHigh() {
        return packet.i64(at + TARGET);
    }

    public long targetLow() {
        return packet.i64(at + TARGET + 8);
    }

    public NdNeighborAdvertisement target(long high, long low) {
        packet.put64(at + TARGET, high).put64(at + TARGET + 8, low);
        return this;
    }
}
