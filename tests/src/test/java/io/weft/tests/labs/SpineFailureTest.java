package io.weft.tests.labs;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.bgp.address.Prefix;
import io.weft.bgp.session.State;
import io.weft.labs.engine.Transfer;
import io.weft.labs.report.RunReport;
import io.weft.labs.topology.TopologyNode;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.table.RouteAction;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lab 02, once from start to end: spine1 dies while KV caches are on their way. */
class SpineFailureTest {
    private static List<RunReport> runs = List.of();

    @BeforeAll
    static void run() {
        runs = List.of(LabFolder.of(LabFolder.SPINE_FAILURE).run());
    }

    private static RunReport report() {
        return runs.getFirst();
    }

    private static TopologyNode node(String name) {
        return report().session().named(name).orElseThrow();
    }

    @Test
    void passesAllItsChecks() {
        assertThat(report().checks()).isNotEmpty().allSatisfy(check -> assertThat(check.passed()).as(check.toString()).isTrue());
        assertThat(report().passed()).isTrue();
    }

    @Test
    void completesWhatWasOnItsWay() {
        assertThat(report().session().transfers().all()).isNotEmpty().allMatch(t -> t.state() == Transfer.State.COMPLETE)
                .allMatch(t -> report().session().transfers().memoryIsEqual(report().session().fabric(), t))
                .anyMatch(t -> t.retransmissions() > 0);
    }

    /** What was on the dead spine's links is LINK_DOWN; nothing else than the death lost a frame of the workload for a reason of its own. */
    @Test
    void countsWhatWasLostByReason() {
        assertThat(report().session().drops().total()).isPositive().isEqualTo(report().json().path("drops").asLong());
        assertThat(report().session().drops().of(Verdict.LINK_DOWN)).isPositive();
        assertThat(report().json().path("drops_by_reason").path("LINK_DOWN").asLong()).isEqualTo(report().session().drops().of(Verdict.LINK_DOWN));
    }

    @Test
    void leavesOneWayToEveryRemoteHostOnEachLeaf() {
        assertThat(report().session().fabric().isDead(node("spine1").id())).isTrue();
        for (String leaf : List.of("leaf1", "leaf2", "leaf3", "leaf4")) {
            TopologyNode node = node(leaf);
            int toSpine2 = node.port("eth2");
            int byTheSpine = 0;
            for (String host : report().session().lab().hosts()) {
                for (var address : report().session().lab().config(node(host)).rdma().orElseThrow().addresses()) {
                    var route = report().session().node(node.id()).routes().route(Prefix.host(address.value())).orElseThrow();
                    RouteAction.Forward forward = (RouteAction.Forward) route.action();
                    assertThat(forward.nextHops()).as("%s on %s", route.prefix(), leaf).hasSize(1);
                    byTheSpine += forward.nextHops().getFirst().port() == toSpine2 ? 1 : 0;
                }
            }
            assertThat(byTheSpine).as("six remote hosts with two addresses by spine2 on %s", leaf).isEqualTo(12);
        }
    }

    @Test
    void keepsTheSessionsOfTheSurvivors() {
        for (TopologyNode node : report().session().lab().topology().nodes()) {
            if (!node.name().equals("spine1")) {
                var sessions = report().session().node(node.id()).bgp().orElseThrow().show().summary();
                long down = sessions.stream().filter(s -> s.state() != State.ESTABLISHED).count();
                assertThat(down).as("sessions of %s that are down", node.name()).isEqualTo(node.name().startsWith("leaf") ? 1 : 0);
            }
        }
    }
}
