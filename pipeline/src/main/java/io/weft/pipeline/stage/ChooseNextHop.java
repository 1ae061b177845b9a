package io.weft.pipeline.stage;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.table.HashKey;
import io.weft.pipeline.table.NeighborTable;
import io.weft.pipeline.table.NextHop;
import io.weft.pipeline.table.NextHopGroups;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Ipv6;

/**
 * One member of the route's group, by the flow's hash: the egress port and the neighbour on it. If the prefix is on the link, the neighbour is the
 * destination itself. A neighbour whose MAC address is not known drops the packet, which then still names it.
 */
public final class ChooseNextHop {
    private final HashKey hashKey;
    private final NextHopGroups groups;
    private final NeighborTable neighbors;
    private final Ipv4 ipv4 = new Ipv4();
    private final Ipv6 ipv6 = new Ipv6();

    public ChooseNextHop(HashKey hashKey, NextHopGroups groups, NeighborTable neighbors) {
        this.hashKey = hashKey;
        this.groups = groups;
        this.neighbors = neighbors;
    }

    public Verdict apply(Packet packet) {
        int hash = hashKey.of(packet);
        packet.flowHash(hash);
        int row = groups.choose(packet.nextHopGroup(), hash);
        if (row == NeighborTable.NONE) {
            return Verdict.NEXT_HOP_GROUP_EMPTY;
        }
        packet.egressPort(neighbors.port(row));
        packet.nextHop(row);
        if (neighbors.isOnLink(row)) {
            row = destination(packet);
            if (row == NeighborTable.NONE) {
                return Verdict.NO_NEIGHBOR;
            }
            packet.nextHop(row);
        }
        return neighbors.isResolved(row) ? Verdict.CONTINUE : Verdict.NO_NEIGHBOR;
    }

    private int destination(Packet packet) {
        if (packet.isIpv6()) {
            ipv6.wrap(packet, packet.network());
            return neighbors.find(packet.egressPort(), ipv6.destinationHigh(), ipv6.destinationLow());
        }
        return neighbors.find(packet.egressPort(), 0, NextHop.mapped(ipv4.wrap(packet, packet.network()).destination()));
    }

    /** The neighbour that {@link #apply} has missed when it answered {@code NO_NEIGHBOR}. */
    public NextHop missing(Packet packet) {
        NextHop nextHop = neighbors.nextHop(packet.nextHop());
        if (!nextHop.isOnLink()) {
            return nextHop;
        }
        if (packet.isIpv6()) {
            ipv6.wrap(packet, packet.network());
            return NextHop.ipv6(nextHop.port(), ipv6.destinationHigh(), ipv6.destinationLow());
        }
        return NextHop.ipv4(nextHop.port(), ipv4.wrap(packet, packet.network()).destination());
    }
}
