package io.weft.pipeline.stage;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.table.NeighborTable;
import io.weft.pipeline.table.StationTable;
import io.weft.pipeline.wire.Ethernet;

/**
 * The next hop's MAC address as destination, the egress port's as source. A packet without a next hop has its Ethernet header already. The
 * neighbour may have gone while the packet was queued.
 */
public final class RewriteMac {
    private final NeighborTable neighbors;
    private final StationTable stations;
    private final Ethernet ethernet = new Ethernet();

    public RewriteMac(NeighborTable neighbors, StationTable stations) {
        this.neighbors = neighbors;
        this.stations = stations;
    }

    public Verdict apply(Packet packet) {
        int row = packet.nextHop();
        if (row < 0) {
            return Verdict.CONTINUE;
        }
        long mac = neighbors.mac(row);
        if (mac == 0 || neighbors.port(row) != packet.egressPort()) {
            return Verdict.NO_NEIGHBOR;
        }
        ethernet.wrap(packet, 0).destination(mac).source(stations.mac(packet.egressPort()));
        return Verdict.CONTINUE;
    }
}
