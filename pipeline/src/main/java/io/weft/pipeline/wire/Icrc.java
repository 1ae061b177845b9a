package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import java.util.zip.CRC32;

/**
 * The invariant CRC at the end of a RoCEv2 datagram: CRC-32 of IEEE 802.3 over eight bytes of ones and all from the IP header to the end of the
 * pad, with ones in place of what may change on the way: TOS, TTL and checksum, or traffic class, flow label and hop limit; the UDP checksum;
 * the BTH byte that holds FECN and BECN. Written least significant byte first. IBTA Vol 1 §7.8.1, Annex A17.3.3. One instance belongs to one
 * thread and allocates nothing.
 */
public final class Icrc {
    public static final int LENGTH = 4;

    private static final int NOT_ROCE = -1;
    /** Stands for the link routing header that RoCE has not: eight bytes, masked. */
    private static final int MASKED_LRH = 8;
    /** Behind the IP header, the last masked byte is BTH's byte 4. */
    private static final int MASKED_TRANSPORT = Udp.LENGTH + 5;
    private static final int LONGEST_IPV4_HEADER = 60;

    private final CRC32 crc = new CRC32();
    private final byte[] masked = new byte[MASKED_LRH + LONGEST_IPV4_HEADER + MASKED_TRANSPORT];

    /**
     * Makes the described tail of a RoCEv2 frame into bytes: payload, zero pad, the ICRC of the undamaged frame, and then the damage that was
     * noted, if any. Other frames, and frames that are bytes already, stay as they are.
     */
    public void materialise(Packet packet) {
        if (packet.isMaterialised()) {
            return;
        }
        packet.materialise();
        int network = network(packet);
        if (network != NOT_ROCE && packet.trailerLength() >= LENGTH) {
            write(packet, network);
        }
        packet.applyCorruption();
    }

    /** Computes and writes the ICRC of a RoCEv2 frame that is bytes. False, and nothing written, if it is no such frame. */
    public boolean seal(Packet packet) {
        int network = network(packet);
        if (network == NOT_ROCE) {
            return false;
        }
        write(packet, network);
        return true;
    }

    /** True if the ICRC is right; of a frame whose tail is only described: if it was not damaged. False for what is no RoCEv2 frame. */
    public boolean isValid(Packet packet) {
        if (!packet.isMaterialised()) {
            return !packet.isCorrupt();
        }
        int network = network(packet);
        if (network == NOT_ROCE) {
            return false;
        }
        int at = end(packet, network) - LENGTH;
        return packet.i32(at) == Integer.reverseBytes(compute(packet, network, at));
    }

    private void write(Packet packet, int network) {
        int at = end(packet, network) - LENGTH;
        packet.put32(at, Integer.reverseBytes(compute(packet, network, at)));
    }

    private int compute(Packet packet, int network, int end) {
        int ip = headerLength(packet, network);
        int length = ip + MASKED_TRANSPORT;
        for (int i = 0; i < MASKED_LRH; i++) {
            masked[i] = -1;
        }
        packet.get(network, masked, MASKED_LRH, length);
        if (isIpv4(packet, network)) {
            mask(1);
            mask(8);
            mask(10);
            mask(11);
        } else {
            masked[MASKED_LRH] |= 0x0f;
            mask(1);
            mask(2);
            mask(3);
            mask(7);
        }
        mask(ip + 6);
        mask(ip + 7);
        mask(ip + Udp.LENGTH + 4);
        crc.reset();
        crc.update(masked, 0, MASKED_LRH + length);
        crc.update(packet.array(), packet.arrayOffset() + network + length, end - network - length);
        return (int) crc.getValue();
    }

    private void mask(int at) {
        masked[MASKED_LRH + at] = -1;
    }

    /** Offset of the IP header of a RoCEv2 frame whose bytes are all there, or {@link #NOT_ROCE}. */
    private static int network(Packet packet) {
        int network = Ethernet.LENGTH;
        while (packet.length() >= network + Dot1Q.LENGTH && packet.u16(network - 2) == Ethernet.TYPE_DOT1Q) {
            network += Dot1Q.LENGTH;
        }
        if (packet.length() < network + Ipv4.LENGTH) {
            return NOT_ROCE;
        }
        int type = packet.u16(network - 2);
        boolean ip = type == Ethernet.TYPE_IPV4 && isIpv4(packet, network) && packet.u8(network + 9) == IpProtocol.UDP
                || type == Ethernet.TYPE_IPV6 && packet.u8(network) >>> 4 == 6 && packet.u8(network + 6) == IpProtocol.UDP;
        if (!ip) {
            return NOT_ROCE;
        }
        int header = headerLength(packet, network);
        int end = end(packet, network);
        boolean whole = header >= Ipv4.LENGTH && end <= packet.length() && end - network >= header + Udp.LENGTH + Bth.LENGTH + LENGTH;
        return whole && packet.u16(network + header + 2) == Udp.PORT_ROCE ? network : NOT_ROCE;
    }

    private static boolean isIpv4(Packet packet, int network) {
        return packet.u8(network) >>> 4 == 4;
    }

    private static int headerLength(Packet packet, int network) {
        return isIpv4(packet, network) ? (packet.u8(network) & 0xf) * 4 : Ipv6.LENGTH;
    }

    /** Where the IP datagram ends; Ethernet padding may follow. */
    private static int end(Packet packet, int network) {
        return network + (isIpv4(packet, network) ? packet.u16(network + 2) : Ipv6.LENGTH + packet.u16(network + 4));
    }
}
