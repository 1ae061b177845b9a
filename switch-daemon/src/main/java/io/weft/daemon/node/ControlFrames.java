package io.weft.daemon.node;

import io.weft.daemon.host.HostPort;
import io.weft.pipeline.SwitchPipeline;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.table.NeighborTable;
import io.weft.pipeline.table.NextHop;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.IpProtocol;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Ipv6;
import java.util.List;

/**
 * What the node's TCP stack sends: straight to a neighbour on the port it came by, or along the routes. Only TCP is let through; whatever else a
 * stack says on its own is ignored, so that nothing but Weft speaks ND or ARP on a link.
 */
final class ControlFrames {
    private final SwitchPipeline pipeline;
    private final List<HostPort> ports;
    private final Ethernet ethernet = new Ethernet();
    private final Ipv4 ipv4 = new Ipv4();
    private final Ipv6 ipv6 = new Ipv6();
    private final long[] verdicts = new long[Verdict.values().length];

    ControlFrames(SwitchPipeline pipeline, List<HostPort> ports) {
        this.pipeline = pipeline;
        this.ports = ports;
    }

    /** Takes the frame. */
    void send(int port, Packet packet, long now) {
        Verdict verdict = forward(port, packet, now);
        if (verdict != Verdict.CONTINUE) {
            verdicts[verdict.ordinal()]++;
            packet.release();
        }
    }

    /** CONTINUE: the pipeline has the packet. */
    private Verdict forward(int port, Packet packet, long now) {
        if (ethernet.wrap(packet, 0).check() != Verdict.CONTINUE) {
            return Verdict.FRAME_TRUNCATED;
        }
        packet.network(Ethernet.LENGTH);
        return switch (ethernet.etherType()) {
            case Ethernet.TYPE_IPV4 -> forwardIpv4(port, packet, now);
            case Ethernet.TYPE_IPV6 -> forwardIpv6(port, packet, now);
            default -> Verdict.IGNORED_CONTROL;
        };
    }

    private Verdict forwardIpv4(int port, Packet packet, long now) {
        Verdict verdict = ipv4.wrap(packet, Ethernet.LENGTH).check();
        if (verdict != Verdict.CONTINUE) {
            return verdict;
        }
        if (ipv4.protocol() != IpProtocol.TCP) {
            return Verdict.IGNORED_CONTROL;
        }
        packet.isIpv6(false);
        return toNeighbor(port, packet, 0, NextHop.mapped(ipv4.destination()), false, now);
    }

    private Verdict forwardIpv6(int port, Packet packet, long now) {
        Verdict verdict = ipv6.wrap(packet, Ethernet.LENGTH).check();
        if (verdict != Verdict.CONTINUE) {
            return verdict;
        }
        if (ipv6.nextHeader() != IpProtocol.TCP) {
            return Verdict.IGNORED_CONTROL;
        }
        packet.isIpv6(true);
        boolean linkLocal = ipv6.destinationHigh() >>> 54 == 0xfe80 >>> 6;
        return toNeighbor(port, packet, ipv6.destinationHigh(), ipv6.destinationLow(), linkLocal, now);
    }

    private Verdict toNeighbor(int port, Packet packet, long high, long low, boolean linkLocal, long now) {
        NeighborTable neighbors = pipeline.tables().neighbors();
        int row = neighbors.find(port, high, low);
        if (row != NeighborTable.NONE && neighbors.isResolved(row)) {
            ethernet.wrap(packet, 0).destination(neighbors.mac(row)).source(ports.get(port).mac());
            pipeline.sendOn(port, packet, now);
        } else if (linkLocal) {
            return Verdict.NO_NEIGHBOR;
        } else {
            pipeline.originate(packet, now);
        }
        return Verdict.CONTINUE;
    }

    long count(Verdict verdict) {
        return verdicts[verdict.ordinal()];
    }
}
