package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/**
 * What follows the EtherType 0x8100: tag control information and the EtherType of what is tagged, 4 bytes. IEEE 802.1Q §9.6. The view stands
 * behind the Ethernet header, at byte 14 of the frame.
 */
public final class Dot1Q {
    public static final int LENGTH = 4;

    private static final int TCI = 0;
    private static final int TYPE = 2;

    private Packet packet = Packet.NONE;
    private int at;

    public Dot1Q wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    public Verdict check() {
        return packet.length() - at < LENGTH ? Verdict.VLAN_TRUNCATED : Verdict.CONTINUE;
    }

    /** Priority code point, 0 … 7. */
    public int priority() {
        return packet.u8(at + TCI) >>> 5;
    }

    public Dot1Q priority(int priority) {
        packet.put16(at + TCI, packet.u16(at + TCI) & 0x1fff | priority << 13);
        return this;
    }

    public boolean dropEligible() {
        return (packet.u8(at + TCI) & 0x10) != 0;
    }

    public Dot1Q dropEligible(boolean eligible) {
        packet.put8(at + TCI, packet.u8(at + TCI) & ~0x10 | (eligible ? 0x10 : 0));
        return this;
    }

    /** 1 … 4094; 0 is a priority tag only, 4095 reserved. */
    public int vlanId() {
        return packet.u16(at + TCI) & 0xfff;
    }

    public Dot1Q vlanId(int vlan) {
        packet.put16(at + TCI, packet.u16(at + TCI) & 0xf000 | vlan & 0xfff);
        return this;
    }

    /** All 16 bits of priority, drop eligibility and VLAN id. */
    public int tci() {
        return packet.u16(at + TCI);
    }

    public Dot1Q tci(int tci) {
        packet.put16(at + TCI, tci);
        return this;
    }

    public int etherType() {
        return packet.u16(at + TYPE);
    }

    public Dot1Q etherType(int type) {
        packet.put16(at + TYPE, type);
        return this;
    }
}
