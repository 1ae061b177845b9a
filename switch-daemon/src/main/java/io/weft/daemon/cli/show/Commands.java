package io.weft.daemon.cli.show;

import io.weft.bgp.message.Family;
import io.weft.daemon.cli.show.Command.Argument;
import java.util.List;

/** Every command there is. */
final class Commands {
    static final List<Command> ALL = List.of(
            Command.of("show bgp summary", new BgpSummaryPage()),
            Command.of("show bgp neighbors", new BgpNeighborPage()).with(Argument.OPTIONAL),
            Command.of("show bgp unicast", new BgpRoutePage(List.of(Family.IPV4_UNICAST, Family.IPV6_UNICAST))).with(Argument.OPTIONAL),
            Command.of("show bgp ipv4 unicast", new BgpRoutePage(List.of(Family.IPV4_UNICAST))).with(Argument.OPTIONAL),
            Command.of("show bgp ipv6 unicast", new BgpRoutePage(List.of(Family.IPV6_UNICAST))).with(Argument.OPTIONAL),
            Command.of("show ip route", new RoutePage(true)).with(Argument.OPTIONAL),
            Command.of("show ipv6 route", new RoutePage(false)).with(Argument.OPTIONAL),
            Command.of("show interface", new InterfacePage()).with(Argument.OPTIONAL),
            Command.of("show interface counters", new InterfaceCounterPage()),
            Command.of("show queue counters", new QueuePage()),
            Command.of("show arp", new NeighborPage(true)),
            Command.of("show ipv6 neighbors", new NeighborPage(false)),
            Command.of("show drops", new DropPage()),
            Command.of("show balance", new BalancePage()),
            Command.of("show qp", new QueuePairPage()).with(Argument.OPTIONAL),
            Command.of("show memory", new MemoryPage()),
            Command.of("table list", new TableListPage()),
            Command.of("table dump", new TableDumpPage()).with(Argument.REQUIRED));

    private Commands() {
    }
}
