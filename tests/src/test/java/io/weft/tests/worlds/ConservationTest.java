package io.weft.tests.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.labs.engine.LabRun;
import io.weft.labs.engine.LabSession;
import io.weft.labs.report.RunReport;
import io.weft.tests.labs.LabFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Law 4 on two spines, two leaves and four hosts that all talk, under random faults, at random moments between events. */
class ConservationTest {
    private static final String HELD = "payload=materialised";
    private static final String DESCRIBED = "payload=lazy";
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
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Provide
    Arbitrary<List<String>> faults() {
        return RandomFaults.some();
    }

    @Property(tries = 50)
    void balancesEverywhereAtEveryMoment(@ForAll("faults") List<String> faults, @ForAll boolean materialised, @ForAll int moments) {
        LabSession session = lab.session(RandomFaults.setting(faults), materialised ? HELD : DESCRIBED);
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

    /** Laws 3 and 5: whatever breaks, described and held payload give the same frames at the same picoseconds, and the same drops. */
    @Property(tries = 25)
    void hasOneFingerprintWhetherBytesAreDescribedOrHeld(@ForAll("faults") List<String> faults) {
        RunReport described = lab.run(RandomFaults.setting(faults), DESCRIBED);
        RunReport held = lab.run(RandomFaults.setting(faults), HELD);
        assertThat(held.json().path("fingerprint")).isEqualTo(described.json().path("fingerprint"));
        assertThat(held.json().path("nodes")).isEqualTo(described.json().path("nodes"));
        assertThat(held.json().path("flows")).isEqualTo(described.json().path("flows"));
    }
}
