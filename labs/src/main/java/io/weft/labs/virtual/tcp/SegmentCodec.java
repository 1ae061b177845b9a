package io.weft.labs.virtual.tcp;

import io.weft.bgp.address.IpAddress;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.InternetChecksum;
import io.weft.pipeline.wire.IpProtocol;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Ipv6;
import io.weft.pipeline.wire.Tcp;

/**
 * Segments as frames: Ethernet, IPv4 or IPv6, TCP. MAC addresses are zero in what is written; the node fills them in. The only option written or
 * understood is the maximum segment size (RFC 9293 §3.7.1); others are skipped.
 */
final class SegmentCodec {
    /** CS6, network control. RFC 4594 §3.1. */
    private static final int NETWORK_CONTROL = 48;
    /** A link-local peer is on the link: RFC 5082 lets it check that. */
    private static final int ON_LINK_HOPS = 255;
    private static final int HOPS = 64;
    private static final int OPTION_END = 0;
    private static final int OPTION_NOTHING = 1;
    private static final int OPTION_MSS = 2;
    private static final int OPTION_MSS_LENGTH = 4;

    private final Ethernet ethernet = new Ethernet();
    private final Ipv4 ipv4 = new Ipv4();
    private final Ipv6 ipv6 = new Ipv6();
    private final Tcp tcp = new Tcp();

    /** CONTINUE if the frame holds a whole TCP segment with a right checksum. */
    Verdict check(Packet packet) {
        Verdict verdict = ethernet.wrap(packet, 0).check();
        if (verdict != Verdict.CONTINUE) {
            return verdict;
        }
        return switch (ethernet.etherType()) {
            case Ethernet.TYPE_IPV4 -> checkIpv4(packet);
            case Ethernet.TYPE_IPV6 -> checkIpv6(packet);
            default -> Verdict.ETHERTYPE_UNKNOWN;
        };
    }

    private Verdict checkIpv4(Packet packet) {
        Verdict verdict = ipv4.wrap(packet, Ethernet.LENGTH).check();
        if (verdict != Verdict.CONTINUE) {
            return verdict;
        }
        if (ipv4.isFragment()) {
            return Verdict.IPV4_FRAGMENT;
        }
        int length = ipv4.totalLength() - ipv4.headerLength();
        return ipv4.protocol() == IpProtocol.TCP ? checkTcp(packet, Ethernet.LENGTH + ipv4.headerLength(), length) : Verdict.PROTOCOL_UNREACHABLE;
    }

    private Verdict checkIpv6(Packet packet) {
        Verdict verdict = ipv6.wrap(packet, Ethernet.LENGTH).check();
        if (verdict != Verdict.CONTINUE) {
            return verdict;
        }
        int transport = Ethernet.LENGTH + Ipv6.LENGTH;
        return ipv6.nextHeader() == IpProtocol.TCP ? checkTcp(packet, transport, ipv6.payloadLength()) : Verdict.PROTOCOL_UNREACHABLE;
    }

    private Verdict checkTcp(Packet packet, int transport, int length) {
        Verdict verdict = tcp.wrap(packet, transport).check();
        if (verdict != Verdict.CONTINUE) {
            return verdict;
        }
        if (tcp.headerLength() > length) {
            return Verdict.TCP_MALFORMED;
        }
        return InternetChecksum.isValid(packet, Ethernet.LENGTH, transport) ? Verdict.CONTINUE : Verdict.TCP_CHECKSUM;
    }

    /** What a frame that {@link #check} has passed says. */
    Segment read(Packet packet) {
        if (ethernet.wrap(packet, 0).etherType() == Ethernet.TYPE_IPV4) {
            ipv4.wrap(packet, Ethernet.LENGTH);
            int end = Ethernet.LENGTH + ipv4.totalLength();
            return read(packet, new IpAddress.V4(ipv4.source()), new IpAddress.V4(ipv4.destination()), Ethernet.LENGTH + ipv4.headerLength(), end);
        }
        ipv6.wrap(packet, Ethernet.LENGTH);
        int transport = Ethernet.LENGTH + Ipv6.LENGTH;
        var source = new IpAddress.V6(ipv6.sourceHigh(), ipv6.sourceLow());
        var destination = new IpAddress.V6(ipv6.destinationHigh(), ipv6.destinationLow());
        return read(packet, source, destination, transport, transport + ipv6.payloadLength());
    }

    private Segment read(Packet packet, IpAddress source, IpAddress destination, int transport, int end) {
        tcp.wrap(packet, transport);
        int text = transport + tcp.headerLength();
        byte[] payload = text == end ? Segment.NOTHING : new byte[end - text];
        packet.get(text, payload, 0, payload.length);
        return new Segment(source, tcp.sourcePort(), destination, tcp.destinationPort(), tcp.sequence(), tcp.acknowledgment(), tcp.flags(),
                tcp.window(),
                mss(packet, transport + Tcp.LENGTH, text), payload);
    }

    /** Walks the options; one that is cut off or has an impossible length ends the walk. */
    private static int mss(Packet packet, int from, int end) {
        int at = from;
        while (at < end && packet.u8(at) != OPTION_END) {
            if (packet.u8(at) == OPTION_NOTHING) {
                at++;
                continue;
            }
            int length = at + 1 < end ? packet.u8(at + 1) : 0;
            if (length < 2 || at + length > end) {
                return 0;
            }
            if (packet.u8(at) == OPTION_MSS && length == OPTION_MSS_LENGTH) {
                return packet.u16(at + 2);
            }
            at += length;
        }
        return 0;
    }

    /** Makes {@code packet}, which is empty, the segment's frame. */
    void write(Segment segment, Packet packet) {
        int options = segment.mss() == 0 ? 0 : OPTION_MSS_LENGTH;
        int length = Tcp.LENGTH + options + segment.payload().length;
        int transport = writeIp(segment, packet, length);
        packet.extend(Tcp.LENGTH + options);
        packet.append(segment.payload(), 0, segment.payload().length);
        tcp.wrap(packet, transport).blank().sourcePort(segment.sourcePort()).destinationPort(segment.destinationPort()).sequence(segment.sequence())
                .acknowledgment(segment.acknowledgment()).headerLength(Tcp.LENGTH + options).flags(segment.flags()).window(segment.window());
        if (options != 0) {
            packet.put32(transport + Tcp.LENGTH, OPTION_MSS << 24 | OPTION_MSS_LENGTH << 16 | segment.mss());
        }
        InternetChecksum.fill(packet, Ethernet.LENGTH, transport);
    }

    /** Writes Ethernet and IP for {@code length} bytes of TCP; answers where they begin. */
    private int writeIp(Segment segment, Packet packet, int length) {
        packet.extend(Ethernet.LENGTH);
        ethernet.wrap(packet, 0).destination(0).source(0);
        return switch (segment.destination()) {
            case IpAddress.V4(int destination) -> {
                packet.extend(Ipv4.LENGTH);
                ethernet.etherType(Ethernet.TYPE_IPV4);
                ipv4.wrap(packet, Ethernet.LENGTH).blank().dscp(NETWORK_CONTROL).totalLength(Ipv4.LENGTH + length).flagsAndOffset(Ipv4.DONT_FRAGMENT)
                        .ttl(HOPS).protocol(IpProtocol.TCP).source(((IpAddress.V4) segment.source()).bits()).destination(destination).seal();
                yield Ethernet.LENGTH + Ipv4.LENGTH;
            }
            case IpAddress.V6 destination -> {
                var source = (IpAddress.V6) segment.source();
                packet.extend(Ipv6.LENGTH);
                ethernet.etherType(Ethernet.TYPE_IPV6);
                ipv6.wrap(packet, Ethernet.LENGTH).blank().dscp(NETWORK_CONTROL).payloadLength(length).nextHeader(IpProtocol.TCP)
                        .hopLimit(destination.isLinkLocal() ? ON_LINK_HOPS : HOPS).source(source.high(), source.low())
                        .destination(destination.high(), destination.low());
                yield Ethernet.LENGTH + Ipv6.LENGTH;
            }
        };
    }
}
