package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** TCP header: 20 bytes, or {@link #headerLength} with options. RFC 9293 §3.1. */
public final class Tcp {
    public static final int LENGTH = 20;
    public static final int FIN = 0x01;
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int PSH = 0x08;
    public static final int ACK = 0x10;
    public static final int URG = 0x20;
    public static final int ECE = 0x40;
    public static final int CWR = 0x80;

    private static final int SOURCE_PORT = 0;
    private static final int DESTINATION_PORT = 2;
    private static final int SEQUENCE = 4;
    private static final int ACKNOWLEDGMENT = 8;
    private static final int DATA_OFFSET = 12;
    private static final int FLAGS = 13;
    private static final int WINDOW = 14;
    private static final int CHECKSUM = 16;
    private static final int URGENT_POINTER = 18;

    private Packet packet = Packet.NONE;
    private int at;

    public Tcp wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    /** Room and header length; the checksum is {@link InternetChecksum#isValid}'s. */
    public Verdict check() {
        int room = packet.length() - at;
        return room < LENGTH || headerLength() < LENGTH || headerLength() > room ? Verdict.TCP_MALFORMED : Verdict.CONTINUE;
    }

    /** Writes a header without options: data offset 5, all else zero. */
    public Tcp blank() {
        packet.put64(at, 0).put32(at + ACKNOWLEDGMENT, 0).put64(at + DATA_OFFSET, 5L << 60);
        return this;
    }

    public int sourcePort() {
        return packet.u16(at + SOURCE_PORT);
    }

    public Tcp sourcePort(int port) {
        packet.put16(at + SOURCE_PORT, port);
        return this;
    }

    public int destinationPort() {
        return packet.u16(at + DESTINATION_PORT);
    }

    public Tcp destinationPort(int port) {
        packet.put16(at + DESTINATION_PORT, port);
        return this;
    }

    /** 32 bits that wrap. */
    public int sequence() {
        return packet.i32(at + SEQUENCE);
    }

    public Tcp sequence(int sequence) {
        packet.put32(at + SEQUENCE, sequence);
        return this;
    }

    public int acknowledgment() {
        return packet.i32(at + ACKNOWLEDGMENT);
    }

    public Tcp acknowledgment(int acknowledgment) {
        packet.put32(at + ACKNOWLEDGMENT, acknowledgment);
        return this;
    }

    /** Bytes, 20 … 60. */
    public int headerLength() {
        return (packet.u8(at + DATA_OFFSET) >>> 4) * 4;
    }

    /** {@code length} in bytes, a multiple of 4. */
    public Tcp headerLength(int length) {
        packet.put8(at + DATA_OFFSET, packet.u8(at + DATA_OFFSET) & 0xf | length / 4 << 4);
        return this;
    }

    public int flags() {
        return packet.u8(at + FLAGS);
    }

    public Tcp flags(int flags) {
        packet.put8(at + FLAGS, flags);
        return this;
    }

    public boolean has(int flag) {
        return (flags() & flag) != 0;
    }

    public int window() {
        return packet.u16(at + WINDOW);
    }

    public Tcp window(int window) {
        packet.put16(at + WINDOW, window);
        return this;
    }

    public int checksum() {
        return packet.u16(at + CHECKSUM);
    }

    public Tcp checksum(int checksum) {
        packet.put16(at + CHECKSUM, checksum);
        return this;
    }

    public int urgentPointer() {
        return packet.u16(at + URGENT_POINTER);
    }

    public Tcp urgentPointer(int pointer) {
        packet.put16(at + URGENT_POINTER, pointer);
        return this;
    }
}
