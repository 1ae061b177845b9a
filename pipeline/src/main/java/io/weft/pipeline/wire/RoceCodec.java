package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.RoceDecoding.Undecoded;
import io.weft.pipeline.wire.RoceFrame.BaseTransport;
import io.weft.pipeline.wire.RoceFrame.Link;
import io.weft.pipeline.wire.RoceFrame.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * RoCEv2 frames from and to bytes, FCS excluded: Ethernet, any number of 802.1Q tags, IPv4 without options or IPv6, UDP, BTH, extended headers,
 * payload, pad, ICRC. Never throws over bytes: what cannot be read is {@link Undecoded}. Allocates; the packet path uses the views instead.
 */
public final class RoceCodec {
    private static final byte[] NOTHING = {};

    private final Ethernet ethernet = new Ethernet();
    private final Dot1Q tag = new Dot1Q();
    private final Ipv4 ipv4 = new Ipv4();
    private final Ipv6 ipv6 = new Ipv6();
    private final Udp udp = new Udp();
    private final Bth bth = new Bth();
    private final Icrc icrc = new Icrc();

    /** Takes the bytes apart. A wrong ICRC or UDP checksum is no obstacle, a wrong IPv4 checksum is. */
    public RoceDecoding decode(byte[] frame) {
        Packet packet = Packet.of(frame);
        if (ethernet.wrap(packet, 0).check() != Verdict.CONTINUE) {
            return new Undecoded(Verdict.FRAME_TRUNCATED, 0);
        }
        List<Integer> tags = new ArrayList<>();
        int at = Ethernet.LENGTH;
        int type = ethernet.etherType();
        for (; type == Ethernet.TYPE_DOT1Q; type = tag.etherType()) {
            if (tag.wrap(packet, at).check() != Verdict.CONTINUE) {
                return new Undecoded(Verdict.VLAN_TRUNCATED, at);
            }
            tags.add(tag.tci());
            at += Dot1Q.LENGTH;
        }
        Link link = new Link(ethernet.destination(), ethernet.source(), List.copyOf(tags));
        return switch (type) {
            case Ethernet.TYPE_IPV4 -> decodeIpv4(packet, link, at);
            case Ethernet.TYPE_IPV6 -> decodeIpv6(packet, link, at);
            default -> new Undecoded(Verdict.ETHERTYPE_UNKNOWN, at - 2);
        };
    }

    private RoceDecoding decodeIpv4(Packet packet, Link link, int at) {
        Verdict verdict = ipv4.wrap(packet, at).check();
        if (verdict == Verdict.CONTINUE) {
            verdict = ipv4.hasOptions() ? Verdict.IPV4_OPTIONS : ipv4.isFragment() ? Verdict.IPV4_FRAGMENT : reaches(ipv4.protocol());
        }
        if (verdict != Verdict.CONTINUE) {
            return new Undecoded(verdict, at);
        }
        Network network = new Network.V4(ipv4.tos(), ipv4.identification(), ipv4.flagsAndOffset(), ipv4.ttl(), ipv4.source(), ipv4.destination());
        return decodeUdp(packet, link, network, at + Ipv4.LENGTH, at + ipv4.totalLength());
    }

    private RoceDecoding decodeIpv6(Packet packet, Link link, int at) {
        Verdict verdict = ipv6.wrap(packet, at).check();
        if (verdict == Verdict.CONTINUE) {
            verdict = reaches(ipv6.nextHeader());
        }
        if (verdict != Verdict.CONTINUE) {
            return new Undecoded(verdict, at);
        }
        Network network = new Network.V6(ipv6.trafficClass(), ipv6.flowLabel(), ipv6.hopLimit(), ipv6.sourceHigh(), ipv6.sourceLow(),
                ipv6.destinationHigh(), ipv6.destinationLow());
        return decodeUdp(packet, link, network, at + Ipv6.LENGTH, at + Ipv6.LENGTH + ipv6.payloadLength());
    }

    private static Verdict reaches(int protocol) {
        return protocol == IpProtocol.UDP ? Verdict.CONTINUE : Verdict.PROTOCOL_UNREACHABLE;
    }

    private RoceDecoding decodeUdp(Packet packet, Link link, Network network, int at, int end) {
        byte[] padding = bytes(packet, end, packet.length());
        // Without the Ethernet padding, no header can be read out of it.
        packet.truncate(end);
        Verdict verdict = udp.wrap(packet, at).check();
        if (verdict != Verdict.CONTINUE || at + udp.udpLength() != end) {
            return new Undecoded(Verdict.UDP_MALFORMED, at);
        }
        if (udp.destinationPort() != Udp.PORT_ROCE) {
            return new Undecoded(Verdict.PORT_UNREACHABLE, at);
        }
        int transport = at + Udp.LENGTH;
        verdict = bth.wrap(packet, transport).check();
        if (verdict != Verdict.CONTINUE) {
            return new Undecoded(verdict, transport);
        }
        int payload = transport + bth.opcode().headerLength();
        int pad = end - Icrc.LENGTH - bth.padCount();
        if (pad < payload) {
            return new Undecoded(Verdict.BTH_EXTENDED_TRUNCATED, transport);
        }
        return new RoceFrame(link, network, udp.sourcePort(), udp.checksum(), baseTransport(), extensions(packet, transport),
                bytes(packet, payload, pad), bytes(packet, pad, end - Icrc.LENGTH), packet.i32(end - Icrc.LENGTH), icrc.isValid(packet), padding);
    }

    private BaseTransport baseTransport() {
        return new BaseTransport(bth.opcode(), bth.solicited(), bth.migReq(), bth.partitionKey(), bth.fecn(), bth.becn(), bth.reservedCongestion(),
                bth.destQp(), bth.ackRequest(), bth.reservedAck(), bth.psn());
    }

    private List<RoceExtension> extensions(Packet packet, int transport) {
        List<RoceExtension> extensions = new ArrayList<>();
        for (ExtendedHeader header : bth.opcode().extendedHeaders()) {
            extensions.add(extension(packet, header, transport + bth.opcode().offset(header)));
        }
        return List.copyOf(extensions);
    }

    private static RoceExtension extension(Packet packet, ExtendedHeader header, int at) {
        return switch (header) {
            case RETH -> {
                Reth reth = new Reth().wrap(packet, at);
                yield new RoceExtension.Rdma(reth.virtualAddress(), reth.rkey(), reth.dmaLength());
            }
            case AETH -> {
                Aeth aeth = new Aeth().wrap(packet, at);
                yield new RoceExtension.Ack(aeth.syndrome(), aeth.msn());
            }
            case IMM_DT -> new RoceExtension.Immediate(new ImmDt().wrap(packet, at).immediate());
            case IETH -> new RoceExtension.Invalidate(new Ieth().wrap(packet, at).rkey());
            case FETH -> new RoceExtension.Flush(new Feth().wrap(packet, at).bits());
            case DETH -> {
                Deth deth = new Deth().wrap(packet, at);
                yield new RoceExtension.Datagram(deth.qkey(), deth.reserved(), deth.sourceQp());
            }
            case ATOMIC_ETH -> {
                AtomicEth atomic = new AtomicEth().wrap(packet, at);
                yield new RoceExtension.Atomic(atomic.virtualAddress(), atomic.rkey(), atomic.swapOrAdd(), atomic.compare());
            }
            case ATOMIC_ACK_ETH -> new RoceExtension.AtomicAck(new AtomicAckEth().wrap(packet, at).original());
            case CNP_RESERVED -> new RoceExtension.CnpReserved(packet.i64(at), packet.i64(at + 8));
        };
    }

    private static byte[] bytes(Packet packet, int from, int end) {
        if (end <= from) {
            return NOTHING;
        }
        byte[] bytes = new byte[end - from];
        packet.get(from, bytes, 0, bytes.length);
        return bytes;
    }

    /** The frame as bytes: lengths and IPv4 checksum computed, and the ICRC too unless the frame says that it carries a wrong one. */
    public byte[] encode(RoceFrame frame) {
        Packet packet = Packet.of(NOTHING);
        int udpLength = Udp.LENGTH + frame.opcode().headerLength() + frame.payload().length + frame.pad().length + Icrc.LENGTH;
        encodeLink(packet, frame);
        encodeNetwork(packet, frame.network(), udpLength);
        udp.wrap(packet, packet.extend(Udp.LENGTH)).sourcePort(frame.udpSourcePort()).destinationPort(Udp.PORT_ROCE).udpLength(udpLength)
                .checksum(frame.udpChecksum());
        encodeTransport(packet, frame);
        for (RoceExtension extension : frame.extensions()) {
            encodeExtension(packet, extension, packet.extend(extension.header().length()));
        }
        packet.append(frame.payload(), 0, frame.payload().length).append(frame.pad(), 0, frame.pad().length);
        packet.put32(packet.extend(Icrc.LENGTH), frame.icrc());
        if (frame.icrcValid()) {
            icrc.seal(packet);
        }
        return packet.append(frame.padding(), 0, frame.padding().length).toBytes();
    }

    private void encodeLink(Packet packet, RoceFrame frame) {
        int type = frame.network() instanceof Network.V4 ? Ethernet.TYPE_IPV4 : Ethernet.TYPE_IPV6;
        List<Integer> tags = frame.link().tags();
        ethernet.wrap(packet, packet.extend(Ethernet.LENGTH)).destination(frame.link().destination()).source(frame.link().source())
                .etherType(tags.isEmpty() ? type : Ethernet.TYPE_DOT1Q);
        for (int i = 0; i < tags.size(); i++) {
            tag.wrap(packet, packet.extend(Dot1Q.LENGTH)).tci(tags.get(i)).etherType(i == tags.size() - 1 ? type : Ethernet.TYPE_DOT1Q);
        }
    }

    private void encodeNetwork(Packet packet, Network network, int udpLength) {
        switch (network) {
            case Network.V4 v4 -> ipv4.wrap(packet, packet.extend(Ipv4.LENGTH)).blank().tos(v4.tos()).totalLength(Ipv4.LENGTH + udpLength)
                    .identification(v4.identification()).flagsAndOffset(v4.flagsAndOffset()).ttl(v4.ttl()).protocol(IpProtocol.UDP)
                    .source(v4.source()).destination(v4.destination()).seal();
            case Network.V6 v6 -> ipv6.wrap(packet, packet.extend(Ipv6.LENGTH)).blank().trafficClass(v6.trafficClass()).flowLabel(v6.flowLabel())
                    .payloadLength(udpLength).nextHeader(IpProtocol.UDP).hopLimit(v6.hopLimit()).source(v6.sourceHigh(), v6.sourceLow())
                    .destination(v6.destinationHigh(), v6.destinationLow());
        }
    }

    private void encodeTransport(Packet packet, RoceFrame frame) {
        BaseTransport t = frame.transport();
        bth.wrap(packet, packet.extend(Bth.LENGTH)).blank().opcode(t.opcode()).solicited(t.solicited()).migReq(t.migReq())
                .padCount(frame.pad().length).partitionKey(t.partitionKey()).fecn(t.fecn()).becn(t.becn()).reservedCongestion(t.reservedCongestion())
                .destQp(t.destQp()).ackRequest(t.ackRequest()).reservedAck(t.reservedAck()).psn(t.psn());
    }

    private static void encodeExtension(Packet packet, RoceExtension extension, int at) {
        switch (extension) {
            case RoceExtension.Rdma e -> new Reth().wrap(packet, at).virtualAddress(e.virtualAddress()).rkey(e.rkey()).dmaLength(e.dmaLength());
            case RoceExtension.Ack e -> new Aeth().wrap(packet, at).syndrome(e.syndrome()).msn(e.msn());
            case RoceExtension.Immediate e -> new ImmDt().wrap(packet, at).immediate(e.value());
            case RoceExtension.Invalidate e -> new Ieth().wrap(packet, at).rkey(e.rkey());
            case RoceExtension.Flush e -> new Feth().wrap(packet, at).bits(e.bits());
            case RoceExtension.Datagram e -> new Deth().wrap(packet, at).qkey(e.qkey()).reserved(e.reserved()).sourceQp(e.sourceQp());
            case RoceExtension.Atomic e -> new AtomicEth().wrap(packet, at).virtualAddress(e.virtualAddress()).rkey(e.rkey())
                    .swapOrAdd(e.swapOrAdd()).compare(e.compare());
            case RoceExtension.AtomicAck e -> new AtomicAckEth().wrap(packet, at).original(e.original());
            case RoceExtension.CnpReserved e -> packet.put64(at, e.high()).put64(at + 8, e.low());
        }
    }
}
