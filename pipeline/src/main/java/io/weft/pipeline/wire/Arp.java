package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** ARP for IPv4 over Ethernet: 28 bytes. RFC 826. */
public final class Arp {
    public static final int LENGTH = 28;
    public static final int REQUEST = 1;
    public static final int REPLY = 2;

    private static final int HARDWARE_TYPE = 0;
    private static final int PROTOCOL_TYPE = 2;
    private static final int LENGTHS = 4;
    private static final int OPERATION = 6;
    private static final int SENDER_MAC = 8;
    private static final int SENDER_IP = 14;
    private static final int TARGET_MAC = 18;
    private static final int TARGET_IP = 24;
    private static final int ETHERNET = 1;
    /** Hardware addresses of 6 bytes, protocol addresses of 4. */
    private static final int SIX_AND_FOUR = 0x0604;

    private Packet packet = Packet.NONE;
    private int at;

    public Arp wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    public Verdict check() {
        if (packet.length() - at < LENGTH || packet.u16(at + HARDWARE_TYPE) != ETHERNET || packet.u16(at + PROTOCOL_TYPE) != Ethernet.TYPE_IPV4
                || packet.u16(at + LENGTHS) != SIX_AND_FOUR) {
            return Verdict.ARP_MALFORMED;
        }
        return Verdict.CONTINUE;
    }

    /** Writes what is the same in every ARP packet for IPv4 over Ethernet. */
    public Arp blank() {
        packet.put16(at + HARDWARE_TYPE, ETHERNET).put16(at + PROTOCOL_TYPE, Ethernet.TYPE_IPV4).put16(at + LENGTHS, SIX_AND_FOUR);
        return operation(0).senderMac(0).senderIp(0).targetMac(0).targetIp(0);
    }

    public int operation() {
        return packet.u16(at + OPERATION);
    }

    public Arp operation(int operation) {
        packet.put16(at + OPERATION, operation);
        return this;
    }

    public long senderMac() {
        return packet.u48(at + SENDER_MAC);
    }

    public Arp senderMac(long mac) {
        packet.put48(at + SENDER_MAC, mac);
        return this;
    }

    public int senderIp() {
        return packet.i32(at + SENDER_IP);
    }

    public Arp senderIp(int address) {
        packet.put32(at + SENDER_IP, address);
        return this;
    }

    public long targetMac() {
        return packet.u48(at + TARGET_MAC);
    }

    public Arp targetMac(long mac) {
        packet.put48(at + TARGET_MAC, mac);
        return this;
    }

    public int targetIp() {
        return packet.i32(at + TARGET_IP);
    }

    public Arp targetIp(int address) {
        packet.put32(at + TARGET_IP, address);
        return this;
    }
}
