package io.weft.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.bgp.message.Family;
import io.weft.bgp.message.Message;
import io.weft.bgp.policy.Aggregate;
import io.weft.bgp.policy.RoutePolicy;
import io.weft.bgp.policy.RouteSource;
import io.weft.bgp.rib.NextHop;
import io.weft.bgp.session.RemoteAs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole fabrics of speakers. */
class ConvergenceTest {
    private static final RemoteAs EXTERNAL = new RemoteAs.External();
    private static final BgpConfig.FamilyConfig CONNECTED = BgpConfig.FamilyConfig.redistributing(RouteSource.CONNECTED);

    private final Fabric fabric = new Fabric();

    private static Prefix host4(int leaf, int host) {
        return Prefix.host(new IpAddress.V4(10 << 24 | 1 << 16 | leaf << 8 | host));
    }

    private static Prefix host6(int leaf, int host) {
        return Prefix.host(new IpAddress.V6(0x20010db8L << 32, (long) leaf << 16 | host));
    }

    private static Prefix prefix(String text) {
        return Prefix.parse(text).orElseThrow();
    }

    private Fabric.Node router(String name, long as, int id, int ports) {
        List<NeighborConfig> neighbors = new ArrayList<>();
        for (int i = 1; i <= ports; i++) {
            neighbors.add(NeighborConfig.unnumbered("eth" + i, EXTERNAL));
        }
        return start(name, BgpConfig.of(as, id, neighbors).withFamilies(CONNECTED, CONNECTED), id);
    }

    private Fabric.Node start(String name, BgpConfig config, int id) {
        Fabric.Node node = fabric.add(name, config, id);
        node.speaker.start(0);
        return node;
    }

    /** Spines share an AS, leaves and hosts have their own (RFC 7938 §5.2). Leaf ports 1.. go to the spines, then to hosts. */
    private void clos(int spines, int leaves, int hostsPerLeaf) {
        for (int s = 1; s <= spines; s++) {
            router("spine" + s, 65000, 1000 + s, leaves);
        }
        for (int l = 1; l <= leaves; l++) {
            Fabric.Node leaf = router("leaf" + l, 65000 + l, 2000 + l, spines + hostsPerLeaf);
            for (int s = 1; s <= spines; s++) {
                fabric.link(leaf, "eth" + s, fabric.node("spine" + s), "eth" + l);
            }
            for (int h = 1; h <= hostsPerLeaf; h++) {
                Fabric.Node host = router("h" + l + "-" + h, 4_200_000_000L + l * 100 + h, 3000 + l * 100 + h, 1);
                host.speaker.originate(host4(l, h), RouteSource.CONNECTED, 0);
                host.speaker.originate(host6(l, h), RouteSource.CONNECTED, 0);
                fabric.link(leaf, "eth" + (spines + h), host, "eth1");
            }
        }
    }

    @Test
    void reachesAFabricOf2SpinesAnd16LeavesAnd64Hosts() {
        clos(2, 16, 4);
        fabric.run(30 * Fabric.DELAY);
        for (Fabric.Node node : fabric.nodes()) {
            assertThat(node.speaker.show().allEstablished()).as(node.name).isTrue();
            // 64 hosts with a /32 and a /128 each; a host's own two are its own.
            assertThat(node.fib).as(node.name).hasSize(node.name.startsWith("h") ? 126 : 128);
        }
        Fabric.Node leaf1 = fabric.node("leaf1");
        assertThat(leaf1.fib.get(host4(1, 1))).containsExactly(new NextHop("eth3", fabric.node("h1-1").linkLocal("eth1")));
        for (int leaf = 2; leaf <= 16; leaf++) {
            assertThat(leaf1.fib.get(host4(leaf, 4))).extracting(NextHop::iface).containsExactly("eth1", "eth2");
            assertThat(leaf1.fib.get(host6(leaf, 4))).extracting(NextHop::iface).containsExactly("eth1", "eth2");
        }
        // What 96 sessions cost: counted once, and never to be more.
        long updates = 0;
        for (Fabric.Node node : fabric.nodes()) {
            for (BgpShow.NeighborView neighbor : node.speaker.show().summary()) {
                updates += neighbor.sent().of(Message.UPDATE);
            }
        }
        assertThat(updates).isBetween(1L, 14_592L);
    }

    @Test
    void takesTheDeadSpineOutAtOnceAndBackAgain() {
        clos(2, 2, 1);
        fabric.run(30 * Fabric.DELAY);
        Fabric.Node leaf1 = fabric.node("leaf1");
        int before = leaf1.batches.size();
        fabric.down(leaf1, "eth1");
        fabric.down(fabric.node("leaf2"), "eth1");
        assertThat(leaf1.fib.get(host4(2, 1))).extracting(NextHop::iface).containsExactly("eth2");
        assertThat(leaf1.batches.subList(before, leaf1.batches.size())).as("both routes of the dead spine in one batch").containsExactly(2);
        fabric.run(30 * Fabric.DELAY);
        assertThat(fabric.node("h1-1").fib).hasSize(2);
        fabric.up(leaf1, "eth1");
        fabric.up(fabric.node("leaf2"), "eth1");
        fabric.run(30 * Fabric.DELAY);
        assertThat(leaf1.fib.get(host4(2, 1))).extracting(NextHop::iface).containsExactly("eth1", "eth2");
    }

    @Test
    void isTheSameForTheSameSeeds() {
        clos(2, 4, 2);
        fabric.run(30 * Fabric.DELAY);
        ConvergenceTest again = new ConvergenceTest();
        again.clos(2, 4, 2);
        again.fabric.run(30 * Fabric.DELAY);
        assertThat(again.fabric.octets()).isEqualTo(fabric.octets());
        fabric.nodes().forEach(n -> assertThat(again.fabric.node(n.name).fib).isEqualTo(n.fib));
        fabric.nodes().forEach(n -> assertThat(again.fabric.node(n.name).events).isEqualTo(n.events));
    }

    @Test
    void tellsAHostADefaultRouteOnlyIfPolicyHidesTheRest() {
        var hideHosts = new RoutePolicy("none", List.of());
        var toHost = NeighborConfig.unnumbered("eth1", EXTERNAL).withDefaultOriginate(Family.IPV4_UNICAST)
                .withPolicies(RoutePolicy.PERMIT_ALL, hideHosts);
        Fabric.Node leaf = start("leaf", BgpConfig.of(65001, 1, List.of(toHost)).withFamilies(CONNECTED, CONNECTED), 1);
        Fabric.Node host = router("host", 65101, 2, 1);
        leaf.speaker.originate(host4(9, 9), RouteSource.CONNECTED, 0);
        fabric.link(leaf, "eth1", host, "eth1");
        fabric.run(10 * Fabric.DELAY);
        assertThat(host.fib).containsOnlyKeys(prefix("0.0.0.0/0"));
        assertThat(leaf.speaker.show().advertisedTo("eth1", Family.IPV4_UNICAST)).containsExactly(prefix("0.0.0.0/0"));
    }

    @Test
    void summarisesWhileSomethingMoreSpecificIsThere() {
        var summary = new BgpConfig.FamilyConfig(List.of(RouteSource.CONNECTED), List.of(), List.of(new Aggregate(prefix("10.1.0.0/16"), true)));
        Fabric.Node host = router("host", 65101, 1, 1);
        Fabric.Node leaf = start("leaf",
                BgpConfig.of(65001, 2, List.of(NeighborConfig.unnumbered("eth1", EXTERNAL), NeighborConfig.unnumbered("eth2", EXTERNAL)))
                        .withFamilies(summary, CONNECTED),
                2);
        Fabric.Node spine = router("spine", 65000, 3, 1);
        host.speaker.originate(host4(1, 1), RouteSource.CONNECTED, 0);
        host.speaker.originate(host4(1, 2), RouteSource.CONNECTED, 0);
        leaf.speaker.originate(prefix("10.2.0.0/24"), RouteSource.CONNECTED, 0);
        fabric.link(host, "eth1", leaf, "eth1");
        fabric.link(leaf, "eth2", spine, "eth1");
        fabric.run(20 * Fabric.DELAY);
        assertThat(spine.fib).containsOnlyKeys(prefix("10.1.0.0/16"), prefix("10.2.0.0/24"));
        assertThat(spine.speaker.show().route(prefix("10.1.0.0/16")).orElseThrow().paths().getFirst().asPath()).isEqualTo("65001");
        // The aggregator drops what nothing more specific takes.
        assertThat(leaf.fib).containsEntry(prefix("10.1.0.0/16"), List.of());
        host.speaker.withdraw(host4(1, 1), RouteSource.CONNECTED, fabric.now());
        fabric.run(5 * Fabric.DELAY);
        assertThat(spine.fib).containsKey(prefix("10.1.0.0/16"));
        host.speaker.withdraw(host4(1, 2), RouteSource.CONNECTED, fabric.now());
        fabric.run(5 * Fabric.DELAY);
        assertThat(spine.fib).containsOnlyKeys(prefix("10.2.0.0/24"));
        assertThat(leaf.fib).isEmpty();
    }

    @Test
    void announcesANetworkOnlyWhileTheRouterHasIt() {
        var networks = new BgpConfig.FamilyConfig(List.of(), List.of(prefix("10.9.0.0/24")), List.of());
        Fabric.Node a = start("a", BgpConfig.of(65001, 1, List.of(NeighborConfig.unnumbered("eth1", EXTERNAL))).withFamilies(networks, CONNECTED), 1);
        Fabric.Node b = router("b", 65002, 2, 1);
        fabric.link(a, "eth1", b, "eth1");
        a.speaker.originate(prefix("10.8.0.0/24"), RouteSource.STATIC, 0);
        fabric.run(10 * Fabric.DELAY);
        assertThat(b.fib).isEmpty();
        a.speaker.originate(prefix("10.9.0.0/24"), RouteSource.STATIC, fabric.now());
        fabric.run(2 * Fabric.DELAY);
        assertThat(b.fib).containsOnlyKeys(prefix("10.9.0.0/24"));
    }

    @Test
    void carriesRoutesThroughAnAsWithInternalPeers() {
        NeighborConfig inside = NeighborConfig.unnumbered("eth2", new RemoteAs.Internal());
        Fabric.Node outside = router("outside", 65101, 1, 1);
        Fabric.Node edge = start("edge", BgpConfig.of(65001, 2, List.of(NeighborConfig.unnumbered("eth1", EXTERNAL), inside)), 2);
        Fabric.Node core = start("core", BgpConfig.of(65001, 3, List.of(NeighborConfig.unnumbered("eth1", new RemoteAs.Internal()), inside,
                NeighborConfig.unnumbered("eth3", EXTERNAL))), 3);
        Fabric.Node other = start("other", BgpConfig.of(65001, 4, List.of(NeighborConfig.unnumbered("eth1", new RemoteAs.Internal()))), 4);
        Fabric.Node far = router("far", 65102, 5, 1);
        outside.speaker.originate(host4(1, 1), RouteSource.CONNECTED, 0);
        fabric.link(outside, "eth1", edge, "eth1");
        fabric.link(edge, "eth2", core, "eth1");
        fabric.link(core, "eth2", other, "eth1");
        fabric.link(core, "eth3", far, "eth1");
        fabric.run(20 * Fabric.DELAY);
        assertThat(core.fib.get(host4(1, 1))).containsExactly(new NextHop("eth1", edge.linkLocal("eth2")));
        assertThat(far.speaker.show().route(host4(1, 1)).orElseThrow().paths().getFirst().asPath()).isEqualTo("65001 65101");
        assertThat(other.fib).as("an internal peer does not pass on what an internal peer told").isEmpty();
    }
}
