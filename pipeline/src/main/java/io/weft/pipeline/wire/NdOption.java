package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** The options behind a neighbour discovery message, one after the other: {@code while (option.next())}. RFC 4861 §4.6. */
public final class NdOption {
    public static final int SOURCE_LINK_LAYER_ADDRESS = 1;
    public static final int TARGET_LINK_LAYER_ADDRESS = 2;
    public static final int PREFIX_INFORMATION = 3;
    public static final int REDIRECTED_HEADER = 4;
    public static final int MTU = 5;
    /** A link-layer address option with an Ethernet address, and an MTU option: bytes. */
    public static final int LENGTH = 8;

    private static final int UNIT = 8;
    private static final int LINK_LAYER_ADDRESS = 2;
    private static final int MTU_VALUE = 4;

    private Packet packet = Packet.NONE;
    private int at;
    private int nextAt;
    private int end;

    /** Stands before the first option; the options fill {@code from … end - 1}. */
    public NdOption wrap(Packet packet, int from, int end) {
        this.packet = packet;
        this.nextAt = from;
        this.end = end;
        return this;
    }

    /** Every option has a length above 0 that fits. RFC 4861 §4.6: otherwise the whole message is discarded. */
    public Verdict check() {
        for (int i = nextAt; i < end;) {
            int length = end - i < 2 ? 0 : packet.u8(i + 1) * UNIT;
            if (length == 0 || length > end - i || end > packet.length()) {
                return Verdict.ND_INVALID;
            }
            i += length;
        }
        return Verdict.CONTINUE;
    }

    /** Moves to the next option; false if there is none. Only after {@link #check}. */
    public boolean next() {
        if (nextAt >= end) {
            return false;
        }
        at = nextAt;
        nextAt += optionLength();
        return true;
    }

    public int type() {
        return packet.u8(at);
    }

    /** Type and length byte included. */
    public int optionLength() {
        return packet.u8(at + 1) * UNIT;
    }

    /** Of the link-layer address options. */
    public long linkLayerAddress() {
        return packet.u48(at + LINK_LAYER_ADDRESS);
    }

    /** Of the MTU option. */
    public int mtu() {
        return packet.i32(at + MTU_VALUE);
    }

    /** Adds a link-layer address option at the end of the packet. */
    public static void appendLinkLayerAddress(Packet packet, int type, long mac) {
        int at = packet.extend(LENGTH);
        packet.put8(at, type).put8(at + 1, 1).put48(at + LINK_LAYER_ADDRESS, mac);
    }

    /** Adds an MTU option at the end of the packet. */
    public static void appendMtu(Packet packet, int mtu) {
        int at = packet.extend(LENGTH);
        packet.put32(at, MTU << 24 | 1 << 16).put32(at + MTU_VALUE, mtu);
    }
}
