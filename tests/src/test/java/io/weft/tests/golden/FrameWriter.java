package io.weft.tests.golden;

import io.weft.bgp.address.IpAddress;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.wire.Arp;
import io.weft.pipeline.wire.Bth;
import io.weft.pipeline.wire.Dot1Q;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.Icmp;
import io.weft.pipeline.wire.InternetChecksum;
import io.weft.pipeline.wire.IpProtocol;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Ipv6;
import io.weft.pipeline.wire.MacAddress;
import io.weft.pipeline.wire.Tcp;
import io.weft.pipeline.wire.Udp;
import java.util.HexFormat;
import java.util.List;

/** Layers to a frame. Lengths and checksums are right unless a layer says otherwise. */
final class FrameWriter {
    private final Packet packet = Packet.of(new byte[0]);
    private final List<Layer> layers;
    private int network;
    private int transport;

    private FrameWriter(List<Layer> layers) {
        this.layers = layers;
    }

    /** {@code source} and {@code destination}: the MAC addresses where the script names none. */
    static Packet write(List<Layer> layers, long source, long destination) {
        FrameWriter writer = new FrameWriter(layers);
        Layer first = layers.getFirst().name().equals("eth") ? layers.getFirst() : Layer.of("eth");
        writer.ethernet(first, source, destination);
        for (int i = first == layers.getFirst() ? 1 : 0; i < layers.size(); i++) {
            writer.append(layers.get(i));
        }
        writer.complete();
        return writer.packet;
    }

    private void ethernet(Layer layer, long source, long destination) {
        packet.extend(Ethernet.LENGTH);
        new Ethernet().wrap(packet, 0).source(mac(layer.get(Layer.SOURCE, MacAddress.print(source))))
                .destination(mac(layer.get(Layer.DESTINATION, MacAddress.print(destination)))).etherType(layer.number("type", 0));
    }

    private static long mac(String text) {
        return MacAddress.parse(text).orElseThrow(() -> new IllegalArgumentException("not a MAC address: " + text));
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow(() -> new IllegalArgumentException("not an IP address: " + text));
    }

    private static int ipv4(String text) {
        return ip(text) instanceof IpAddress.V4(int bits) ? bits : fail("not an IPv4 address: " + text);
    }

    private static IpAddress.V6 ipv6(String text) {
        return ip(text) instanceof IpAddress.V6 address ? address : fail("not an IPv6 address: " + text);
    }

    private static <T> T fail(String why) {
        throw new IllegalArgumentException(why);
    }

    private void append(Layer layer) {
        int at = packet.length();
        switch (layer.name()) {
            case "vlan" -> {
                type(Ethernet.TYPE_DOT1Q);
                packet.extend(Dot1Q.LENGTH);
                new Dot1Q().wrap(packet, at).tci(layer.number(Layer.VALUE, 0)).etherType(0);
            }
            case "arp" -> arp(layer, at);
            case "ip" -> ipv4(layer, at);
            case "ip6" -> ipv6(layer, at);
            case "udp" -> {
                protocol(IpProtocol.UDP, at);
                packet.extend(Udp.LENGTH);
                new Udp().wrap(packet, at).sourcePort(layer.number(Layer.SOURCE, 0)).destinationPort(layer.number(Layer.DESTINATION, 0)).checksum(0);
            }
            case "tcp" -> {
                protocol(IpProtocol.TCP, at);
                packet.extend(Tcp.LENGTH);
                new Tcp().wrap(packet, at).blank().sourcePort(layer.number(Layer.SOURCE, 0)).destinationPort(layer.number(Layer.DESTINATION, 0));
            }
            case "icmp", "icmp6" -> icmp(layer, at);
            case "bth" -> {
                packet.extend(Bth.LENGTH);
                new Bth().wrap(packet, at).blank().destQp(layer.number("qp", 0));
            }
            case "payload" -> packet.append(new byte[layer.number(Layer.VALUE, 0)], 0, layer.number(Layer.VALUE, 0));
            case "described" -> packet.describeTail(1, 0, layer.number(Layer.VALUE, 0), 4);
            case "hex" -> {
                byte[] bytes = HexFormat.of().parseHex(layer.get(Layer.VALUE, ""));
                packet.append(bytes, 0, bytes.length);
            }
            // Cut after lengths and checksums are written.
            case "cut" -> {
            }
            default -> throw new IllegalArgumentException("unknown header: " + layer);
        }
    }

    private void type(int etherType) {
        packet.put16(packet.length() - 2, etherType);
    }

    private void protocol(int number, int at) {
        transport = at;
        if (packet.u8(network) >>> 4 == 6) {
            new Ipv6().wrap(packet, network).nextHeader(number);
        } else {
            new Ipv4().wrap(packet, network).protocol(number);
        }
    }

    private void arp(Layer layer, int at) {
        type(Ethernet.TYPE_ARP);
        packet.extend(Arp.LENGTH);
        new Arp().wrap(packet, at).blank().operation(Arp.REQUEST).senderIp(ipv4(layer.get(Layer.SOURCE, "0.0.0.0")))
                .targetIp(ipv4(layer.get(Layer.DESTINATION, "0.0.0.0")));
        if (layer.fields().containsKey("hardware")) {
            packet.put16(at, layer.number("hardware", 1));
        }
    }

    private void ipv4(Layer layer, int at) {
        type(Ethernet.TYPE_IPV4);
        network = at;
        int options = layer.number("options", 0);
        packet.extend(Ipv4.LENGTH + options);
        new Ipv4().wrap(packet, at).blank().ttl(layer.number("ttl", 64)).dscp(layer.number("dscp", 0)).protocol(layer.number("protocol", 253))
                .flagsAndOffset(layer.number("flags", Ipv4.DONT_FRAGMENT)).source(ipv4(layer.get(Layer.SOURCE, "0.0.0.0")))
                .destination(ipv4(layer.get(Layer.DESTINATION, "0.0.0.0")));
        // RFC 791 §3.1: option type 1 is no operation.
        for (int i = 0; i < options; i++) {
            packet.put8(at + Ipv4.LENGTH + i, 1);
        }
        packet.put8(at, layer.number("version", 4) << 4 | (Ipv4.LENGTH + options) / 4);
    }

    private void ipv6(Layer layer, int at) {
        type(Ethernet.TYPE_IPV6);
        network = at;
        packet.extend(Ipv6.LENGTH);
        IpAddress.V6 source = ipv6(layer.get(Layer.SOURCE, "::"));
        IpAddress.V6 destination = ipv6(layer.get(Layer.DESTINATION, "::"));
        new Ipv6().wrap(packet, at).blank().hopLimit(layer.number("hops", 64)).dscp(layer.number("dscp", 0)).nextHeader(layer.number("next", 253))
                .source(source.high(), source.low()).destination(destination.high(), destination.low());
    }

    private void icmp(Layer layer, int at) {
        protocol(layer.name().equals("icmp") ? IpProtocol.ICMP : IpProtocol.ICMPV6, at);
        packet.extend(Icmp.LENGTH);
        String[] typeAndCode = layer.get(Layer.VALUE, "8/0").split("/");
        new Icmp().wrap(packet, at).type(Integer.parseInt(typeAndCode[0])).code(Integer.parseInt(typeAndCode[1])).rest(0);
    }

    /** Lengths and checksums, when all is there. */
    private void complete() {
        for (Layer layer : layers) {
            switch (layer.name()) {
                case "udp" -> new Udp().wrap(packet, transport).udpLength(packet.frameLength() - transport);
                case "ip" -> {
                    Ipv4 header = new Ipv4().wrap(packet, network).totalLength(layer.number("length", packet.frameLength() - network)).seal();
                    header.checksum(header.checksum() ^ (layer.get("checksum", "ok").equals("bad") ? 1 : 0));
                }
                case "ip6" -> {
                    new Ipv6().wrap(packet, network).payloadLength(layer.number("length", packet.frameLength() - network - Ipv6.LENGTH));
                    packet.put8(network, packet.u8(network) & 0xf | layer.number("version", 6) << 4);
                }
                case "cut" -> packet.truncate(layer.number(Layer.VALUE, 0));
                default -> {
                }
            }
        }
        if (transport > 0 && packet.isMaterialised() && packet.length() > transport + Icmp.LENGTH
                && layers.stream().anyMatch(layer -> layer.name().startsWith("icmp") || layer.name().equals("tcp"))) {
            InternetChecksum.fill(packet, network, transport);
        }
    }
}
