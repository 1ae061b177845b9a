package io.weft.pipeline;

import io.weft.pipeline.table.DscpMap;
import io.weft.pipeline.table.Ipv4Fib;
import io.weft.pipeline.table.Ipv6Fib;
import io.weft.pipeline.table.NeighborTable;
import io.weft.pipeline.table.NextHopGroups;
import io.weft.pipeline.table.Routes;
import io.weft.pipeline.table.StationTable;
import io.weft.pipeline.table.Table;
import java.util.List;

/** Every table of one switch, in the order in which a packet meets them, and the door by which routes come. */
public record SwitchTables(StationTable stations, DscpMap dscp, Ipv4Fib ipv4, Ipv6Fib ipv6, NextHopGroups groups, NeighborTable neighbors,
        Routes routes) {

    static SwitchTables of(SwitchProfile profile, List<SwitchPort> ports) {
        StationTable stations = new StationTable(ports.stream().mapToLong(SwitchPort::mac).toArray());
        Ipv4Fib ipv4 = new Ipv4Fib(profile.ipv4Prefixes());
        Ipv6Fib ipv6 = new Ipv6Fib(profile.ipv6Prefixes());
        NeighborTable neighbors = new NeighborTable(profile.neighbors());
        NextHopGroups groups = new NextHopGroups(neighbors, ports.size(), profile.nextHopGroups());
        return new SwitchTables(stations, new DscpMap(), ipv4, ipv6, groups, neighbors, new Routes(ipv4, ipv6, groups));
    }

    /** In the pipeline's order: what {@code table list} shows. */
    public List<Table> inOrder() {
        return List.of(stations, dscp, ipv4, ipv6, groups, neighbors);
    }
}
