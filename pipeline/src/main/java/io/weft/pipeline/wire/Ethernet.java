package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** Ethernet header with a type field: 14 bytes at the start of every frame. IEEE 802.3 §3.1.1, §3.2.6. */
public final class Ethernet {
    public static final int LENGTH = 14;
    public static final int TYPE_IPV4 = 0x0800;
    public static final int TYPE_ARP = 0x0806;
    public static final int TYPE_DOT1Q = 0x8100;
    public static final int TYPE_IPV6 = 0x86dd;
    /** MAC control: PAUSE and PFC. IEEE 802.3 clause 31. */
    public static final int TYPE_MAC_CONTROL = 0x8808;
    public static final int TYPE_LLDP = 0x88cc;

    private static final int DESTINATION = 0;
    private static final int SOURCE = 6;
    private static final int TYPE = 12;

    private Packet packet = Packet.NONE;
    private int at;

    /** Looks at byte {@code at}. Call {@link #check} once; no getter checks again. */
    public Ethernet wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    public Verdict check() {
        return packet.length() - at < LENGTH ? Verdict.FRAME_TRUNCATED : Verdict.CONTINUE;
    }

    public long destination() {
        return packet.u48(at + DESTINATION);
    }

    public Ethernet destination(long mac) {
        packet.put48(at + DESTINATION, mac);
        return this;
    }

    public long source() {
        return packet.u48(at + SOURCE);
    }

    public Ethernet source(long mac) {
        packet.put48(at + SOURCE, mac);
        return this;
    }

    public int etherType() {
        return packet.u16(at + TYPE);
    }

    public Ethernet etherType(int type) {
        packet.put16(at + TYPE, type);
        return this;
    }
}
