package io.weft.tests.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.labs.report.RunReport;
import io.weft.pipeline.packet.Verdict;
import io.weft.tests.labs.LabFolder;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Laws 3 and 5: described and held payload take the same decisions at the same picoseconds. */
class PayloadTest {
    @TempDir
    private Path temporary = Path.of("");
    private LabFolder lab = new LabFolder(Path.of(""));

    @BeforeEach
    void make() {
        lab = LabFolder.generated(temporary, "--spines", "2", "--leaves", "2", "--hosts", "2", "--workload", "all-pairs:512KiB");
    }

    private void sameInBoth(boolean drops, String... settings) {
        RunReport lazy = run("lazy", settings);
        RunReport held = run("materialised", settings);
        assertThat(held.json().path("fingerprint").asText()).isEqualTo(lazy.json().path("fingerprint").asText());
        assertThat(held.json().path("drops_by_reason")).isEqualTo(lazy.json().path("drops_by_reason"));
        assertThat(held.json().path("flows")).isEqualTo(lazy.json().path("flows"));
        assertThat(held.json().path("nodes")).isEqualTo(lazy.json().path("nodes"));
        assertThat(held.json().path("links")).isEqualTo(lazy.json().path("links"));
        assertThat(lazy.session().drops().total() > 0).isEqualTo(drops);
        assertThat(lazy.passed()).as(lazy.json().path("checks").toString()).isTrue();
        assertThat(held.passed()).isTrue();
    }

    private RunReport run(String payload, String... settings) {
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "payload=" + payload;
        return lab.run(all);
    }

    @Test
    void hasOneFingerprintWhetherBytesAreDescribedOrHeld() {
        sameInBoth(false);
    }

    @Test
    void hasOneFingerprintUnderLoss() {
        sameInBoth(true, "faults=[{at: 0us, link: \"leaf1:eth1\", loss: 3%}, {at: 0us, link: \"leaf2:eth2\", loss: 3%}]");
    }

    /** A damaged payload fails its ICRC in both; a damaged header is dropped for the same reason in both. */
    @Test
    void hasOneFingerprintUnderCorruption() {
        String[] faults = {"faults=[{at: 0us, link: \"leaf1:eth1\", corruption: 5%}, {at: 0us, link: \"leaf2:eth4\", corruption: 5%}]"};
        sameInBoth(true, faults);
        assertThat(lab.run(faults).session().drops().of(Verdict.ICRC_BAD)).isPositive();
    }
}
