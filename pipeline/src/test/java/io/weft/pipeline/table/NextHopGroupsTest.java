package io.weft.pipeline.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NextHopGroupsTest {
    private static final long LINK_LOCAL = 0xfe80_0000_0000_0000L;
    private static final long MAC = 0x020000000001L;
    private static final NextHop SPINE1 = NextHop.ipv6(0, LINK_LOCAL, 1);
    private static final NextHop SPINE2 = NextHop.ipv6(1, LINK_LOCAL, 1);

    private final NeighborTable neighbors = new NeighborTable(10);
    private final NextHopGroups groups = new NextHopGroups(neighbors, 2, 10);
    private final int group = groups.hold(new RouteAction.Forward(List.of(SPINE1, SPINE2)));

    private int portOf(int hash) {
        return neighbors.port(groups.choose(group, hash));
    }

    @Test
    void splitsTheHashRangeEvenly() {
        assertThat(portOf(0)).isZero();
        assertThat(portOf(0x7fff_ffff)).isZero();
        assertThat(portOf(0x8000_0000)).isEqualTo(1);
        assertThat(portOf(-1)).isEqualTo(1);
    }

    @Test
    void takesMembersOfADeadPortOutAtOnce() {
        groups.port(0, false);
        assertThat(portOf(0)).isEqualTo(1);
        groups.port(1, false);
        assertThat(groups.choose(group, 0)).isEqualTo(NeighborTable.NONE);
        groups.port(0, true);
        assertThat(portOf(-1)).isZero();
    }

    @Test
    void prefersResolvedNeighborsAndKeepsUnresolvedOnesForWant() {
        assertThat(groups.usable(group)).isEqualTo(2);
        neighbors.set(1, LINK_LOCAL, 1, MAC);
        assertThat(portOf(0)).isEqualTo(1);
        neighbors.set(0, LINK_LOCAL, 1, MAC);
        assertThat(portOf(0)).isZero();
        neighbors.remove(0, LINK_LOCAL, 1);
        assertThat(portOf(0)).isEqualTo(1);
        assertThat(neighbors.unresolved()).containsExactly(SPINE1);
        groups.port(1, false);
        assertThat(portOf(0)).as("unresolved, so that its drop asks for it").isZero();
    }
}
