package io.weft.pipeline.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final long LINK_LOCAL = 0xfe80_0000_0000_0000L;
    private static final int TEN_TWO = 0x0a02_0000;
    private static final NextHop SPINE1 = NextHop.ipv6(0, LINK_LOCAL, 1);
    private static final NextHop SPINE2 = NextHop.ipv6(1, LINK_LOCAL, 2);

    private final NeighborTable neighbors = new NeighborTable(4);
    private final NextHopGroups groups = new NextHopGroups(neighbors, 4, 2);
    private final Ipv4Fib ipv4 = new Ipv4Fib(3);
    private final Ipv6Fib ipv6 = new Ipv6Fib(3);
    private final Routes routes = new Routes(ipv4, ipv6, groups);

    @Test
    void sharesOneGroupAmongEqualSetsOfBothFamilies() {
        assertThat(routes.setIpv4(0, TEN_TWO, 16, RouteAction.via(SPINE1, SPINE2))).isTrue();
        assertThat(routes.setIpv6(0, 0xfd00L << 48, 0, 16, RouteAction.via(SPINE2, SPINE1, SPINE2))).isTrue();
        assertThat(ipv4.lookup(0, TEN_TWO + 5)).isEqualTo(ipv6.lookup(0, 0xfd00L << 48, 9));
        assertThat(groups.count()).isEqualTo(1);
        assertThat(neighbors.size()).isEqualTo(2);
    }

    @Test
    void freesAGroupWithItsLastRoute() {
        routes.setIpv4(0, TEN_TWO, 16, RouteAction.via(SPINE1));
        routes.setIpv4(1, TEN_TWO, 16, RouteAction.via(SPINE1));
        routes.removeIpv4(0, TEN_TWO, 16);
        assertThat(groups.count()).isEqualTo(1);
        routes.setIpv4(1, TEN_TWO, 16, RouteAction.BLACKHOLE);
        assertThat(groups.count()).isZero();
        assertThat(neighbors.size()).isZero();
        assertThat(routes.removeIpv4(1, TEN_TWO, 16)).isTrue();
        assertThat(routes.removeIpv4(1, TEN_TWO, 16)).isFalse();
    }

    @Test
    void refusesARouteAsAWholeWhenATableIsFull() {
        for (int i = 0; i < 3; i++) {
            assertThat(routes.setIpv4(0, i << 24, 8, RouteAction.LOCAL)).isTrue();
        }
        assertThat(routes.setIpv4(0, TEN_TWO, 16, RouteAction.via(SPINE1))).isFalse();
        assertThat(groups.count()).isZero();
        assertThat(neighbors.size()).isZero();
        assertThat(ipv4.size()).isEqualTo(3);
        assertThat(routes.setIpv4(0, 1 << 24, 8, RouteAction.via(SPINE1))).as("a prefix that is there already").isTrue();
    }

    @Test
    void keepsTheOldRouteWhenTheGroupTableIsFull() {
        routes.setIpv4(0, 1 << 24, 8, RouteAction.via(SPINE1));
        routes.setIpv4(0, 2 << 24, 8, RouteAction.via(SPINE2));
        assertThat(routes.setIpv4(0, 1 << 24, 8, RouteAction.via(SPINE1, SPINE2))).isFalse();
        assertThat(groups.action(ipv4.lookup(0, 1 << 24))).isEqualTo(RouteAction.via(SPINE1));
    }

    @Test
    void showsItsTablesAsAP4ProgramDeclaresThem() {
        routes.setIpv4(0, TEN_TWO, 16, RouteAction.via(NextHop.ipv4(2, 0x0a010001)));
        routes.setIpv6(7, 0xfd00L << 48, 5, 128, RouteAction.LOCAL);
        neighbors.setIpv4(2, 0x0a010001, 0x020000000011L);
        assertThat(TableText.dump(ipv4)).containsExactly("#1 vrf=0 ipv4.destination=10.2.0.0/16 -> set_next_hop_group(group=3)");
        assertThat(TableText.dump(ipv6)).containsExactly("#1 vrf=7 ipv6.destination=fd00::5/128 -> to_control_port()");
        assertThat(TableText.dump(groups)).containsExactly("#196608 group=3 bucket=0 -> set_neighbor(port=2, neighbor=1)");
        assertThat(TableText.dump(neighbors))
                .containsExactly("#1 port=2 address=::ffff:a01:1 -> set_destination_mac(mac=02:00:00:00:00:11)");
        assertThat(TableText.list(List.of(ipv4)).getFirst()).contains("ipv4_fib", "1/3", "ipv4.destination:lpm<32>", "group<32>");
    }
}
