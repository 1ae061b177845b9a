package io.weft.daemon.inspect;

import io.weft.bgp.address.IpAddress;
import io.weft.daemon.capture.CapturedFrame;
import io.weft.daemon.inspect.Content.Endpoint;
import io.weft.daemon.inspect.Content.Malformed;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.Arp;
import io.weft.pipeline.wire.Dot1Q;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.Icmp;
import io.weft.pipeline.wire.Icmpv6;
import io.weft.pipeline.wire.InternetChecksum;
import io.weft.pipeline.wire.IpProtocol;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Ipv6;
import io.weft.pipeline.wire.NeighborDiscovery;
import io.weft.pipeline.wire.PfcFrame;
import io.weft.pipeline.wire.RoceCodec;
import io.weft.pipeline.wire.RoceDecoding;
import io.weft.pipeline.wire.RoceFrame;
import io.weft.pipeline.wire.Tcp;
import io.weft.pipeline.wire.Udp;
import java.util.Arrays;

/**
 * Takes a frame apart from Ethernet upwards with the checks that the dataplane has. A wrong Internet checksum does not make a frame malformed,
 * since captures of a sending host with offloads are full of them; {@link #checksumIsRight} tells.
 */
final class Dissector {
    /** Below, the field behind the addresses is a length: IEEE 802.3 §3.2.6. */
    private static final int LEAST_ETHER_TYPE = 0x0600;

    private final Ethernet ethernet = new Ethernet();
    private final Dot1Q tag = new Dot1Q();
    private final Ipv4 ipv4 = new Ipv4();
    private final Ipv6 ipv6 = new Ipv6();
    private final Udp udp = new Udp();
    private final Tcp tcp = new Tcp();
    private final NeighborDiscovery neighborDiscovery = new NeighborDiscovery();
    private final RoceCodec roce = new RoceCodec();
    private boolean checksumIsRight;
    private boolean isCut;

    /** A frame that was cut in capturing is read as if zeros followed; its checksums and its ICRC say nothing. */
    Content dissect(CapturedFrame frame) {
        checksumIsRight = true;
        isCut = frame.isCut();
        Packet packet = Packet.of(isCut ? Arrays.copyOf(frame.bytes(), frame.length()) : frame.bytes());
        Verdict verdict = ethernet.wrap(packet, 0).check();
        if (verdict != Verdict.CONTINUE) {
            return new Malformed(verdict);
        }
        int at = Ethernet.LENGTH;
        int type = ethernet.etherType();
        for (; type == Ethernet.TYPE_DOT1Q; type = tag.etherType()) {
            verdict = tag.wrap(packet, at).check();
            if (verdict != Verdict.CONTINUE) {
                return new Malformed(verdict);
            }
            at += Dot1Q.LENGTH;
        }
        return type < LEAST_ETHER_TYPE ? Content.OTHER : switch (type) {
            case Ethernet.TYPE_IPV4 -> ipv4(packet, at);
            case Ethernet.TYPE_IPV6 -> ipv6(packet, at);
            case Ethernet.TYPE_ARP -> otherUnless(new Arp().wrap(packet, at).check());
            case Ethernet.TYPE_MAC_CONTROL -> macControl(packet, at);
            default -> Content.OTHER;
        };
    }

    /** Whether every Internet checksum of the last frame was right, as far as the whole frame was there to tell. */
    boolean checksumIsRight() {
        return checksumIsRight || isCut;
    }

    private static Content otherUnless(Verdict verdict) {
        return verdict == Verdict.CONTINUE ? Content.OTHER : new Malformed(verdict);
    }

    private static Content macControl(Packet packet, int at) {
        PfcFrame pfc = new PfcFrame().wrap(packet, at);
        Verdict verdict = pfc.check();
        if (verdict != Verdict.CONTINUE) {
            return new Malformed(verdict);
        }
        if (pfc.opcode() != PfcFrame.OPCODE_PFC) {
            return Content.OTHER;
        }
        int[] quanta = new int[PauseSummary.PRIORITIES];
        Arrays.setAll(quanta, pfc::quanta);
        return new Content.PriorityPause(pfc.classEnableVector(), quanta);
    }

    private Content ipv4(Packet packet, int at) {
        Verdict verdict = ipv4.wrap(packet, at).check();
        if (verdict == Verdict.IPV4_CHECKSUM) {
            checksumIsRight = false;
        } else if (verdict != Verdict.CONTINUE) {
            return new Malformed(verdict);
        }
        if (ipv4.isFragment()) {
            return Content.OTHER;
        }
        packet.truncate(at + ipv4.totalLength());
        IpAddress source = new IpAddress.V4(ipv4.source());
        return transport(packet, ipv4.protocol(), at, at + ipv4.headerLength(), source, new IpAddress.V4(ipv4.destination()));
    }

    private Content ipv6(Packet packet, int at) {
        Verdict verdict = ipv6.wrap(packet, at).check();
        if (verdict != Verdict.CONTINUE) {
            return new Malformed(verdict);
        }
        packet.truncate(at + Ipv6.LENGTH + ipv6.payloadLength());
        IpAddress source = new IpAddress.V6(ipv6.sourceHigh(), ipv6.sourceLow());
        IpAddress destination = new IpAddress.V6(ipv6.destinationHigh(), ipv6.destinationLow());
        return transport(packet, ipv6.nextHeader(), at, at + Ipv6.LENGTH, source, destination);
    }

    private Content transport(Packet packet, int protocol, int network, int at, IpAddress source, IpAddress destination) {
        return switch (protocol) {
            case IpProtocol.UDP -> udp(packet, network, at);
            case IpProtocol.TCP -> tcp(packet, network, at, source, destination);
            case IpProtocol.ICMP -> verified(new Icmp().wrap(packet, at).check(), packet, network, at);
            case IpProtocol.ICMPV6 -> icmpv6(packet, network, at);
            default -> Content.OTHER;
        };
    }

    private Content verified(Verdict verdict, Packet packet, int network, int at) {
        checksumIsRight &= verdict != Verdict.CONTINUE || InternetChecksum.isValid(packet, network, at);
        return otherUnless(verdict);
    }

    private Content icmpv6(Packet packet, int network, int at) {
        Icmpv6 icmp = new Icmpv6().wrap(packet, at);
        Verdict verdict = icmp.check();
        boolean discovers = verdict == Verdict.CONTINUE && icmp.type() >= Icmpv6.ROUTER_SOLICITATION && icmp.type() < Icmpv6.REDIRECT;
        if (discovers && !isCut) {
            verdict = neighborDiscovery.check(packet, network, at);
        }
        return verified(verdict == Verdict.ICMP_CHECKSUM ? Verdict.CONTINUE : verdict, packet, network, at);
    }

    private Content udp(Packet packet, int network, int at) {
        Verdict verdict = udp.wrap(packet, at).check();
        if (verdict != Verdict.CONTINUE || udp.destinationPort() != Udp.PORT_ROCE || !checksumIsRight) {
            return verified(verdict, packet, network, at);
        }
        checksumIsRight = InternetChecksum.isValid(packet, network, at);
        return switch (roce.decode(packet.toBytes())) {
            case RoceFrame frame -> new Content.Roce(frame);
            case RoceDecoding.Undecoded undecoded -> new Malformed(undecoded.verdict());
        };
    }

    private Content tcp(Packet packet, int network, int at, IpAddress source, IpAddress destination) {
        Verdict verdict = tcp.wrap(packet, at).check();
        if (verdict != Verdict.CONTINUE) {
            return new Malformed(verdict);
        }
        checksumIsRight &= InternetChecksum.isValid(packet, network, at);
        byte[] payload = Arrays.copyOfRange(packet.toBytes(), at + tcp.headerLength(), packet.length());
        return new Content.TcpSegment(new Endpoint(source, tcp.sourcePort()), new Endpoint(destination, tcp.destinationPort()), tcp.sequence(),
                tcp.flags(), payload);
    }
}
