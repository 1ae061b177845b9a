package io.weft.labs.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.daemon.node.NicNode;
import io.weft.daemon.node.RoutedNode;
import io.weft.labs.check.CheckResult;
import io.weft.labs.check.Checks;
import io.weft.labs.engine.LabRun.Ending;
import io.weft.labs.engine.LabSession;
import io.weft.labs.engine.Transfer;
import io.weft.labs.topology.Link;
import io.weft.labs.topology.TopologyNode;
import io.weft.labs.virtual.LinkCounters;
import io.weft.pipeline.Balance;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.port.EgressPort;
import io.weft.pipeline.port.PortCounters;
import java.util.List;
import java.util.Locale;

/**
 * A run as JSON, version 1. Times ending in {@code _ps} are nominal picoseconds; those of flows and {@code end_ps} count from t = 0,
 * which is at {@code zero_ps} of the fabric's life: the lab's quiet time after {@code convergence_ps}, when the last route was written.
 * {@code drops} counts the workload's frames; the counters of nodes and links count every frame since the start.
 */
public final class RunReport {
    public static final int VERSION = 1;

    private final LabSession session;
    private final Ending ending;
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private final List<CheckResult> checks;

    /** Reads the session as it is now; nothing in it changes. */
    public RunReport(LabSession session, Ending ending) {
        this.session = session;
        this.ending = ending;
        json.put("version", VERSION);
        json.put("title", session.lab().file().title());
        json.put("lab", session.lab().topology().name());
        json.put("seed", session.lab().file().seed());
        json.put("world", "virtual");
        json.put("ending", word(ending));
        json.put("fingerprint", session.fabric().fingerprint());
        if (session.zero().isPresent()) {
            json.put("convergence_ps", session.settled());
            json.put("zero_ps", session.zero().getAsLong());
            json.put("end_ps", session.fabric().now() - session.zero().getAsLong());
        } else {
            json.putNull("convergence_ps");
            json.putNull("zero_ps");
            json.putNull("end_ps");
        }
        json.put("frames", session.fabric().transmissions());
        json.put("events", session.fabric().events());
        json.put("drops", session.drops().total());
        json.set("drops_by_reason", drops(session.drops()::of));
        json.set("flows", flows());
        json.set("nodes", nodes());
        json.set("links", links());
        json.set("queues", queues());
        json.set("pfc", object().put("sent", 0).put("received", 0));
        json.set("fidelity", object().put("exact", true));
        checks = ending == Ending.NOT_CONVERGED ? List.of(notConverged()) : new Checks(session, json).all();
        json.set("checks", checksJson());
    }

    private static String word(Ending ending) {
        return ending.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private CheckResult notConverged() {
        List<String> missing = session.missingSessions();
        String seen = missing.isEmpty() ? "routes still change" : String.join("; ", missing);
        return new CheckResult("the fabric converges", false, "every BGP session Established and nothing changing within 60 s", seen, "");
    }

    private interface Counted {
        long of(Verdict verdict);
    }

    private static ObjectNode drops(Counted counted) {
        ObjectNode drops = object();
        for (Verdict verdict : Verdict.values()) {
            if (verdict.isDrop() && counted.of(verdict) > 0) {
                drops.put(verdict.name(), counted.of(verdict));
            }
        }
        return drops;
    }

    private ArrayNode flows() {
        ArrayNode flows = JsonNodeFactory.instance.arrayNode();
        long zero = session.zero().orElse(0);
        for (Transfer transfer : session.transfers().all()) {
            ObjectNode flow = flows.addObject();
            flow.put("id", transfer.flow().id());
            flow.put("src", transfer.flow().from());
            flow.put("dst", transfer.flow().to());
            flow.put("family", transfer.flow().family().name().toLowerCase(Locale.ROOT));
            flow.put("bytes", transfer.isEndless() ? transfer.completedBytes() : transfer.flow().bytes());
            flow.put("state", transfer.state().name().toLowerCase(Locale.ROOT));
            if (transfer.state() != Transfer.State.WAITING) {
                flow.put("start_ps", transfer.start() - zero);
            }
            transfer.completionTime().ifPresent(fct -> flow.put("fct_ps", fct));
            flow.put("retransmissions", transfer.retransmissions());
            if (!transfer.error().isEmpty()) {
                flow.put("error", transfer.error());
            }
        }
        return flows;
    }

    private ObjectNode nodes() {
        ObjectNode nodes = object();
        for (TopologyNode place : session.lab().topology().nodes()) {
            RoutedNode node = session.node(place.id());
            Balance balance = node.pipeline().balance();
            ObjectNode json = nodes.putObject(place.name());
            json.put("role", node instanceof NicNode ? "nic" : "switch");
            json.put("alive", !session.fabric().isDead(place.id()));
            json.put("received", balance.received()).put("originated", balance.originated()).put("sent", balance.sent())
                    .put("dropped", balance.dropped()).put("consumed", balance.consumed()).put("buffered", balance.buffered());
            json.set("drops", drops(node::count));
            json.put("routes_ipv4", node.pipeline().tables().ipv4().size());
            json.put("routes_ipv6", node.pipeline().tables().ipv6().size());
            node.bgp().ifPresent(bgp -> json.put("bgp_neighbors", bgp.show().summary().size()).put("bgp_established",
                    bgp.show().summary().stream().filter(n -> n.state() == io.weft.bgp.session.State.ESTABLISHED).count()));
        }
        return nodes;
    }

    private ObjectNode links() {
        ObjectNode links = object();
        for (Link link : session.lab().topology().links()) {
            ObjectNode json = links.putObject(link.toString());
            json.set(link.a().toString(), direction(session.fabric().directions().get(2 * link.id()).counters()));
            json.set(link.b().toString(), direction(session.fabric().directions().get(2 * link.id() + 1).counters()));
        }
        return links;
    }

    private static ObjectNode direction(LinkCounters counters) {
        ObjectNode json = object().put("sent_frames", counters.sentFrames()).put("sent_bytes", counters.sentBytes())
                .put("delivered_frames", counters.deliveredFrames()).put("delivered_bytes", counters.deliveredBytes())
                .put("lost_frames", counters.lostFrames()).put("in_flight_frames", counters.inFlightFrames());
        ObjectNode lost = json.putObject("lost");
        for (Verdict reason : List.of(Verdict.LINK_LOSS, Verdict.LINK_DOWN, Verdict.NODE_DEAD)) {
            if (counters.lostFrames(reason) > 0) {
                lost.put(reason.name(), counters.lostFrames(reason));
            }
        }
        return json;
    }

    private ObjectNode queues() {
        ObjectNode queues = object();
        for (TopologyNode place : session.lab().topology().nodes()) {
            for (int port = 0; port < place.ports().size(); port++) {
                EgressPort egress = session.node(place.id()).pipeline().port(port);
                PortCounters counters = egress.counters();
                queues.putObject(place.name() + ":" + place.ports().get(port)).put("admitted", egress.admitted()).put("dequeued", egress.dequeued())
                        .put("purged", egress.purged()).put("held", egress.heldFrames()).put("dropped", counters.egressDrops());
            }
        }
        return queues;
    }

    private ArrayNode checksJson() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (CheckResult check : checks) {
            ObjectNode result = array.addObject().put("name", check.name()).put("passed", check.passed()).put("expected", check.expected()).put(
                    "seen",
                    check.seen());
            if (!check.sentence().isEmpty()) {
                result.put("sentence", check.sentence());
            }
        }
        return array;
    }

    public ObjectNode json() {
        return json;
    }

    public List<CheckResult> checks() {
        return checks;
    }

    public Ending ending() {
        return ending;
    }

    public LabSession session() {
        return session;
    }

    /** Whether every check holds and the run came to its end. */
    public boolean passed() {
        return (ending == Ending.DONE) && checks.stream().allMatch(CheckResult::passed);
    }
}
