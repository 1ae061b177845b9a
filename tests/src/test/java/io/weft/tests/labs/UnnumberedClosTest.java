package io.weft.tests.labs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.daemon.config.Located;
import io.weft.daemon.host.RouteInstaller.Route;
import io.weft.labs.check.CheckResult;
import io.weft.labs.engine.LabRun.Ending;
import io.weft.labs.engine.LabSession;
import io.weft.labs.engine.Transfer;
import io.weft.labs.report.RunReport;
import io.weft.labs.topology.Link;
import io.weft.labs.topology.TopologyNode;
import io.weft.pipeline.table.NextHop;
import io.weft.pipeline.table.RouteAction;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lab 01, once from start to end. */
class UnnumberedClosTest {
    private static List<RunReport> runs = List.of();

    @BeforeAll
    static void run() {
        runs = List.of(LabFolder.of(LabFolder.CLOS).run());
    }

    private static LabSession session() {
        return runs.getFirst().session();
    }

    private static JsonNode json() {
        return runs.getFirst().json();
    }

    @Test
    void passesAllItsChecks() {
        assertThat(runs.getFirst().ending()).isEqualTo(Ending.DONE);
        assertThat(runs.getFirst().checks()).hasSize(8).allMatch(CheckResult::passed);
        assertThat(runs.getFirst().passed()).isTrue();
    }

    private static List<Prefix> hostRoutes(TopologyNode host) {
        return session().lab().config(host).rdma().orElseThrow().addresses().stream().map(Located::value).map(Prefix::host).toList();
    }

    private static RouteAction installed(TopologyNode node, Prefix prefix) {
        Route route = session().node(node.id()).routes().route(prefix)
                .orElseThrow(() -> new AssertionError(node.name() + " has no route to " + prefix));
        assertThat(route.installed()).as("%s on %s is in the FIB", prefix, node.name()).isTrue();
        return route.action();
    }

    /** Eight hosts with a /32 and a /128 each: 16 routes on each of 14 nodes, two of them its own on a host. */
    @Test
    void hasEveryHostsAddressesOnEveryNode() {
        assertThat(session().lab().topology().nodes()).hasSize(14);
        assertThat(session().lab().topology().hosts()).hasSize(8);
        for (TopologyNode host : session().lab().topology().hosts()) {
            assertThat(hostRoutes(host)).extracting(Prefix::length).containsExactlyInAnyOrder(32, 128);
            for (TopologyNode node : session().lab().topology().nodes()) {
                for (Prefix prefix : hostRoutes(host)) {
                    boolean own = node.id() == host.id();
                    assertThat(installed(node, prefix)).as("%s on %s", prefix, node.name())
                            .isInstanceOf(own ? RouteAction.Local.class : RouteAction.Forward.class);
                }
            }
        }
    }

    private static String peer(TopologyNode node, int port) {
        for (Link link : session().lab().topology().links()) {
            if (link.a().node() == node.id() && link.a().port() == port) {
                return session().lab().topology().nodes().get(link.b().node()).name();
            }
            if (link.b().node() == node.id() && link.b().port() == port) {
                return session().lab().topology().nodes().get(link.a().node()).name();
            }
        }
        throw new AssertionError(node.name() + " has no link at port " + port);
    }

    private static Stream<String> peers(TopologyNode node, Prefix prefix) {
        RouteAction.Forward forward = (RouteAction.Forward) installed(node, prefix);
        return forward.nextHops().stream().map(NextHop::port).map(port -> peer(node, port));
    }

    /** The hosts of a leaf are one hop away; all others two ways, one by each spine. RFC 8950: IPv4 too by an IPv6 link-local next hop. */
    @Test
    void hasOneNextHopPerSpineOnEachLeafForTheHostsOfOthers() {
        int remote = 0;
        for (TopologyNode leaf : session().lab().topology().nodes().stream().filter(n -> n.name().startsWith("leaf")).toList()) {
            for (TopologyNode host : session().lab().topology().hosts()) {
                for (Prefix prefix : hostRoutes(host)) {
                    if (peers(leaf, prefix).anyMatch(host.name()::equals)) {
                        assertThat(peers(leaf, prefix)).containsExactly(host.name());
                    } else {
                        assertThat(peers(leaf, prefix)).containsExactlyInAnyOrder("spine1", "spine2");
                        remote++;
                    }
                    RouteAction.Forward forward = (RouteAction.Forward) installed(leaf, prefix);
                    assertThat(forward.nextHops()).allMatch(hop -> new IpAddress.V6(hop.high(), hop.low()).isLinkLocal());
                }
            }
        }
        assertThat(remote).as("six remote hosts a leaf, two addresses each").isEqualTo(4 * 6 * 2);
    }

    /** 8 · 7 ordered pairs, one of them over IPv6, and the KV cache. */
    @Test
    void completesEveryTransferWithMemoryEqual() {
        List<Transfer> all = session().transfers().all();
        assertThat(all).hasSize(57).allMatch(t -> t.state() == Transfer.State.COMPLETE);
        assertThat(all).allMatch(t -> session().transfers().memoryIsEqual(session().fabric(), t));
        assertThat(all.stream().filter(t -> !t.flow().id().equals("kv")).map(t -> t.flow().from() + " " + t.flow().to())).hasSize(56)
                .doesNotHaveDuplicates();
    }

    @Test
    void reportsWhatTheContractPromises() {
        JsonNode json = json();
        assertThat(json.path("version").isInt()).isTrue();
        assertThat(json.path("fingerprint").asText()).matches("[0-9a-f]{16}");
        assertThat(json.path("seed").asLong()).isEqualTo(1);
        assertThat(json.path("world").asText()).isEqualTo("virtual");
        assertThat(json.path("convergence_ps").asLong()).isPositive();
        assertThat(json.path("drops").asLong(-1)).isZero();
        assertThat(json.path("checks")).hasSize(8).allSatisfy(c -> assertThat(c.properties()).extracting(Map.Entry::getKey)
                .contains("name", "passed", "expected", "seen"));
        assertThat(json.path("flows")).hasSize(57).allSatisfy(f -> assertThat(f.properties()).extracting(Map.Entry::getKey)
                .contains("id", "src", "dst", "bytes", "start_ps", "fct_ps"));
        assertThat(json.path("nodes")).hasSize(14).allSatisfy(n -> assertThat(n.properties()).extracting(Map.Entry::getKey)
                .contains("received", "originated", "sent", "dropped", "consumed", "buffered", "drops"));
        assertThat(json.path("links")).hasSize(16).allSatisfy(l -> assertThat(l).hasSize(2).allSatisfy(d -> assertThat(d.properties())
                .extracting(Map.Entry::getKey).contains("sent_frames", "sent_bytes", "delivered_frames", "lost_frames", "in_flight_frames")));
        assertThat(json.path("queues")).hasSize(32);
        assertThat(json.path("pfc").isObject()).isTrue();
        assertThat(json.path("fidelity").isObject()).isTrue();
    }

    /** 16 MiB in packets of 4096: FIRST and LAST carry the RETH once, so 4,096 frames of 4178 line bytes and 16 more, two of its links queue. */
    @Test
    void doesNotFinishTheKvCacheFasterThanItsLine() {
        long lineBytes = 4096L * (4096 + 82) + 16;
        Transfer kv = session().transfers().all().stream().filter(t -> t.flow().id().equals("kv")).findFirst().orElseThrow();
        assertThat(kv.completionTime().orElseThrow()).isGreaterThan(lineBytes * 80);
    }
}
