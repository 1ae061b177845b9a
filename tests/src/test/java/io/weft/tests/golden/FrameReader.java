package io.weft.tests.golden;

import io.weft.bgp.address.IpAddress;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.Arp;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.Icmp;
import io.weft.pipeline.wire.InternetChecksum;
import io.weft.pipeline.wire.IpProtocol;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Ipv6;
import io.weft.pipeline.wire.MacAddress;
import io.weft.pipeline.wire.Udp;
import java.util.ArrayList;
import java.util.List;

/** A frame to layers, with every field that a script may ask for. */
final class FrameReader {
    private final Packet packet;
    private final List<Layer> layers = new ArrayList<>();

    private FrameReader(Packet packet) {
        this.packet = packet;
    }

    static List<Layer> read(Packet packet) {
        FrameReader reader = new FrameReader(packet);
        reader.ethernet();
        return reader.layers;
    }

    private void ethernet() {
        Ethernet ethernet = new Ethernet().wrap(packet, 0);
        layers.add(Layer.of("eth").with(Layer.SOURCE, MacAddress.print(ethernet.source()))
                .with(Layer.DESTINATION, MacAddress.print(ethernet.destination())).with("type", "0x%04x".formatted(ethernet.etherType())));
        switch (ethernet.etherType()) {
            case Ethernet.TYPE_IPV4 -> ipv4(Ethernet.LENGTH);
            case Ethernet.TYPE_IPV6 -> ipv6(Ethernet.LENGTH);
            case Ethernet.TYPE_ARP -> {
                Arp arp = new Arp().wrap(packet, Ethernet.LENGTH);
                layers.add(Layer.of("arp").with(Layer.SOURCE, new IpAddress.V4(arp.senderIp())).with(Layer.DESTINATION,
                        new IpAddress.V4(arp.targetIp())));
            }
            default -> payload(Ethernet.LENGTH);
        }
    }

    private void ipv4(int at) {
        Ipv4 ip = new Ipv4().wrap(packet, at);
        layers.add(Layer.of("ip").with(Layer.SOURCE, new IpAddress.V4(ip.source())).with(Layer.DESTINATION, new IpAddress.V4(ip.destination()))
                .with("ttl", ip.ttl()).with("dscp", ip.dscp()).with("length", ip.totalLength())
                .with("checksum", ip.check() == Verdict.CONTINUE ? "ok" : "bad"));
        transport(at, at + ip.headerLength(), ip.protocol());
    }

    private void ipv6(int at) {
        Ipv6 ip = new Ipv6().wrap(packet, at);
        layers.add(Layer.of("ip6").with(Layer.SOURCE, new IpAddress.V6(ip.sourceHigh(), ip.sourceLow()))
                .with(Layer.DESTINATION, new IpAddress.V6(ip.destinationHigh(), ip.destinationLow())).with("hops", ip.hopLimit())
                .with("dscp", ip.dscp()).with("length", ip.payloadLength()));
        transport(at, at + Ipv6.LENGTH, ip.nextHeader());
    }

    private void transport(int network, int at, int protocol) {
        switch (protocol) {
            case IpProtocol.UDP, IpProtocol.TCP -> {
                Udp ports = new Udp().wrap(packet, at);
                layers.add(Layer.of(protocol == IpProtocol.UDP ? "udp" : "tcp").with(Layer.SOURCE, ports.sourcePort()).with(Layer.DESTINATION,
                        ports.destinationPort()));
                payload(at + (protocol == IpProtocol.UDP ? Udp.LENGTH : 20));
            }
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> {
                Icmp icmp = new Icmp().wrap(packet, at);
                layers.add(Layer.of(protocol == IpProtocol.ICMP ? "icmp" : "icmp6").with(Layer.VALUE, icmp.type() + "/" + icmp.code())
                        .with("mtu", icmp.nextHopMtu()).with("rest", icmp.rest()).with("quoting", packet.length() - at - Icmp.LENGTH)
                        .with("checksum", InternetChecksum.isValid(packet, network, at) ? "ok" : "bad"));
            }
            default -> payload(at);
        }
    }

    private void payload(int at) {
        layers.add(Layer.of("payload").with(Layer.VALUE, packet.frameLength() - at));
    }
}
