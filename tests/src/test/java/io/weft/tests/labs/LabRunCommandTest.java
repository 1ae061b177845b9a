package io.weft.tests.labs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weft lab run} on a lab of two leaves and two hosts: exit codes, options, messages. */
class LabRunCommandTest {
    @TempDir
    private Path temporary = Path.of("");
    private LabFolder lab = new LabFolder(Path.of(""));

    @BeforeEach
    void make() {
        lab = LabFolder.generated(temporary, "--spines", "2", "--leaves", "2", "--hosts", "1", "--workload", "permutation:256KiB");
    }

    private JsonNode run(int exit, String... options) {
        Path json = temporary.resolve("run.json");
        String[] arguments = new String[options.length + 5];
        System.arraycopy(new String[]{"lab", "run", lab.toString(), "--json", json.toString()}, 0, arguments, 0, 5);
        System.arraycopy(options, 0, arguments, 5, options.length);
        Command run = Command.weft(arguments);
        assertThat(run.exit()).as(run.toString()).isEqualTo(exit);
        return Command.json(json);
    }

    @Test
    void exitsZeroAndPrintsChecksAndFingerprintWhenAllHolds() {
        Command run = Command.weft("lab", "run", lab.toString());
        assertThat(run.exit()).as(run.toString()).isZero();
        assertThat(run.out()).contains("ok     every session is up", "ok     transfers complete", "2 of 2 checks hold", "converged after")
                .containsPattern("fingerprint [0-9a-f]{16}");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void printsTheSameFingerprintForTheSameSeedAndAnotherForAnother() {
        String first = run(0).path("fingerprint").asText();
        assertThat(run(0).path("fingerprint").asText()).isEqualTo(first);
        JsonNode other = run(0, "--seed", "2");
        assertThat(other.path("fingerprint").asText()).isNotEqualTo(first);
        assertThat(other.path("seed").asLong()).isEqualTo(2);
        assertThat(run(0, "--set", "seed=2").path("fingerprint").asText()).isEqualTo(other.path("fingerprint").asText());
    }

    @Test
    void exitsOneAndSaysWhatWasExpectedAndSeenWhenACheckFails() {
        lab.write("lab.yml",
                lab.read("lab.yml") + "  - {name: one way, route: {node: leaf1, prefix: 10.1.2.1/32, next-hops: 1}, fail: there are two spines}\n");
        Command run = Command.weft("lab", "run", lab.toString());
        assertThat(run.exit()).as(run.toString()).isEqualTo(1);
        assertThat(run.out()).contains("FAILED one way", "expected: 1 next hops for 10.1.2.1/32 on leaf1", "seen:     2", "there are two spines",
                "2 of 3 checks hold");
        JsonNode check = run(1).path("checks").path(2);
        assertThat(check.path("passed").asBoolean(true)).isFalse();
        assertThat(check.path("expected").asText()).isEqualTo("1 next hops for 10.1.2.1/32 on leaf1");
        assertThat(check.path("seen").asText()).isEqualTo("2");
    }

    @Test
    void exitsTwoWhenThereIsNothingToCheck() {
        String text = lab.read("lab.yml");
        lab.write("lab.yml", text.substring(0, text.indexOf("checks:")));
        Command run = Command.weft("lab", "run", lab.toString());
        assertThat(run.exit()).as(run.toString()).isEqualTo(2);
        assertThat(run.out() + run.err()).containsPattern("(no|0 of 0) checks?|nothing to check");
    }

    @Test
    void changesLabAndNodesBySet() {
        assertThat(run(0, "--set", "workload.permutation.permutation.bytes=64KiB").path("flows").path(0).path("bytes").asLong()).isEqualTo(65_536);
        JsonNode narrow = run(0, "--set", "h*:config.rdma.path-mtu=1024");
        assertThat(narrow.path("frames").asLong()).isGreaterThan(run(0).path("frames").asLong());
    }

    @Test
    void refusesASettingThatNamesNothing() {
        for (String[] wrong : new String[][]{{"paylod=lazy", "--set:1:1", "paylod", "payload"},
                {"links.default.sped=1G", "--set:1:15", "sped", "speed"},
                {"workload.nobody.bytes=1KiB", "--set:1:10", "nobody", "workload"}, {"leef*:config.hostname=x", "--set:1:1", "leef*", "no node"},
                {"leaf1:config.router.bpg.router-id=1.1.1.1", "--set:1:21", "bpg", "bgp"}, {"seed", "--set:1:1", "seed", "PATH=VALUE"}}) {
            Command run = Command.weft("lab", "run", lab.toString(), "--set", wrong[0], "--json", temporary.resolve("no.json").toString());
            assertThat(run.exit()).as(run.toString()).isEqualTo(2);
            assertThat(run.err()).contains(wrong[1], wrong[2], wrong[3]);
            assertThat(run.out()).isEmpty();
            assertThat(temporary.resolve("no.json")).doesNotExist();
        }
    }

    /** Leaf 1 believes that spine 1 is of AS 65000; RFC 4271 §6.2: Bad Peer AS. The run ends by itself, and nothing was sent. */
    @Test
    void exitsOneAndNamesTheSessionsOfAFabricThatDoesNotConverge() {
        String config = lab.read("configs/leaf1.yml");
        lab.write("configs/leaf1.yml", config.replaceFirst("remote-as: external", "remote-as: 65000"));
        Command run = Command.weft("lab", "run", lab.toString());
        assertThat(run.exit()).as(run.toString()).isEqualTo(1);
        assertThat(run.out()).contains("the fabric did not converge", "leaf1 eth1", "spine1 eth1").containsIgnoringCase("AS");
        JsonNode json = run(1);
        assertThat(json.path("ending").asText()).isEqualTo("not-converged");
        assertThat(json.path("convergence_ps").isNull()).isTrue();
        assertThat(json.path("flows")).allSatisfy(flow -> assertThat(flow.path("state").asText()).isEqualTo("waiting"));
        assertThat(json.path("checks").path(0).path("seen").asText()).contains("leaf1 eth1", "spine1 eth1");
    }

    @Test
    void writesAReportOfTheRun() throws Exception {
        Path report = temporary.resolve("report");
        Command run = Command.weft("lab", "run", lab.toString(), "--report", report.toString());
        assertThat(run.exit()).isZero();
        assertThat(Files.readString(report.resolve("summary.txt"))).isEqualTo(run.out());
        assertThat(run.out()).contains(Command.json(report.resolve("run.json")).path("fingerprint").asText());
    }

    @Test
    void saysWhatIsWrongWithTheCommandLine() {
        assertThat(Command.weft("lab", "run").exit()).isEqualTo(2);
        assertThat(Command.weft("lab", "run", lab.toString(), "--seed", "x").exit()).isEqualTo(2);
        assertThat(Command.weft("lab", "run", lab.toString(), "--sed", "1").exit()).isEqualTo(2);
        assertThat(Command.weft("lab", "walk").exit()).isEqualTo(2);
    }
}
