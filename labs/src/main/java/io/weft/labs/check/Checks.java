package io.weft.labs.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.daemon.config.Quantity;
import io.weft.daemon.node.RoutedNode;
import io.weft.labs.engine.LabSession;
import io.weft.labs.engine.Transfer;
import io.weft.labs.file.Check;
import io.weft.labs.file.Check.Expectation;
import io.weft.labs.file.Flow;
import io.weft.labs.topology.TopologyNode;
import io.weft.pipeline.table.NextHopGroups;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds a lab's checks against the fabric as it is at the end of a run. */
public final class Checks {
    private static final int SHOWN = 3;
    private static final int DEFAULT_VRF = 0;

    private final LabSession session;
    private final JsonNode run;

    /** {@code run}: what is known so far of the run's JSON, for checks of values. */
    public Checks(LabSession session, JsonNode run) {
        this.session = session;
        this.run = run;
    }

    public List<CheckResult> all() {
        List<CheckResult> results = new ArrayList<>();
        for (Check check : session.lab().file().checks()) {
            results.add(result(check));
        }
        return results;
    }

    private CheckResult result(Check check) {
        Finding finding = switch (check.expectation()) {
            case Expectation.Reachable _ -> reachable();
            case Expectation.Sessions _ -> sessions();
            case Expectation.Route route -> route(route);
            case Expectation.Flows flows -> flows(flows);
            case Expectation.Value value -> value(value);
        };
        Optional<String> sentence = finding.holds ? check.pass() : check.fail();
        return new CheckResult(check.name(), finding.holds, finding.expected, finding.seen, sentence.orElse(""));
    }

    private record Finding(boolean holds, String expected, String seen) {
    }

    private Finding reachable() {
        List<String> broken = new Reachability(session).broken();
        String seen = broken.isEmpty() ? "every way ends there" : broken.size() + " do not: " + some(broken);
        return new Finding(broken.isEmpty(), "every way from every host to every address of every other host ends there", seen);
    }

    private Finding sessions() {
        List<String> missing = session.missingSessions();
        return new Finding(missing.isEmpty(), "every configured BGP session Established",
                missing.isEmpty() ? "all are" : "missing: " + some(missing));
    }

    private Finding route(Expectation.Route route) {
        TopologyNode node = session.named(route.node().value()).orElseThrow();
        String expected = route.nextHops() + " next hops for " + route.prefix() + " on " + node.name();
        if (session.fabric().isDead(node.id())) {
            return new Finding(false, expected, node.name() + " is dead");
        }
        int usable = usable(session.node(node.id()), route.prefix());
        return new Finding(usable == route.nextHops(), expected, Integer.toString(usable));
    }

    /** Members that the FIB's entry for exactly this prefix sends to. */
    private static int usable(RoutedNode node, Prefix prefix) {
        int group = switch (prefix.address()) {
            case IpAddress.V4(int bits) -> node.pipeline().tables().ipv4().get(DEFAULT_VRF, bits, prefix.length());
            case IpAddress.V6(long high, long low) -> node.pipeline().tables().ipv6().get(DEFAULT_VRF, high, low, prefix.length());
        };
        return group <= NextHopGroups.BLACKHOLE ? 0 : node.pipeline().tables().groups().usable(group);
    }

    private Finding flows(Expectation.Flows expected) {
        List<Flow> named = session.lab().flows(expected.id().value());
        List<String> bad = new ArrayList<>();
        int good = 0;
        for (Transfer transfer : session.transfers().all()) {
            if (named.contains(transfer.flow())) {
                String complaint = complaint(expected, transfer);
                good += complaint.isEmpty() ? 1 : 0;
                if (!complaint.isEmpty()) {
                    bad.add(transfer.flow().id() + " " + complaint);
                }
            }
        }
        String seen = bad.isEmpty() ? good + " of " + named.size() : bad.size() + " of " + named.size() + " not so: " + some(bad);
        return new Finding(bad.isEmpty(), wanted(expected, named.size()), seen);
    }

    private static String wanted(Expectation.Flows expected, int flows) {
        List<String> words = new ArrayList<>();
        expected.complete().ifPresent(c -> words.add(c ? "complete" : "not complete"));
        if (expected.memoryEqual()) {
            words.add("memory equal");
        }
        expected.within().ifPresent(w -> words.add("within " + Quantity.DURATION.print(w)));
        return (flows == 1 ? "flow " + expected.id().value() : flows + " flows") + " " + String.join(", ", words);
    }

    private String complaint(Expectation.Flows expected, Transfer transfer) {
        boolean complete = transfer.state() == Transfer.State.COMPLETE;
        if (expected.complete().isPresent() && expected.complete().get() != complete) {
            return complete
                    ? "is complete"
                    : transfer.error().isEmpty() ? "is " + transfer.state().name().toLowerCase(java.util.Locale.ROOT) : transfer.error();
        }
        if (expected.memoryEqual() && !session.transfers().memoryIsEqual(session.fabric(), transfer)) {
            return "differs in memory";
        }
        if (expected.within().isPresent() && transfer.completionTime().orElse(Long.MAX_VALUE) > expected.within().getAsLong()) {
            return transfer.completionTime().isEmpty() ? "is not complete" : "took " + Quantity.DURATION.print(transfer.completionTime().getAsLong());
        }
        return "";
    }

    private Finding value(Expectation.Value expected) {
        List<String> bounds = new ArrayList<>();
        expected.min().ifPresent(m -> bounds.add("at least " + m.toPlainString()));
        expected.max().ifPresent(m -> bounds.add("at most " + m.toPlainString()));
        expected.equals().ifPresent(e -> bounds.add("equal to " + e));
        String wanted = expected.of() + " " + String.join(", ", bounds);
        Optional<JsonNode> found = JsonPath.find(run, expected.of());
        if (found.isEmpty()) {
            return new Finding(false, wanted, JsonPath.missing(run, expected.of()));
        }
        JsonNode value = found.get();
        boolean holds = expected.equals().map(e -> e.equals(value.asText())).orElse(true);
        if (expected.min().isPresent() || expected.max().isPresent()) {
            BigDecimal number = value.isNumber() ? value.decimalValue() : BigDecimal.ZERO;
            holds &= value.isNumber() && expected.min().map(m -> number.compareTo(m) >= 0).orElse(true)
                    && expected.max().map(m -> number.compareTo(m) <= 0).orElse(true);
        }
        return new Finding(holds, wanted, value.isValueNode() ? value.asText() : value.toString());
    }

    private static String some(List<String> all) {
        String shown = String.join("; ", all.subList(0, Math.min(SHOWN, all.size())));
        return all.size() > SHOWN ? shown + "; and " + (all.size() - SHOWN) + " more" : shown;
    }
}
