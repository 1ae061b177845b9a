package io.weft.tests.labs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lab 01 with one mistake at a time: exit 2, a message with file, line and column, and nothing started or written. */
class BadLabTest {
    @TempDir
    private Path temporary = Path.of("");
    private LabFolder lab = new LabFolder(Path.of(""));

    @BeforeEach
    void copy() {
        lab = LabFolder.copy(LabFolder.CLOS, temporary);
    }

    /** {@code file}, with the place where {@code word} is written, stands before each of {@code told}. */
    private void refused(String file, String line, String word, String... told) {
        String[] lines = lab.read(file).split("\n");
        int number = 0;
        while (!lines[number].contains(line)) {
            number++;
        }
        refusedAt(file + ":" + (number + 1) + ":" + (lines[number].indexOf(word) + 1) + ": ", told);
    }

    private void refusedAt(String place, String... told) {
        Path json = temporary.resolve("run.json");
        Path pcap = temporary.resolve("pcap");
        Path report = temporary.resolve("report");
        Command run = Command.weft("lab", "run", lab.toString(), "--json", json.toString(), "--pcap", pcap.toString(), "--report", report.toString());
        assertThat(run.exit()).as(run.toString()).isEqualTo(2);
        assertThat(run.err()).contains(place).contains(told).doesNotContain("\tat ", "Exception");
        assertThat(run.out()).isEmpty();
        assertThat(json).doesNotExist();
        assertThat(pcap).doesNotExist();
        assertThat(report).doesNotExist();
    }

    @Test
    void refusesMalformedYaml() {
        lab.edit("lab.yml", "asic: simple", "asic: [simple");
        Command run = Command.weft("lab", "run", lab.toString());
        assertThat(run.exit()).as(run.toString()).isEqualTo(2);
        assertThat(run.err()).containsPattern("lab\\.yml:[0-9]+:[0-9]+: ").doesNotContain("\tat ", "Exception");
    }

    @Test
    void namesTheNearestKeyForOneThatItDoesNotKnow() {
        lab.edit("lab.yml", "payload: materialised", "paylod: materialised");
        refused("lab.yml", "paylod", "paylod", "paylod", "payload");
    }

    @Test
    void namesTheNearestKeyInANodesConfiguration() {
        lab.edit("configs/leaf1.yml", "autonomous-system: 65011", "autonomous-sytem: 65011");
        refused("configs/leaf1.yml", "autonomous-sytem", "autonomous-sytem", "autonomous-system");
    }

    @Test
    void refusesAnAddressThatTwoNodesHave() {
        lab.edit("configs/h2.yml", "10.1.1.2/32", "10.1.1.1/32");
        refused("configs/h2.yml", "10.1.1.1/32", "10.1.1.1/32", "10.1.1.1", "configs/h1.yml:3:");
    }

    @Test
    void refusesSubnetsThatOverlap() {
        lab.edit("configs/leaf1.yml", "eth3: {description: to h1}", "eth3: {ip: {address: [10.7.0.0/31]}}");
        lab.edit("configs/leaf2.yml", "eth3: {description: to h3}", "eth3: {ip: {address: [10.7.0.1/24]}}");
        Command run = Command.weft("lab", "run", lab.toString());
        assertThat(run.exit()).as(run.toString()).isEqualTo(2);
        assertThat(run.err()).contains("configs/leaf1.yml:6:", "configs/leaf2.yml:6:", "10.7.0.0/31 overlaps 10.7.0.0/24");
    }

    @Test
    void refusesALinkWhoseEndDoesNotExist() {
        lab.edit("topology.clab.yml", "\"leaf4:eth4\", \"h8:eth1\"", "\"leaf4:eth4\", \"h9:eth1\"");
        refused("topology.clab.yml", "h9:eth1", "\"h9:eth1\"", "dangles", "no node 'h9'", "did you mean");
    }

    @Test
    void refusesALinkWithOneEnd() {
        lab.edit("topology.clab.yml", "[\"leaf4:eth4\", \"h8:eth1\"]", "[\"leaf4:eth4\"]");
        Command run = Command.weft("lab", "run", lab.toString());
        assertThat(run.exit()).as(run.toString()).isEqualTo(2);
        assertThat(run.err()).containsPattern("topology\\.clab\\.yml:[0-9]+:[0-9]+: ").contains("two");
    }

    @Test
    void refusesALinkWithoutADelay() {
        lab.edit("lab.yml", "speed: 100G, delay: 1us, mtu: 4200", "speed: 100G, mtu: 4200");
        refused("topology.clab.yml", "leaf1:eth1", "{endpoints", "the link leaf1:eth1 spine1:eth1 has no delay", "links.default.delay");
    }

    @Test
    void refusesAWorkloadThatNamesNoHost() {
        lab.edit("lab.yml", "from: h1, to: h5", "from: h1, to: h55");
        refused("lab.yml", "h55", "h55", "h55", "h5");
    }

    @Test
    void refusesAPathMtuThatDoesNotFitTheLink() {
        lab.edit("lab.yml", "mtu: 4200", "mtu: 4100");
        refused("configs/h1.yml", "path-mtu", "4096", "4096", "4100", "lab.yml:3:");
    }

    @Test
    void refusesAnAsicThatIsNotServed() {
        lab.edit("lab.yml", "asic: simple", "asic: tomahawk5");
        refused("lab.yml", "tomahawk5", "tomahawk5", "tomahawk5", "simple");
    }

    @Test
    void refusesAFolderThatDoesNotExist() {
        lab = new LabFolder(temporary.resolve("nowhere"));
        refusedAt("nowhere/lab.yml:1:1: ", "no such file");
    }

    @Test
    void refusesALabWithoutAConfigurationOfANode() throws IOException {
        Files.delete(lab.path().resolve("configs/spine2.yml"));
        refusedAt("topology.clab.yml:12:11: ", "node spine2: there is no file ", "configs/spine2.yml");
    }

    @Test
    void refusesAFileThatIsNoText() throws IOException {
        Files.write(lab.path().resolve("configs/h3.yml"), new byte[]{(byte) 0xff, (byte) 0xfe, 0, 1});
        refusedAt("h3.yml", "UTF-8");
    }

    @Test
    void refusesAFolderInPlaceOfAFile() throws IOException {
        Files.delete(lab.path().resolve("configs/h3.yml"));
        Files.createDirectory(lab.path().resolve("configs/h3.yml"));
        refusedAt("topology.clab.yml:12:11: ", "node h3: there is no file ", "configs/h3.yml");
    }

    /** Everything that is wrong is told at once, each thing at its place. */
    @Test
    void tellsAllThatIsWrongAtOnce() {
        lab.edit("lab.yml", "payload: materialised", "paylod: materialised");
        lab.edit("configs/leaf1.yml", "autonomous-system: 65011", "autonomous-sytem: 65011");
        lab.edit("configs/h2.yml", "path-mtu: 4096", "path-mtu: 4097");
        Command run = Command.weft("lab", "run", lab.toString());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("lab.yml:5:1: ", "leaf1.yml:8:", "h2.yml:15:");
    }

    @Test
    void saysWhenWhatItShouldWriteCannotBeWritten() {
        Path blocked = lab.path().resolve("lab.yml").resolve("run.json");
        LabFolder small = LabFolder.generated(temporary, "--spines", "1", "--leaves", "1", "--hosts", "2", "--workload", "permutation:1KiB");
        Command run = Command.weft("lab", "run", small.toString(), "--json", blocked.toString());
        assertThat(run.exit()).as(run.toString()).isEqualTo(3);
        assertThat(run.err()).contains("lab.yml/run.json: ").doesNotContain("\tat ", "Exception");
    }
}
