package io.weft.labs.file;

import io.weft.daemon.config.Glob;
import io.weft.daemon.config.Located;
import io.weft.daemon.config.Nearest;
import io.weft.daemon.config.Origin;
import io.weft.daemon.config.Problems;
import io.weft.labs.file.Check.Expectation;
import io.weft.labs.topology.Topology;
import io.weft.labs.topology.TopologyNode;
import java.util.List;

/** Whatever workload, faults and checks call by name must be there. */
final class ReferenceCheck {
    private final Topology topology;
    private final LabFile file;
    private final List<String> nodes;
    private final List<String> hosts;
    private final Problems problems;

    ReferenceCheck(Topology topology, LabFile file, Problems problems) {
        this.topology = topology;
        this.file = file;
        this.nodes = topology.nodes().stream().map(TopologyNode::name).toList();
        this.hosts = topology.hosts().stream().map(TopologyNode::name).toList();
        this.problems = problems;
    }

    List<Flow> flows() {
        return file.workload().stream().flatMap(w -> w.flows(hosts, file.seed()).stream()).toList();
    }

    /** The flows of a workload, one by its own id, or all that a glob matches. */
    static List<Flow> named(List<Flow> flows, String id) {
        Glob glob = new Glob(id);
        return flows.stream().filter(f -> glob.matches(f.id()) || glob.matches(f.workload())).toList();
    }

    void workload() {
        for (Workload item : file.workload()) {
            switch (item) {
                case Workload.Write w -> pair(w.from(), w.to());
                case Workload.Stream s -> pair(s.from(), s.to());
                case Workload.Incast i -> i.from().forEach(from -> pair(from, i.to()));
                case Workload.Permutation p -> atLeastTwo(p.origin(), "permutation");
                case Workload.AllPairs a -> {
                    atLeastTwo(a.origin(), "all-pairs");
                    a.except().forEach(this::exception);
                }
            }
        }
    }

    private void pair(Located<String> from, Located<String> to) {
        host(from);
        host(to);
        if (from.value().equals(to.value())) {
            problems.add(to.origin(), "host " + to.value() + " cannot send to itself across the fabric");
        }
    }

    private void host(Located<String> name) {
        if (!hosts.contains(name.value())) {
            String what = nodes.contains(name.value()) ? "'" + name.value() + "' is a switch, not a host" : "there is no host '" + name.value() + "'";
            problems.add(name.origin(), what, Nearest.to(name.value(), hosts));
        }
    }

    private void atLeastTwo(Origin origin, String kind) {
        if (hosts.size() < 2) {
            problems.add(origin, kind + " needs at least two hosts, the topology has " + hosts.size());
        }
    }

    private void exception(Located<String> pair) {
        List<String> pairs = hosts.stream().flatMap(a -> hosts.stream().filter(b -> !a.equals(b)).map(b -> a + "-" + b)).toList();
        if (!pairs.contains(pair.value())) {
            problems.add(pair.origin(), "'" + pair.value() + "' is not a pair of hosts such as " + (pairs.isEmpty() ? "h1-h2" : pairs.getFirst()));
        }
    }

    void faults() {
        for (Fault fault : file.faults()) {
            switch (fault) {
                case Fault.LinkDown down -> link(down.link());
                case Fault.LinkLoss loss -> link(loss.link());
                case Fault.Corruption corruption -> link(corruption.link());
                case Fault.Kill kill -> node(kill.node());
                case Fault.Storm storm -> {
                    node(storm.node());
                    problems.add(storm.origin(), "faults: storm is not served yet: it needs asic with PFC");
                }
                case Fault.SlowReceiver slow -> {
                    node(slow.node());
                    problems.add(slow.origin(), "faults: slow-receiver is not served yet: it needs asic with PFC");
                }
            }
        }
    }

    private void link(Located<LinkPattern> link) {
        if (topology.links().stream().noneMatch(link.value()::matches)) {
            List<String> ends = topology.links().stream().flatMap(l -> List.of(l.a().toString(), l.b().toString()).stream()).toList();
            problems.add(link.origin(), "the topology has no link '" + link.value() + "'", Nearest.to(link.value().text(), ends));
        }
    }

    private void node(Located<String> name) {
        if (!nodes.contains(name.value())) {
            problems.add(name.origin(), "there is no node '" + name.value() + "'", Nearest.to(name.value(), nodes));
        }
    }

    void checks(List<Flow> flows) {
        for (Check check : file.checks()) {
            switch (check.expectation()) {
                case Expectation.Route route -> node(route.node());
                case Expectation.Flows wanted -> flows(wanted, flows);
                case Expectation.Reachable _,Expectation.Sessions _,Expectation.Value _ -> {
                }
            }
        }
    }

    private void flows(Expectation.Flows wanted, List<Flow> flows) {
        List<Flow> named = named(flows, wanted.id().value());
        if (named.isEmpty()) {
            List<String> ids = file.workload().stream().map(Workload::id).toList();
            problems.add(wanted.id().origin(),
                    "the workload has no '" + wanted.id().value() + "'; it has " + (ids.isEmpty()
                            ? "nothing"
                            : String.join(", ",
                                    ids)),
                    Nearest.to(wanted.id().value(), ids));
        }
        if (wanted.complete().orElse(false) && named.stream().anyMatch(f -> f.bytes() == Flow.ENDLESS)) {
            problems.add(wanted.id().origin(), "a stream has no end, so '" + wanted.id().value() + "' cannot be complete");
        }
    }
}
