package io.weft.tests.worlds;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Faults of lab.yml for two spines, two leaves and four hosts, before convergence and in the first 350 µs after it. */
final class RandomFaults {
    private static final List<String> LINKS = List.of("leaf1:eth1", "leaf1:eth2", "leaf1:eth3", "leaf1:eth4", "leaf2:eth1", "leaf2:eth2",
            "leaf2:eth3",
            "leaf2:eth4");
    private static final List<String> NODES = List.of("spine1", "spine2", "leaf2", "h1", "h4");

    private RandomFaults() {
    }

    /** One to six, four in five of links. Those of nodes come after convergence, which they would prevent. */
    static Arbitrary<List<String>> some() {
        return Arbitraries.frequencyOf(Tuple.of(4, ofLinks()), Tuple.of(1, ofNodes())).list().ofMinSize(1).ofMaxSize(6);
    }

    /** The argument of {@code --set}. */
    static String setting(List<String> faults) {
        return "faults=[" + String.join(", ", faults) + "]";
    }

    private static Arbitrary<String> ofLinks() {
        Arbitrary<String> moment = Arbitraries.oneOf(Arbitraries.integers().between(0, 350).map(us -> us + "us"),
                Arbitraries.integers().between(1, 40_000).map(us -> "boot+" + us + "us"));
        Arbitrary<String> trouble = Arbitraries.oneOf(Arbitraries.integers().between(1, 100).map(us -> "down: " + us + "us"),
                Arbitraries.integers().between(1, 30).map(percent -> "loss: " + percent + "%, for: 300us"),
                Arbitraries.integers().between(1, 30).map(percent -> "corruption: " + percent + "%, for: 300us"));
        return Combinators.combine(moment, Arbitraries.of(LINKS), trouble)
                .as((at, link, what) -> "{at: " + at + ", link: \"" + link + "\", " + what + "}");
    }

    private static Arbitrary<String> ofNodes() {
        return Combinators.combine(Arbitraries.integers().between(0, 350), Arbitraries.of(NODES), Arbitraries.of("true", "silent"))
                .as((us, node, how) -> "{at: " + us + "us, node: " + node + ", kill: " + how + "}");
    }
}
