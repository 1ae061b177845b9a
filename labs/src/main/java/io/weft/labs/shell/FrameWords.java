package io.weft.labs.shell;

import io.weft.bgp.address.IpAddress;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.wire.Arp;
import io.weft.pipeline.wire.Bth;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.IpProtocol;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Ipv6;

/** A frame in a few words, as {@code 10.1.1.1 > 10.1.3.1 RC RDMA WRITE Middle qp 0x00004d psn 61, 4170 bytes}. Reads what is there and trusts nothing. */
final class FrameWords {
    private static final int ROCE_PORT = 4791;
    private static final int PORTS = 4;

    private FrameWords() {
    }

    /** {@code packet} begins with its Ethernet header. */
    static String of(Packet packet) {
        return content(packet) + ", " + packet.frameLength() + " bytes";
    }

    private static String content(Packet packet) {
        if (packet.length() < Ethernet.LENGTH) {
            return "a stump";
        }
        int type = packet.u16(12);
        int at = Ethernet.LENGTH;
        return switch (type) {
            case Ethernet.TYPE_IPV4 -> packet.length() < at + Ipv4.LENGTH ? "a stump of IPv4" : ipv4(packet, at);
            case Ethernet.TYPE_IPV6 -> packet.length() < at + Ipv6.LENGTH ? "a stump of IPv6" : ipv6(packet, at);
            case Ethernet.TYPE_ARP -> packet.length() < at + Arp.LENGTH ? "a stump of ARP" : "ARP";
            default -> String.format("EtherType 0x%04x", type);
        };
    }

    private static String ipv4(Packet packet, int at) {
        Ipv4 ip = new Ipv4().wrap(packet, at);
        String ends = new IpAddress.V4(ip.source()) + " > " + new IpAddress.V4(ip.destination()) + " ";
        return ends + transport(packet, at + ip.headerLength(), ip.protocol());
    }

    private static String ipv6(Packet packet, int at) {
        Ipv6 ip = new Ipv6().wrap(packet, at);
        String ends = new IpAddress.V6(ip.sourceHigh(), ip.sourceLow()) + " > " + new IpAddress.V6(ip.destinationHigh(), ip.destinationLow()) + " ";
        return ends + transport(packet, at + Ipv6.LENGTH, ip.nextHeader());
    }

    private static String transport(Packet packet, int at, int protocol) {
        if (packet.length() < at + PORTS) {
            return "protocol " + protocol;
        }
        String ports = packet.u16(at) + " > " + packet.u16(at + 2);
        return switch (protocol) {
            case IpProtocol.UDP -> packet.u16(at + 2) == ROCE_PORT && packet.length() >= at + 8 + Bth.LENGTH ? roce(packet, at + 8) : "UDP " + ports;
            case IpProtocol.TCP -> "TCP " + ports;
            case IpProtocol.ICMP -> "ICMP type " + packet.u8(at) + " code " + packet.u8(at + 1);
            case IpProtocol.ICMPV6 -> "ICMPv6 type " + packet.u8(at) + " code " + packet.u8(at + 1);
            default -> "protocol " + protocol;
        };
    }

    private static String roce(Packet packet, int at) {
        Bth bth = new Bth().wrap(packet, at);
        return String.format("%s qp 0x%06x psn %d", bth.opcode().words(), bth.destQp(), bth.psn());
    }
}
