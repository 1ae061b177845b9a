package io.weft.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.bgp.message.Family;
import io.weft.bgp.policy.RouteSource;
import io.weft.bgp.rib.NextHop;
import io.weft.bgp.session.Deadline;
import io.weft.bgp.session.RemoteAs;
import io.weft.bgp.session.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class BgpSpeakerTest {
    private static final RemoteAs EXTERNAL = new RemoteAs.External();
    private static final Prefix HOST = prefix("10.1.1.1/32");
    private static final Prefix HOST6 = prefix("2001:db8:1::1/128");

    private final Fabric fabric = new Fabric();

    private static Prefix prefix(String text) {
        return Prefix.parse(text).orElseThrow();
    }

    private static int id(int last) {
        return 10 << 24 | 255 << 16 | last;
    }

    private Fabric.Node router(String name, long as, int id, String... ports) {
        List<NeighborConfig> neighbors = java.util.Arrays.stream(ports).map(p -> NeighborConfig.unnumbered(p, EXTERNAL)).toList();
        var redistributing = BgpConfig.FamilyConfig.redistributing(RouteSource.CONNECTED);
        return fabric.add(name, BgpConfig.of(as, id(id), neighbors).withFamilies(redistributing, redistributing), id);
    }

    @Test
    void carriesARouteOverUnnumberedLinksAndPassesItOn() {
        Fabric.Node a = router("a", 65001, 1, "eth1");
        Fabric.Node b = router("b", 65002, 2, "eth1", "eth2");
        Fabric.Node c = router("c", 65003, 3, "eth1");
        for (Fabric.Node node : fabric.nodes()) {
            node.speaker.start(0);
        }
        a.speaker.originate(HOST, RouteSource.CONNECTED, 0);
        a.speaker.originate(HOST6, RouteSource.CONNECTED, 0);
        fabric.link(a, "eth1", b, "eth1");
        fabric.link(b, "eth2", c, "eth1");
        fabric.run(20 * Fabric.DELAY);

        assertThat(a.speaker.show().allEstablished()).isTrue();
        assertThat(b.fib).containsEntry(HOST, List.of(new NextHop("eth1", a.linkLocal("eth1"))));
        assertThat(c.fib).containsEntry(HOST, List.of(new NextHop("eth1", b.linkLocal("eth2"))));
        assertThat(c.fib).containsEntry(HOST6, List.of(new NextHop("eth1", b.linkLocal("eth2"))));
        var path = c.speaker.show().route(HOST).orElseThrow().paths().getFirst();
        assertThat(path.asPath()).isEqualTo("65002 65001");
        assertThat(path.why()).isEqualTo("best");
        assertThat(a.fib).isEmpty();

        a.speaker.withdraw(HOST, RouteSource.CONNECTED, fabric.now());
        fabric.run(10 * Fabric.DELAY);
        assertThat(c.fib).containsOnlyKeys(HOST6);
        assertThat(c.speaker.show().routes(Family.IPV4_UNICAST)).isEmpty();
    }

    @Test
    void waitsForTheRouterAdvertisementAndSaysSo() {
        Fabric.Node a = router("a", 65001, 1, "eth1");
        a.speaker.start(0);
        assertThat(a.speaker.show().summary().getFirst().why()).isEqualTo("eth1 is down");
        a.speaker.interfaceUp("eth1", new IpAddress.V6(0xfe80L << 48, 1), List.of(), 0);
        var view = a.speaker.show().neighbor("eth1").orElseThrow();
        assertThat(view.state()).isEqualTo(State.IDLE);
        assertThat(view.why()).isEqualTo("waiting for router advertisement on eth1");
        assertThat(a.speaker.nextDeadline()).isEqualTo(Deadline.NEVER);
    }
}
