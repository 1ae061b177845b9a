package io.weft.labs.file;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.daemon.config.Form;
import io.weft.daemon.config.Keys;
import io.weft.daemon.config.Located;
import io.weft.daemon.config.Quantity;
import io.weft.daemon.config.Section;
import io.weft.labs.file.Check.Expectation;
import io.weft.labs.file.Check.Expectation.Flows;
import io.weft.labs.file.Check.Expectation.Reachable;
import io.weft.labs.file.Check.Expectation.Route;
import io.weft.labs.file.Check.Expectation.Sessions;
import io.weft.labs.file.Check.Expectation.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@code checks}: each has a name and one expectation. */
final class CheckReader {
    private static final List<String> KINDS = List.of("reachable", "route", "flows", "value", "sessions");
    private static final Keys CHECK = Keys.of("checks[]", "name", "reachable", "route", "flows", "value", "sessions", "pass", "fail");
    private static final Keys ROUTE = Keys.of("checks[].route", "node", "prefix", "next-hops");
    private static final Keys FLOWS = Keys.of("checks[].flows", "id", "complete", "memory", "within");
    private static final Keys VALUE = Keys.of("checks[].value", "of", "min", "max", "equals");
    static final List<Keys> KEYS = List.of(CHECK, ROUTE, FLOWS, VALUE);

    private CheckReader() {
    }

    static List<Check> read(Section lab) {
        List<Check> checks = new ArrayList<>();
        for (Section item : lab.items("checks", CHECK)) {
            String name = item.require("name", Form.WORD, "");
            Optional<String> pass = item.get("pass", Form.WORD);
            Optional<String> fail = item.get("fail", Form.WORD);
            WorkloadReader.kind(item, KINDS).flatMap(kind -> expectation(kind, item))
                    .ifPresent(expected -> checks.add(new Check(name, expected, pass, fail, item.origin())));
        }
        return checks;
    }

    private static Optional<? extends Expectation> expectation(String kind, Section item) {
        return switch (kind) {
            case "reachable" -> item.get("reachable", Form.oneOf("all")).map(_ -> new Reachable());
            case "sessions" -> item.get("sessions", Form.oneOf("established", "all")).map(_ -> new Sessions());
            case "route" -> route(item.section(kind, ROUTE));
            case "flows" -> flows(item.section(kind, FLOWS));
            default -> value(item.section(kind, VALUE));
        };
    }

    private static Optional<Route> route(Section section) {
        section.require("node");
        section.require("prefix");
        Optional<Located<String>> node = section.located("node", Form.WORD);
        Optional<Prefix> prefix = section.get("prefix", CheckReader::prefix);
        int nextHops = Math.toIntExact(section.require("next-hops", Form.number(0, 1024), 0L));
        return node.flatMap(n -> prefix.map(p -> new Route(n, p, nextHops)));
    }

    /** A bare address stands for itself alone. */
    private static Prefix prefix(String text) {
        return IpAddress.parse(text).map(Prefix::host).orElseGet(() -> Form.PREFIX.read(text));
    }

    private static Optional<Flows> flows(Section section) {
        section.require("id");
        Optional<Boolean> complete = section.get("complete", Form.SWITCH);
        boolean equal = section.get("memory", Form.oneOf("equal")).isPresent();
        if (!section.has("complete") && !section.has("memory") && !section.has("within")) {
            section.problems().add(section.origin(), section.join("complete") + ", memory or within: nothing is asked of the flows");
        }
        OptionalLong within = LabReader.duration(section, "within", Form.atLeast(1, Quantity.DURATION));
        return section.located("id", Form.WORD).map(id -> new Flows(id, complete, equal, within));
    }

    private static Optional<Value> value(Section section) {
        section.require("of");
        Optional<BigDecimal> min = section.get("min", CheckReader::bound);
        Optional<BigDecimal> max = section.get("max", CheckReader::bound);
        Optional<String> equals = section.get("equals", Form.WORD);
        if (!section.has("min") && !section.has("max") && !section.has("equals")) {
            section.problems().add(section.origin(), section.join("min") + ", max or equals: nothing is asked of the value");
        }
        return section.get("of", Form.WORD).map(of -> new Value(of, min, max, equals));
    }

    /** A bare number, or one with a unit of time, size or rate, in that order. */
    private static BigDecimal bound(String text) {
        if (text.matches("-?[0-9]+(\\.[0-9]+)?")) {
            return new BigDecimal(text);
        }
        for (Quantity quantity : List.of(Quantity.DURATION, Quantity.SIZE, Quantity.RATE)) {
            try {
                return BigDecimal.valueOf(quantity.parse(text));
            } catch (IllegalArgumentException e) {
                continue;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is neither a number nor a duration, a size or a rate");
    }
}
