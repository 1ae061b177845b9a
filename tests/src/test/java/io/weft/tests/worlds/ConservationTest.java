package io.weft.tests.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.labs.engine.LabRun;
import io.weft.labs.engine.LabSession;
import io.weft.tests.labs.LabFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Law 4 on two spines, two leaves and four hosts that all talk, under random faults, at random moments between events. */
class ConservationTest {
    private static final List<String> LINKS = List.of("leaf1:eth1", "leaf1:eth2", "leaf1:eth3", "leaf1:eth4", "leaf2:eth1", "leaf2:eth2", "leaf2:eth3",
            "leaf2:eth4");
    private static final List<String> NODES = List.of("spine1", "spine2", "leaf2", "h1", "h4");
    /** Events between two looks at the books, at most. */
    private static final int STRIDE = 400;

    private static Path folder = Path.of("");
    private static LabFolder lab = new LabFolder(folder);

    @BeforeContainer
    static void make() throws IOException {
        folder = Files.createTempDirectory("weft-conservation");
        lab = LabFolder.generated(folder, "--spines", "2", "--leaves", "2", "--hosts", "2", "--workload", "all-pairs:64KiB");
        lab.write("lab.yml", lab.read("lab.yml") + "until: 400us\n");
    }

    @AfterContainer
    static void remove() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Provide
    Arbitrary<String> fault() {
        Arbitrary<String> moment = Arbitraries.oneOf(Arbitraries.integers().between(0, 350).map(us -> us + "us"),
                Arbitraries.integers().between(1, 40_000).map(us -> "boot+" + us + "us"));
        Arbitrary<String> what = Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of(LINKS), Arbitraries.integers().between(1, 100)).as((l, us) -> "link: \"" + l + "\", down: " + us + "us"),
                Combinators.combine(Arbitraries.of(LINKS), Arbitraries.integers().between(1, 30)).as((l, p) -> "link: \"" + l + "\", loss: " + p + "%, for: 300us"),
                Combinators.combine(Arbitraries.of(LINKS), Arbitraries.integers().between(1, 30))
                        .as((l, p) -> "link: \"" + l + "\", corruption: " + p + "%, for: 300us"));
        Arbitrary<String> kill = Combinators.combine(Arbitraries.integers().between(0, 350), Arbitraries.of(NODES), Arbitraries.of("true", "silent"))
                .as((us, n, how) -> "{at: " + us + "us, node: " + n + ", kill: " + how + "}");
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(4, Combinators.combine(moment, what).as((at, w) -> "{at: " + at + ", " + w + "}")),
                net.jqwik.api.Tuple.of(1, kill));
    }

    @Provide
    Arbitrary<List<String>> faults() {
        return fault().list().ofMinSize(1).ofMaxSize(6);
    }

    @Property(tries = 25)
    void balancesEverywhereAtEveryMoment(@ForAll("faults") List<String> faults, @ForAll boolean materialised, @ForAll int moments) {
        LabSession session = lab.session("faults=[" + String.join(", ", faults) + "]", "payload=" + (materialised ? "materialised" : "lazy"));
        SplittableRandom random = new SplittableRandom(moments);
        int[] toGo = {0};
        LabRun.Ending ending = new LabRun(session, () -> {
            if (--toGo[0] <= 0) {
                toGo[0] = 1 + random.nextInt(STRIDE);
                Books.balance(session);
            }
            return true;
        }).toEnd();
        Books.balance(session);
        assertThat(ending).isEqualTo(LabRun.Ending.DONE);
        assertThat(session.fabric().transmissions()).isPositive();
    }
}
