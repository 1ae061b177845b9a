package io.weft.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weft.daemon.exit.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person sees who has made a mistake. */
class ConfigErrorsTest {
    private static String problemsOf(String text) {
        return problem(text).getMessage();
    }

    private static ConfigException problem(String text) {
        return catchThrowableOfType(ConfigException.class, () -> NodeConfig.read(new Source("configs/leaf1.yml", text)));
    }

    @Test
    void namesTheNearestKey() {
        assertThat(problemsOf("""
                hostname: leaf1
                router: {bgp: {autonomous-system: 65011, router-id: 10.255.0.11}}
                vrf:
                  default:
                    router:
                      bgp:
                        neighbor: {eth1: {remote_as: external, remote-as: external}}
                """)).isEqualTo("""
                configs/leaf1.yml:7:27: unknown key 'remote_as' in vrf.default.router.bgp.neighbor.eth1
                    7 |         neighbor: {eth1: {remote_as: external, remote-as: external}}
                      |                           ^^^^^^^^^ did you mean 'remote-as'?""");
    }

    @Test
    void reportsAllProblemsOfAFileFromTopToBottom() {
        assertThat(problemsOf("""
                hostname: leaf_1
                interfaces: {}
                interface:
                  eth0: {}
                  eth1: {ip: {address: [10.1.1.1/33]}}
                """)).isEqualTo("""
                configs/leaf1.yml:1:11: hostname: 'leaf_1' is not a host name: letters, digits and inner hyphens, at most 63 (RFC 1123 §2.1)
                    1 | hostname: leaf_1
                      |           ^^^^^^
                configs/leaf1.yml:2:1: unknown key 'interfaces'
                    2 | interfaces: {}
                      | ^^^^^^^^^^ did you mean 'interface'?
                configs/leaf1.yml:4:3: interface.eth0: eth0 is management, never a data port
                    4 |   eth0: {}
                      |   ^^^^
                configs/leaf1.yml:5:25: interface.eth1.ip.address: '10.1.1.1/33' is not an address with its length, such as 10.1.1.0/31
                    5 |   eth1: {ip: {address: [10.1.1.1/33]}}
                      |                         ^^^^^^^^^^^""");
    }

    @Test
    void refusesAnEmptyFile() {
        assertThat(problemsOf("")).isEqualTo("configs/leaf1.yml:1:1: the file is empty");
        assertThat(problemsOf("# nothing\n")).isEqualTo("""
                configs/leaf1.yml:1:1: the file is empty
                    1 | # nothing
                      | ^""");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThat(catchThrowableOfType(ConfigException.class, () -> NodeConfig.read(Path.of("no/such.yml"))))
                .hasMessage("no/such.yml:1:1: there is no such file");
    }

    @Test
    void saysWhereYamlEnds() {
        assertThat(problemsOf("hostname: leaf1\ninterface: {eth1: [}\n")).startsWith("configs/leaf1.yml:2:20: not YAML: ")
                .endsWith("    2 | interface: {eth1: [}\n      |                    ^");
        assertThat(problemsOf("hostname: leaf1\n\tinterface: {}\n")).startsWith("configs/leaf1.yml:2:1: not YAML: ");
        assertThat(problemsOf("hostname: a\n---\nhostname: b\n")).startsWith("configs/leaf1.yml:2:1: not YAML: ");
    }

    @Test
    void survivesWhatNobodyWouldWrite() {
        assertThat(problemsOf("[".repeat(100_000))).contains(":1:").contains("not YAML");
        assertThat(problemsOf("hostname: &a [*a]\n")).contains("an alias must not contain itself");
        assertThat(problemsOf("hostname: !java/object x\n")).contains("tags have no meaning here");
        assertThat(problemsOf("hostname: \u0007\n")).contains("not YAML");
        assertThat(problemsOf("? [a, b]\n: c\n")).contains("a key must be a single word");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "1:1   | hostname missing     | interface: {}                                                   | key 'hostname' is missing",
            "1:15  | key twice            | {hostname: a, hostname: b}                                      | key 'hostname' is written twice; first at line 1",
            "1:26  | list for mapping     | {hostname: a, interface: [eth1]}                                | interface must be a mapping, not a list",
            "1:26  | word for mapping     | {hostname: a, interface: eth1}                                  | interface must be a mapping, not a single value",
            "1:12  | mapping for word     | {hostname: {a: b}}                                              | hostname must be a single value, not a mapping",
            "1:46  | mtu out of range     | {hostname: a, interface: {eth1: {link: {mtu: 99999}}}}          | interface.eth1.link.mtu: '99999' is not a whole number from 1280 to 9500",
            "1:21  | another VRF          | {hostname: a, vrf: {red: {}}}                                   | vrf.red: only the VRF 'default' is served",
            "1:32  | path mtu             | {hostname: a, rdma: {path-mtu: 4095}}                           | rdma.path-mtu: '4095' is not one of 256, 512, 1024, 2048, 4096",
            "1:28  | no unit              | {hostname: a, rdma: {rate: 100}}                                | rdma.rate: '100' has no unit; units are k, M, G, T",
            "1:28  | bad unit             | {hostname: a, rdma: {rate: 100Gbps}}                            | rdma.rate: '100Gbps' has an unknown unit 'Gbps'; units are k, M, G, T",
            "1:38  | overflow             | {hostname: a, rdma: {memory: [{size: 9000000000GiB}]}}          | rdma.memory[0].size: '9000000000GiB' is too large",
            "1:31  | rdma address         | {hostname: a, rdma: {address: 10.0.0.1}}                        | rdma.address: no interface of this node has 10.0.0.1",
            "1:34  | roce mode            | {hostname: a, qos: {roce: {mode: fast}}}                        | qos.roce.mode: 'fast' is not one of lossy, lossless",
            "1:24  | no autonomous system | {hostname: a, router: {bgp: {router-id: 1.1.1.1}}}              | BGP needs 'autonomous-system' in router.bgp",
            "1:49  | AS 0                 | {hostname: a, router: {bgp: {autonomous-system: 0, router-id: 1.1.1.1}}} | router.bgp.autonomous-system: '0' is not a whole number from 1 to 4294967294",
    })
    void tellsWhereAndWhat(String place, String what, String text, String message) {
        assertThat(problemsOf(text).lines().findFirst().orElseThrow()).as(what)
                .isEqualTo("configs/leaf1.yml:" + place + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "eth1: {}                                             | vrf.default.router.bgp.neighbor.eth1 needs 'remote-as'",
            "eth1: {remote-as: 65001.1}                           | vrf.default.router.bgp.neighbor.eth1.remote-as: '65001.1' is not internal, external or an AS number from 1 to 4294967294",
            "eth1: {remote-as: external, type: numbered}          | neighbor eth1 cannot be numbered",
            "spine1: {remote-as: external}                        | neighbor spine1: a neighbor is a port such as eth1, or an address",
            "10.9.9.9: {remote-as: external}                      | neighbor 10.9.9.9 is on no subnet of this node",
            "eth1: {remote-as: external, timers: {hold: 9}}       | unknown key 'timers' in vrf.default.router.bgp.neighbor.eth1",
            "eth1: {remote-as: external, address-family: {ipv6-unicast: {}}} | neighbor eth1: ipv6-unicast is not in this router's address-family",
            "eth1: {remote-as: external, address-family: {ipv4-unicast: {default-route-origination: maybe}}} | vrf.default.router.bgp.neighbor.eth1.address-family.ipv4-unicast.default-route-origination: 'maybe' is not on, off or only",
    })
    void tellsWhatIsWrongWithANeighbor(String neighbor, String message) {
        String text = """
                hostname: leaf1
                interface: {lo: {ip: {address: [10.255.0.1/32]}}}
                router: {bgp: {autonomous-system: 65011}}
                vrf: {default: {router: {bgp: {neighbor: {%s}}}}}
                """.formatted(neighbor);

        assertThat(problemsOf(text).lines().findFirst().orElseThrow()).startsWith("configs/leaf1.yml:4:").endsWith(": " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "timers: {hold: 2}                       | vrf.default.router.bgp.timers.hold: must be 0, or whole seconds from 3 to 65535 (RFC 4271 §4.2)",
            "timers: {keepalive: 9}                  | vrf.default.router.bgp.timers.keepalive must be more than 0 and less than the hold time",
            "timers: {keepalive: 500ms}              | vrf.default.router.bgp.timers.keepalive: '500ms' is not whole seconds",
            "timers: {connection-retry: 0}           | vrf.default.router.bgp.timers.connection-retry: must be more than 0",
            "router-id: 0.0.0.0                      | vrf.default.router.bgp.router-id: '0.0.0.0' is not a router id: an IPv4 address other than 0.0.0.0 (RFC 6286 §2.1)",
            "address-family: {ipv4-unicast: {network: [fd00::/64]}} | vrf.default.router.bgp.address-family.ipv4-unicast.network: 'fd00::/64' does not belong to ipv4-unicast",
            "address-family: {ipv4-unicast: {multipaths: {ebgp: 4, ibgp: 8}}} | 8 here and 4 at configs/leaf1.yml:4:83: there is one number for both",
    })
    void tellsWhatIsWrongWithTheRouter(String part, String message) {
        String text = """
                hostname: leaf1
                interface: {lo: {ip: {address: [10.255.0.1/32]}}}
                router: {bgp: {autonomous-system: 65011}}
                vrf: {default: {router: {bgp: {%s}}}}
                """.formatted(part);

        assertThat(problemsOf(text).lines().findFirst().orElseThrow()).startsWith("configs/leaf1.yml:4:").endsWith(": " + message);
    }

    @Test
    void isAMatterOfExitCode2() {
        assertThat(ExitCode.of(problem(""))).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "10.9.0.1/16: {via: eth1}                | '10.9.0.1/16' has bits set beyond its length",
            "banana: {via: eth1}                     | 'banana' is not a prefix such as 10.1.0.0/16",
            "10.9.0.0/16: {}                         | vrf.default.router.static.10.9.0.0/16 needs 'via'",
            "10.9.0.0/16: {via: fe80::1}             | 'fe80::1' is link-local: say on which port, fe80::1%eth1",
            "10.9.0.0/16: {via: fd00::1}             | fd00::1 is not of the family of 10.9.0.0/16",
            "10.9.0.0/16: {via: [eth1, blackhole]}   | blackhole cannot share a route with other next hops",
            "10.9.0.0/16: {via: nowhere}             | 'nowhere' is not an address, a port such as eth1, or blackhole",
    })
    void tellsWhatIsWrongWithAStaticRoute(String route, String message) {
        String text = "hostname: leaf1\nvrf: {default: {router: {static: {%s}}}}\n".formatted(route);

        assertThat(problemsOf(text).lines().findFirst().orElseThrow()).startsWith("configs/leaf1.yml:2:").endsWith(message);
    }

    @Test
    void namesBothPlacesOfAnAddressUsedTwice() {
        assertThat(problemsOf("""
                hostname: leaf1
                interface:
                  lo:   {ip: {address: [10.1.1.1/32]}}
                  eth1: {ip: {address: [10.1.1.1/31]}}
                """)).isEqualTo("""
                configs/leaf1.yml:4:25: address 10.1.1.1 is already at configs/leaf1.yml:3:25
                    4 |   eth1: {ip: {address: [10.1.1.1/31]}}
                      |                         ^^^^^^^^^^^""");
    }
}
