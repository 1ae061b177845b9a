package io.weft.labs.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weft.daemon.config.ConfigException;
import io.weft.labs.generate.LabGenerator;
import io.weft.labs.generate.LabPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes that only show when the files of a lab are held against each other: 1 spine, 2 leaves, 2 hosts. */
class LabTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeALab() throws IOException {
        LabPlan plan = LabPlan.of("lab", 1, 2, 1, 100_000_000_000L, 1_000_000, LabPlan.Traffic.parse("permutation:2MiB"), LabPlan.HostRoutes.FULL);
        for (Map.Entry<String, String> file : LabGenerator.files(plan).entrySet()) {
            Files.createDirectories(folder.resolve(file.getKey()).getParent());
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private void change(String file, String from, String to) throws IOException {
        String before = Files.readString(folder.resolve(file));
        assertThat(before).contains(from);
        Files.writeString(folder.resolve(file), before.replace(from, to));
    }

    /** With the folder's name left out. */
    private String problems(String... settings) {
        ConfigException e = catchThrowableOfType(ConfigException.class, () -> Lab.read(folder, List.of(settings)));
        assertThat(e).isNotNull();
        return e.getMessage().replace(folder + "/", "");
    }

    private String first(String... settings) {
        return problems(settings).lines().findFirst().orElseThrow();
    }

    @Test
    void namesBothPlacesOfAnAddressUsedTwice() throws IOException {
        change("configs/h2.yml", "10.1.2.1/32", "10.1.1.1/32");

        assertThat(problems()).isEqualTo("""
                configs/h2.yml:3:23: address 10.1.1.1 is already at configs/h1.yml:3:23
                    3 |   lo: {ip: {address: [10.1.1.1/32, fd00:1:2::1/128]}}
                      |                       ^^^^^^^^^^^""");
    }

    @Test
    void namesBothPlacesOfSubnetsThatOverlap() {
        assertThat(first("leaf1:config.interface.eth1.ip.address=10.0.0.0/24", "leaf2:config.interface.eth1.ip.address=10.0.0.8/31"))
                .isEqualTo("--set:1:40: subnet 10.0.0.8/31 overlaps 10.0.0.0/24 of another link at --set:1:40");
        assertThat(
                Lab.read(folder, List.of("leaf1:config.interface.eth1.ip.address=10.0.0.0/31", "spine1:config.interface.eth1.ip.address=10.0.0.1/31"))
                        .configs())
                .hasSize(5);
    }

    @Test
    void namesBothPlacesOfAPathMtuThatDoesNotFit() throws IOException {
        change("lab.yml", "mtu: 4200", "mtu: 4170");

        assertThat(problems()).startsWith("""
                configs/h1.yml:15:18: path-mtu 4096 needs IP packets of 4180 bytes over IPv6, but the link leaf1:eth2 h1:eth1 has mtu 4170 at lab.yml:3:49
                   15 | rdma: {path-mtu: 4096, queue-pairs: 64, rate: 100G}
                      |                  ^^^^
                """);
    }

    @Test
    void givesALinkItsPlaceIfItHasNoDelay() throws IOException {
        change("lab.yml", ", delay: 1us", "");

        assertThat(problems()).startsWith("""
                topology.clab.yml:32:7: the link leaf1:eth1 spine1:eth1 has no delay: give it one in lab.yml, links.default.delay
                   32 |     - {endpoints: ["leaf1:eth1", "spine1:eth1"], mtu: 4200}
                      |       ^
                """);
    }

    @Test
    void reportsTheProblemsOfAllFilesTogether() throws IOException {
        change("lab.yml", "seed: 1", "sead: 1");
        change("configs/h1.yml", "hostname: h1", "hostnam: h1");
        change("configs/leaf1.yml", "hostname: leaf1", "hostname: ''");

        assertThat(problems()).contains("lab.yml:2:1: unknown key 'sead'", "configs/h1.yml:1:1: unknown key 'hostnam'",
                "configs/leaf1.yml:1:11: hostname: ''");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "workload=[{id: a, write: {from: h1, to: h9, bytes: 1KiB}}]                       | there is no host 'h9'",
            "workload=[{id: a, write: {from: h1, to: leaf1, bytes: 1KiB}}]                    | 'leaf1' is a switch, not a host",
            "workload=[{id: a, write: {from: h1, to: h1, bytes: 1KiB}}]                       | host h1 cannot send to itself across the fabric",
            "workload=[{id: a, all-pairs: {bytes: 1KiB, except: [h1-h3]}}]                    | 'h1-h3' is not a pair of hosts such as h1-h2",
            "checks=[{name: a, flows: {id: kv, complete: true}}]                              | the workload has no 'kv'; it has permutation",
            "checks=[{name: a, route: {node: leef1, prefix: 10.1.1.1, next-hops: 1}}]         | there is no node 'leef1'",
            "faults=[{at: 1ms, link: `leaf1:eth9`, down: 1ms}]                                | the topology has no link 'leaf1:eth9'",
            "faults=[{at: 1ms, node: h9, kill: true}]                                         | there is no node 'h9'",
            "faults=[{at: 1ms, node: h1, storm: {priority: 3}}]                               | faults: storm is not served yet: it needs asic with PFC",
            "faults=[{at: 1ms, node: h1, slow-receiver: 10G}]                                 | faults: slow-receiver is not served yet: it needs asic with PFC",
            "asic=tiny                                                                        | asic 'tiny' is not served: the only profile there is so far is 'simple'",
            "nodes={leaf1: {asic: tiny}}                                                      | asic 'tiny' is not served: the only profile there is so far is 'simple'",
            "nodes={leaf9: {asic: simple}}                                                    | nodes.leaf9: no node is called that",
            "links.leaf1:eth9.delay=2us                                                       | links: the topology has no link 'leaf1:eth9'",
            "links.default.mtu=9000                                                           | mtu 9000 is more than containerlab will give the link leaf1:eth1 spine1:eth1 (4200) at topology.clab.yml:32:7",
            "links.default.dely=2us                                                           | unknown key 'dely' in links.default",
            "h9:config.rdma.rate=10G                                                          | no node is called 'h9'",
            "leaf1:config.qos.roce.mode=lossless                                              | qos.roce.mode: lossless needs asic with PFC and a shared buffer; 'simple' has neither",
            "leaf1:config.interface.eth7={}                                                   | leaf1 has no link at eth7; it has eth1, eth2",
            "leaf1:config.vrf.default.router.bgp.neighbor.eth8={remote-as: external}          | leaf1 has no link at eth8; it has eth1, eth2",
            "leaf1:config.interface.eth1.link.mtu=9000                                        | leaf1:eth1: mtu 9000 does not fit the link's 4200 at lab.yml:3:49"})
    void saysWhatDoesNotFit(String setting, String message) {
        assertThat(first(setting.replace('`', '"'))).startsWith("--set:1:").endsWith(": " + message);
    }

    @Test
    void holdsRolesAndNamesAgainstTheTopology() throws IOException {
        change("configs/h1.yml", "hostname: h1", "hostname: h2");
        change("configs/h2.yml", "rdma: {path-mtu: 4096, queue-pairs: 64, rate: 100G}", "");

        assertThat(problems()).contains("hostname is 'h2', but this is the configuration of h1 at topology.clab.yml:")
                .contains("a NIC needs rdma; h2 is a nic at topology.clab.yml:");
    }

    @Test
    void countsQueuePairs() {
        assertThat(first("h*:config.rdma.queue-pairs=1")).isEqualTo("--set:1:28: the workload needs 2 queue pairs on h1, it has 1");
    }

    @Test
    void refusesToWaitForTheEndOfAStream() {
        assertThat(first("workload=[{id: bg, stream: {from: h1, to: h2}}]", "checks=[{name: a, flows: {id: bg, complete: true}}]"))
                .endsWith("a stream has no end, so 'bg' cannot be complete");
    }

    @Test
    void laysRulesForLinksOverTheDefault() {
        Lab lab = Lab.read(folder, List.of("links.leaf*:eth2.speed=400G", "links.spine1:eth2 leaf2:eth1.delay=5us"));

        assertThat(lab.links()).extracting(l -> l.speed().value() / 1_000_000_000).containsExactly(100L, 400L, 100L, 400L);
        assertThat(lab.links()).extracting(l -> l.delay().value() / 1_000_000).containsExactly(1L, 1L, 5L, 1L);
        assertThat(lab.links(new LinkPattern("leaf1:eth1")).getFirst()).hasToString("leaf1:eth1 spine1:eth1");
    }

    @Test
    void takesAnotherSeed() {
        assertThat(Lab.read(folder, List.of(), Optional.of(7L)).file().seed()).isEqualTo(7);
        assertThat(Lab.read(folder, List.of("seed=8")).file().seed()).isEqualTo(8);
    }

    @Test
    void findsFlowsByWorkloadByIdAndByGlob() {
        Lab lab = Lab.read(folder, List.of());

        assertThat(lab.hosts()).containsExactly("h1", "h2");
        assertThat(lab.flows("permutation")).extracting(Flow::id).containsExactly("permutation/h1-h2", "permutation/h2-h1");
        assertThat(lab.flows("permutation/h2-h1")).hasSize(1);
        assertThat(lab.flows("*")).hasSize(2);
    }
}
