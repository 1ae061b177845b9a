package io.weft.nic.transport;

import io.weft.nic.verbs.Gid;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.IpProtocol;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Ipv6;
import io.weft.pipeline.wire.Udp;

/**
 * What stands in front of the BTH in every packet of one queue pair: room for Ethernet with its type, IP and UDP. Made once and copied; {@link
 * #seal} writes what differs from packet to packet. DF is set and the UDP checksum is 0, over IPv6 too: the ICRC protects the packet. IBTA Annex
 * A17.3.1.
 */
final class Envelope {
    static final Envelope NONE = new Envelope(new Gid(0, 0), new Gid(0, 0), 0, 0, 0);

    private final Gid local;
    private final Gid remote;
    private final boolean ipv6;
    private final int transport;
    private final byte[] headers;
    private final Ipv4 ipv4 = new Ipv4();
    private final Ipv6 ip6 = new Ipv6();
    private final Udp udp = new Udp();
    private int identification;

    Envelope(Gid local, Gid remote, int sourcePort, int hopLimit, int identification) {
        this.local = local;
        this.remote = remote;
        this.ipv6 = !local.isIpv4();
        this.transport = Ethernet.LENGTH + (ipv6 ? Ipv6.LENGTH : Ipv4.LENGTH);
        this.identification = identification & 0xffff;
        this.headers = headers(sourcePort, hopLimit);
    }

    private byte[] headers(int sourcePort, int hopLimit) {
        Packet packet = Packet.of(new byte[transport + Udp.LENGTH]);
        new Ethernet().wrap(packet, 0).etherType(ipv6 ? Ethernet.TYPE_IPV6 : Ethernet.TYPE_IPV4);
        if (ipv6) {
            ip6.wrap(packet, Ethernet.LENGTH).blank().hopLimit(hopLimit).nextHeader(IpProtocol.UDP).source(local.high(), local.low())
                    .destination(remote.high(), remote.low());
        } else {
            ipv4.wrap(packet, Ethernet.LENGTH).blank().ttl(hopLimit).protocol(IpProtocol.UDP).source(local.ipv4()).destination(remote.ipv4());
        }
        udp.wrap(packet, transport).sourcePort(sourcePort).destinationPort(Udp.PORT_ROCE);
        return packet.toBytes();
    }

    /** Writes the headers into an empty packet and answers where the BTH goes. */
    int open(Packet packet) {
        packet.append(headers, 0, headers.length);
        packet.network(Ethernet.LENGTH);
        packet.transport(transport);
        packet.protocol(IpProtocol.UDP);
        packet.isIpv6(ipv6);
        return headers.length;
    }

    /** Writes lengths, traffic class, identification and header checksum, when all else of the packet stands or is described. */
    void seal(Packet packet, int trafficClass) {
        int length = packet.frameLength();
        if (ipv6) {
            ip6.wrap(packet, Ethernet.LENGTH).trafficClass(trafficClass).payloadLength(length - transport);
        } else {
            identification = identification + 1 & 0xffff;
            ipv4.wrap(packet, Ethernet.LENGTH).tos(trafficClass).totalLength(length - Ethernet.LENGTH).identification(identification).seal();
        }
        udp.wrap(packet, transport).udpLength(length - transport);
    }

    /** True if the packet goes the other way: from our peer's address to ours. */
    boolean isFromPeer(Packet packet) {
        if (packet.isIpv6() != ipv6) {
            return false;
        }
        if (ipv6) {
            ip6.wrap(packet, packet.network());
            return ip6.sourceLow() == remote.low() && ip6.sourceHigh() == remote.high() && ip6.destinationLow() == local.low()
                    && ip6.destinationHigh() == local.high();
        }
        ipv4.wrap(packet, packet.network());
        return ipv4.source() == remote.ipv4() && ipv4.destination() == local.ipv4();
    }
}
