package io.weft.labs.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weft.daemon.config.ConfigException;
import io.weft.daemon.config.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopologyTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeConfigurations() throws IOException {
        Files.createDirectories(folder.resolve("configs"));
        for (String node : new String[]{"leaf1", "spine1", "h1", "other"}) {
            Files.writeString(folder.resolve("configs/" + node + ".yml"), "hostname: " + node + "\n");
        }
    }

    private Topology read(String text) {
        return Topology.read(new Source("topology.clab.yml", text), folder.resolve("topology.clab.yml"),
                name -> Optional.ofNullable(Map.of("TAG", "7")
                        .get(name)));
    }

    private String problemsOf(String text) {
        return catchThrowableOfType(ConfigException.class, () -> read(text)).getMessage();
    }

    private static String lab(String nodes, String links) {
        return """
                name: clos
                topology:
                  defaults: {kind: linux}
                  kinds: {linux: {image: "weft:$TAG", cmd: switch, binds: ["configs/__clabNodeName__.yml:/etc/weft/config.yml:ro"]}}
                  nodes: {%s}
                  links: [%s]
                """.formatted(nodes, links);
    }

    @Test
    void readsNodesAndLinksInTheOrderOfTheFile() {
        Topology topology = read(lab("spine1: , leaf1: {}, h1: {cmd: nic}", """
                {endpoints: ["leaf1:eth10", "spine1:eth1"], mtu: 4200}, {endpoints: ["leaf1:eth2", "h1:eth1"]}"""));

        assertThat(topology.name()).isEqualTo("clos");
        assertThat(topology.nodes()).extracting(TopologyNode::name).containsExactly("spine1", "leaf1", "h1");
        assertThat(topology.nodes()).extracting(TopologyNode::id).containsExactly(0, 1, 2);
        assertThat(topology.nodes()).extracting(TopologyNode::role).containsExactly(Role.SWITCH, Role.SWITCH, Role.NIC);
        assertThat(topology.hosts()).extracting(TopologyNode::name).containsExactly("h1");
        assertThat(topology.node("leaf1").orElseThrow().image()).isEqualTo("weft:7");
        assertThat(topology.node("leaf1").orElseThrow().config()).isEqualTo(folder.resolve("configs/leaf1.yml"));
        assertThat(topology.node("leaf1").orElseThrow().ports()).as("by number, not by letters").containsExactly("eth2", "eth10");
        assertThat(topology.links()).hasToString("[leaf1:eth10 spine1:eth1, leaf1:eth2 h1:eth1]");
        assertThat(topology.links().getFirst().a().port()).isEqualTo(1);
        assertThat(topology.links()).extracting(Link::mtuOrDefault).containsExactly(4200, 9500);
    }

    @Test
    void readsTheExtendedFormOfALink() {
        Topology topology = read(lab("leaf1: {}, spine1: {}",
                """
                {type: veth, endpoints: [{node: leaf1, interface: eth1, mac: "02:00:00:00:00:01"}, {node: spine1, interface: eth1}], vars: {a: b}}"""));

        assertThat(topology.links()).hasToString("[leaf1:eth1 spine1:eth1]");
    }

    @Test
    void takesTheMostSpecificSetting() {
        TopologyNode node = read("""
                name: clos
                topology:
                  defaults: {kind: linux, image: d, cmd: switch, group: hosts, env: {A: d, B: d, C: d, D: d}, binds: ["configs/other.yml:/etc/weft/config.yml"]}
                  kinds: {linux: {image: k, env: {B: k, C: k, D: k}, labels: {x: k}}}
                  groups: {hosts: {cmd: "nic --config '/etc/h.yml'", env: {C: g, D: g}}}
                  nodes: {h1: {env: {D: n}, binds: ["./configs/h1.yml:/etc/h.yml:ro"]}}
                """).nodes().getFirst();

        assertThat(node.env()).hasToString("{A=d, B=k, C=g, D=n}");
        assertThat(node.image()).isEqualTo("k");
        assertThat(node.group()).isEqualTo("hosts");
        assertThat(node.role()).isEqualTo(Role.NIC);
        assertThat(node.cmd()).containsExactly("nic", "--config", "/etc/h.yml");
        assertThat(node.binds()).extracting(Bind::container).containsExactly("/etc/weft/config.yml", "/etc/h.yml");
        assertThat(node.config()).isEqualTo(folder.resolve("configs/h1.yml"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "leaf1:eth1 | spine9:eth1 | the link's end spine9:eth1 dangles: there is no node 'spine9'",
            "leaf1:eth1 | host:eth1   | the link's end host:eth1 dangles: host is outside the lab",
            "leaf1:eth1 | leaf1:eth2  | the link leaf1:eth1 leaf1:eth2 leads from a node to itself",
            "leaf1:eth1 | spine1:eth0 | spine1:eth0: a port is ethN with N from 1; eth0 is management",
            "leaf1:eth1 | spine1:swp1 | spine1:swp1: a port is ethN with N from 1",
            "leaf1:eth1 | spine1      | 'spine1' is not an endpoint such as leaf1:eth1",
            "leaf1:eth1 | leaf1:eth1  | leaf1:eth1 is already an end of the link at line 6"})
    void refusesALinkThatLeadsNowhere(String a, String b, String message) {
        String problems = problemsOf(lab("leaf1: {}, spine1: {}", "{endpoints: [\"" + a + "\", \"" + b + "\"]}"));

        assertThat(problems.lines().findFirst().orElseThrow()).isEqualTo("topology.clab.yml:6:38: " + message);
    }

    @Test
    void namesTheNearestNodeOfADanglingLink() {
        assertThat(problemsOf(lab("leaf1: {}, spine1: {}", "{endpoints: [\"leaf1:eth1\", \"spin1:eth1\"]}"))).isEqualTo("""
                topology.clab.yml:6:38: the link's end spin1:eth1 dangles: there is no node 'spin1'
                    6 |   links: [{endpoints: ["leaf1:eth1", "spin1:eth1"]}]
                      |                                      ^^^^^^^^^^^^ did you mean 'spine1'?""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "x: {kind: bridge}          | node x is of kind 'bridge'; only kind linux is served",
            "leaf1: {cmd: swich}        | node leaf1 is neither a switch nor a nic: its cmd starts with 'swich'",
            "leaf1: {immage: x}         | unknown key 'immage' in topology.nodes.leaf1",
            "leaf1: {cmd: switch --config /etc/none.yml} | node leaf1 has no configuration: nothing is bound to /etc/none.yml",
            "leaf1: {binds: [nonsense]} | 'nonsense' is not HOST:CONTAINER or HOST:CONTAINER:ro",
            "leaf*: {}                  | topology.nodes.leaf*: 'leaf*' is not a name: letters, digits, and inside - . _"})
    void saysWhatIsWrongWithANode(String node, String message) {
        assertThat(problemsOf(lab(node, "")).lines()).anyMatch(line -> line.matches("topology.clab.yml:5:[0-9]+: \\Q" + message + "\\E.*"));
    }

    @Test
    void namesAConfigurationThatIsMissing() {
        assertThat(problemsOf(lab("spine2: {}", ""))).contains("node spine2: there is no file " + folder.resolve("configs/spine2.yml"));
    }

    @Test
    void isAsStrictAsContainerlab() {
        assertThat(problemsOf("name: a\ntopologie: {}\n")).contains("unknown key 'topologie'").contains("did you mean 'topology'?")
                .contains("key 'topology' is missing").contains("topology needs nodes");
        assertThat(problemsOf(lab("leaf1: {}", "{type: vxlan, endpoint: {node: leaf1, interface: eth1}}")))
                .startsWith("topology.clab.yml:6:12: a link of type 'vxlan' leaves the lab; only veth is served");
        assertThat(problemsOf("name: {{ .Name }}\n")).startsWith("topology.clab.yml:1:1: templates are not read");
    }
}
