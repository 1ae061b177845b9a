package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** UDP header: 8 bytes. RFC 768. */
public final class Udp {
    public static final int LENGTH = 8;
    /** RoCEv2's destination port. IBTA Annex A17. */
    public static final int PORT_ROCE = 4791;

    private static final int SOURCE_PORT = 0;
    private static final int DESTINATION_PORT = 2;
    private static final int UDP_LENGTH = 4;
    private static final int CHECKSUM = 6;

    private Packet packet = Packet.NONE;
    private int at;

    public Udp wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    /** Room and length; the checksum, which covers the payload, is {@link InternetChecksum#isValid}'s. */
    public Verdict check() {
        if (packet.length() - at < LENGTH || udpLength() < LENGTH || at + udpLength() > packet.frameLength()) {
            return Verdict.UDP_MALFORMED;
        }
        return Verdict.CONTINUE;
    }

    public int sourcePort() {
        return packet.u16(at + SOURCE_PORT);
    }

    public Udp sourcePort(int port) {
        packet.put16(at + SOURCE_PORT, port);
        return this;
    }

    public int destinationPort() {
        return packet.u16(at + DESTINATION_PORT);
    }

    public Udp destinationPort(int port) {
        packet.put16(at + DESTINATION_PORT, port);
        return this;
    }

    /** Header and payload, bytes. */
    public int udpLength() {
        return packet.u16(at + UDP_LENGTH);
    }

    public Udp udpLength(int length) {
        packet.put16(at + UDP_LENGTH, length);
        return this;
    }

    /** 0: the sender made none. */
    public int checksum() {
        return packet.u16(at + CHECKSUM);
    }

    public Udp checksum(int checksum) {
        packet.put16(at + CHECKSUM, checksum);
        return this;
    }
}
