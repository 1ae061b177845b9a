package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** Neighbour solicitation: ICMPv6 type 135, 24 bytes and options. RFC 4861 §4.3. */
public final class NdNeighborSolicitation {
    /** Where the options begin, bytes from the ICMPv6 type on. */
    public static final int LENGTH = 24;

    private static final int TARGET = 8;

    private Packet packet = Packet.NONE;
    private int at;

    public NdNeighborSolicitation wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    /** Room; all else that makes it valid is {@link NeighborDiscovery#check}'s. */
    public Verdict check() {
        return packet.length() - at < LENGTH ? Verdict.ND_INVALID : Verdict.CONTINUE;
    }

    /** Writes the type, all else zero. */
    public NdNeighborSolicitation blank() {
        packet.put64(at, (long) Icmpv6.NEIGHBOR_SOLICITATION << 56).put64(at + TARGET, 0).put64(at + TARGET + 8, 0);
        return this;
    }

    public long targetHigh() {
        return packet.i64(at + TARGET);
    }

    public long targetLow() {
        return packet.i64(at + TARGET + 8);
    }

    public NdNeighborSolicitation target(long high, long low) {
        packet.put64(at + TARGET, high).put64(at + TARGET + 8, low);
        return this;
    }
}
