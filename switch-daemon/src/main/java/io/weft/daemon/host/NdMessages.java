package io.weft.daemon.host;

import io.weft.bgp.address.IpAddress;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.InternetChecksum;
import io.weft.pipeline.wire.IpProtocol;
import io.weft.pipeline.wire.Ipv6;
import io.weft.pipeline.wire.MacAddress;
import io.weft.pipeline.wire.NdNeighborAdvertisement;
import io.weft.pipeline.wire.NdNeighborSolicitation;
import io.weft.pipeline.wire.NdOption;
import io.weft.pipeline.wire.NdRouterAdvertisement;
import io.weft.pipeline.wire.NdRouterSolicitation;

/** Writes the neighbour discovery messages of one node and sends them. All leave from the port's link-local address with hop limit 255. */
final class NdMessages {
    static final IpAddress.V6 ALL_NODES = new IpAddress.V6(MacAddress.LINK_MULTICAST_HIGH, 1);
    static final IpAddress.V6 ALL_ROUTERS = new IpAddress.V6(MacAddress.LINK_MULTICAST_HIGH, 2);

    private static final int NETWORK = Ethernet.LENGTH;
    private static final int TRANSPORT = NETWORK + Ipv6.LENGTH;
    private static final int HOP_LIMIT = 255;
    private static final int CURRENT_HOP_LIMIT = 64;
    /** AdvDefaultLifetime, seconds. RFC 4861 §6.2.1. */
    private static final int ROUTER_LIFETIME = 1800;

    private final PacketPool pool;
    private final HostOutput output;
    private final Ethernet ethernet = new Ethernet();
    private final Ipv6 ipv6 = new Ipv6();
    private final NdRouterSolicitation routerSolicitation = new NdRouterSolicitation();
    private final NdRouterAdvertisement routerAdvertisement = new NdRouterAdvertisement();
    private final NdNeighborSolicitation neighborSolicitation = new NdNeighborSolicitation();
    private final NdNeighborAdvertisement neighborAdvertisement = new NdNeighborAdvertisement();
    private long poolEmpty;

    NdMessages(PacketPool pool, HostOutput output) {
        this.pool = pool;
        this.output = output;
    }

    /** RFC 4861 §6.2.3: not managed, no prefixes; source link-layer address and MTU. */
    void routerAdvertisement(HostPort port, long now) {
        Packet packet = begin(port, MacAddress.ipv6Multicast(ALL_NODES.low()), ALL_NODES);
        if (packet == Packet.NONE) {
            return;
        }
        routerAdvertisement.wrap(packet, packet.extend(NdRouterAdvertisement.LENGTH)).blank().currentHopLimit(CURRENT_HOP_LIMIT)
                .routerLifetime(ROUTER_LIFETIME);
        NdOption.appendLinkLayerAddress(packet, NdOption.SOURCE_LINK_LAYER_ADDRESS, port.mac());
        NdOption.appendMtu(packet, port.mtu());
        send(port, packet, now);
    }

    /** RFC 4861 §6.3.7. */
    void routerSolicitation(HostPort port, long now) {
        Packet packet = begin(port, MacAddress.ipv6Multicast(ALL_ROUTERS.low()), ALL_ROUTERS);
        if (packet == Packet.NONE) {
            return;
        }
        routerSolicitation.wrap(packet, packet.extend(NdRouterSolicitation.LENGTH)).blank();
        NdOption.appendLinkLayerAddress(packet, NdOption.SOURCE_LINK_LAYER_ADDRESS, port.mac());
        send(port, packet, now);
    }

    /** RFC 4861 §7.2.2: to the solicited-node multicast address, or to {@code mac} alone where the neighbour was known. */
    void neighborSolicitation(HostPort port, IpAddress.V6 target, long mac, long now) {
        long group = MacAddress.solicitedNode(target.low());
        Packet packet = mac == Neighbor.UNKNOWN
                ? begin(port, MacAddress.ipv6Multicast(group), new IpAddress.V6(MacAddress.LINK_MULTICAST_HIGH, group))
                : begin(port, mac, target);
        if (packet == Packet.NONE) {
            return;
        }
        neighborSolicitation.wrap(packet, packet.extend(NdNeighborSolicitation.LENGTH)).blank().target(target.high(), target.low());
        NdOption.appendLinkLayerAddress(packet, NdOption.SOURCE_LINK_LAYER_ADDRESS, port.mac());
        send(port, packet, now);
    }

    /** RFC 4861 §7.2.4. */
    void neighborAdvertisement(HostPort port, IpAddress.V6 target, IpAddress.V6 destination, long mac, int flags, long now) {
        Packet packet = begin(port, mac, destination);
        if (packet == Packet.NONE) {
            return;
        }
        neighborAdvertisement.wrap(packet, packet.extend(NdNeighborAdvertisement.LENGTH)).blank().flags(flags).target(target.high(), target.low());
        NdOption.appendLinkLayerAddress(packet, NdOption.TARGET_LINK_LAYER_ADDRESS, port.mac());
        send(port, packet, now);
    }

    private Packet begin(HostPort port, long mac, IpAddress.V6 destination) {
        Packet packet = pool.take();
        if (packet == Packet.NONE) {
            poolEmpty++;
            return packet;
        }
        IpAddress.V6 source = port.linkLocal();
        ethernet.wrap(packet, packet.extend(Ethernet.LENGTH)).destination(mac).source(port.mac()).etherType(Ethernet.TYPE_IPV6);
        ipv6.wrap(packet, packet.extend(Ipv6.LENGTH)).blank().nextHeader(IpProtocol.ICMPV6).hopLimit(HOP_LIMIT).source(source.high(), source.low())
                .destination(destination.high(), destination.low());
        return packet;
    }

    private void send(HostPort port, Packet packet, long now) {
        ipv6.payloadLength(packet.length() - TRANSPORT);
        InternetChecksum.fill(packet, NETWORK, TRANSPORT);
        packet.network(NETWORK);
        packet.transport(TRANSPORT);
        packet.protocol(IpProtocol.ICMPV6);
        packet.isIpv6(true);
        output.sendOnLink(port.index(), packet, now);
    }

    /** Messages that were not sent because the pool had no packet left. */
    long poolEmpty() {
        return poolEmpty;
    }
}
