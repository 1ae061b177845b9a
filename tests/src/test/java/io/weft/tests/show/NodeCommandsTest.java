package io.weft.tests.show;

import static io.weft.tests.show.SmallFabric.HOST;
import static io.weft.tests.show.SmallFabric.LEAF;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weft.daemon.cli.show.Answer;
import io.weft.daemon.cli.show.NodeCommands;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The MAC address of a port is 02:57, node, port from 1; its link-local address the modified EUI-64 of that (RFC 4291 §2.5.6): node 1's first port
 * is fe80::57:ff:fe01:1. Everything else stands in the configuration of {@link SmallFabric}.
 */
class NodeCommandsTest {
    private static SmallFabric fabric;

    @BeforeAll
    static void converge() {
        fabric = new SmallFabric().runUntil(10 * SmallFabric.SECOND).writeToNobody();
    }

    private static JsonNode json(int node, String words) throws Exception {
        return JsonMapper.builder().build().readTree(fabric.text(node, words + " json"));
    }

    @Test
    void showsTheRoutesAsVtyshDoes() {
        assertThat(fabric.text(LEAF, "show ip route")).isEqualTo("""
                Codes: C - connected, L - local, S - static, B - BGP,
                       > - selected route, * - FIB route, r - rejected route

                B>* 10.1.1.1/32 [20/0] via fe80::57:ff:fe01:1, eth1
                S>* 10.9.0.0/16 [1/0] unreachable (blackhole)
                B>* 10.255.0.1/32 [20/0] via fe80::57:ff:fe02:1, eth2
                L>* 10.255.0.11/32 is directly connected, lo
                """);
    }

    @Test
    void showsTheLongestPrefixOfAnAddress() {
        assertThat(fabric.text(LEAF, "show ip route 10.9.7.7")).isEqualTo("S>* 10.9.0.0/16 [1/0] unreachable (blackhole)\n");
    }

    @Test
    void showsBgpSessionsAndWhatTheyCarry() {
        assertThat(fabric.text(LEAF, "show bgp summary").lines().filter(l -> !l.contains("eth")).toList()).containsExactly("IPv4 Unicast Summary:",
                "BGP router identifier 10.255.0.11, local AS number 65011 VRF default vrf-id 0", "RIB entries 3", "Peers 2", "",
                "Neighbor        V         AS   MsgRcvd   MsgSent  Up/Down State/PfxRcd   PfxSnt", "", "Total number of neighbors 2");
        assertThat(fabric.text(LEAF, "show bgp summary")).containsPattern("(?m)^eth1 +4 +65101 +[0-9]+ +[0-9]+ 00:00:10 +1 +2$");
    }

    @Test
    void showsOneNeighborWithTimersAndCapabilities() {
        assertThat(fabric.text(LEAF, "show bgp neighbors eth1").lines().limit(9)).containsExactly(
                "BGP neighbor on eth1: fe80::57:ff:fe01:1, remote AS 65101, local AS 65011, external link",
                "  BGP version 4, remote router ID 10.1.1.1, local router ID 10.255.0.11", "  BGP state = Established, up for 00:00:10",
                "  Hold time is 9 seconds, keepalive interval is 3 seconds", "  Neighbor capabilities, received:", "    multiprotocol ipv4-unicast",
                "    extended next hop [1/1 by 2]", "    route refresh", "    four-octet AS 65101");
    }

    @Test
    void saysWhyASessionIsDown() {
        SmallFabric broken = new SmallFabric().runUntil(10 * SmallFabric.SECOND).loseSpine();
        assertThat(broken.text(LEAF, "show bgp summary")).endsWith("eth2 is Idle: eth2 is down: no carrier\n");
        assertThat(broken.text(LEAF, "show bgp neighbors eth2")).contains("  BGP state = Idle: eth2 is down: no carrier\n")
                .contains("  Connections established 1; dropped 1\n");
        assertThat(broken.text(LEAF, "show interface eth2").lines().toList().getLast()).startsWith("eth2       down  100G   4200  02:57:00:00:00:02");
    }

    @Test
    void showsEveryPathWithTheDecision() {
        assertThat(fabric.text(LEAF, "show bgp ipv4 unicast 10.1.1.1/32")).isEqualTo("""
                BGP routing table entry for 10.1.1.1/32
                Paths: (1 available, best #1, table default)
                  65101
                    fe80::57:ff:fe01:1 from eth1 (10.1.1.1)
                      Origin incomplete, metric 0, localpref 100, valid, external, best
                      Decision: best
                """);
        assertThat(fabric.text(LEAF, "show bgp ipv4 unicast"))
                .contains(" *> 10.1.1.1/32        fe80::57:ff:fe01:1               0    100      0 65101 ?\n")
                .contains(" *> 10.255.0.11/32     0.0.0.0                          0         32768 ?\n")
                .endsWith("Displayed 3 routes and 3 total paths\n");
    }

    @Test
    void showsInterfaces() {
        assertThat(fabric.text(LEAF, "show interface")).isEqualTo("""
                Interface  Oper  Speed   MTU  MAC                Addresses
                eth1       up    100G   4200  02:57:00:00:00:01  fe80::57:ff:fe00:1/64
                eth2       up    100G   4200  02:57:00:00:00:02  fe80::57:ff:fe00:2/64
                """);
    }

    @Test
    void showsNeighborsDropsAndTables() {
        assertThat(fabric.text(LEAF, "show ipv6 neighbors")).contains("fe80::57:ff:fe01:1  02:57:00:01:00:01  eth1");
        assertThat(fabric.text(LEAF, "show drops")).isEqualTo("No packet was dropped.\n");
        assertThat(fabric.text(LEAF, "show balance")).endsWith("Nothing is lost silently.\n");
        assertThat(fabric.text(LEAF, "table dump ipv4_fib")).contains("vrf=0 ipv4.destination=10.9.0.0/16 -> discard()\n");
        assertThat(fabric.text(LEAF, "table list")).contains("ipv4_fib                 4/131072");
    }

    /** 3 packets from PSN 100 to an address that h1 has no route to. */
    @Test
    void showsWhyAQueuePairStalls() {
        assertThat(fabric.text(HOST, "show qp")).isEqualTo(
                "QPN       State          Peer      PeerQPN   NextPSN  UnackedPSN  ExpectedPSN  Pending  Packets  Retrans  Timeouts  NAKs  Stalled\n"
                        + "0x000011  READY_TO_SEND  10.1.9.9  0x000012      103         100          200        1        3        0         0     0"
                        + "  all is sent, acknowledgements are missing\n");
        assertThat(fabric.text(HOST, "show drops")).isEqualTo("""
                Reason    Packets  Meaning
                NO_ROUTE        3  no route to the destination
                """);
        assertThat(fabric.text(HOST, "show memory")).isEqualTo("""
                Rkey        Address             Bytes  Written  Content    Access
                0x00001234  0x0000000000010000  65536        0  described  remote-write
                """);
    }

    @Test
    void givesJsonWithVtyshsKeys() throws Exception {
        JsonNode peer = json(LEAF, "show bgp summary").at("/ipv4Unicast/peers/eth1");
        assertThat(peer.at("/remoteAs").asInt()).isEqualTo(65101);
        assertThat(peer.at("/state").asText()).isEqualTo("Established");
        assertThat(peer.at("/pfxRcd").asInt()).isEqualTo(1);
        JsonNode route = json(LEAF, "show ip route").get("10.1.1.1/32").get(0);
        assertThat(route.at("/protocol").asText()).isEqualTo("bgp");
        assertThat(route.at("/installed").asBoolean()).isTrue();
        assertThat(route.at("/nexthops/0/interfaceName").asText()).isEqualTo("eth1");
        JsonNode path = json(LEAF, "show bgp ipv4 unicast").at("/routes").get("10.1.1.1/32").get(0);
        assertThat(path.at("/bestpath").asBoolean()).isTrue();
        assertThat(path.at("/path").asText()).isEqualTo("65101");
        assertThat(json(LEAF, "show bgp neighbors eth1").at("/eth1/bgpTimerHoldTimeMsecs").asInt()).isEqualTo(9000);
        assertThat(json(HOST, "show qp").at("/0/stalled").asText()).isEqualTo("AWAITING_ACK");
    }

    @Test
    void hasJsonForEveryCommand() throws Exception {
        for (String words : List.of("show bgp summary", "show bgp neighbors", "show bgp unicast", "show bgp ipv6 unicast", "show ip route",
                "show ipv6 route",
                "show interface", "show interface counters", "show queue counters", "show arp", "show ipv6 neighbors", "show drops", "show balance",
                "show qp", "show memory", "table list", "table dump neighbor")) {
            assertThat(json(HOST, words).isContainerNode()).as(words).isTrue();
        }
    }

    @Test
    void saysWhatIsPossibleAndWhatWasPerhapsMeant() {
        assertThat(fabric.ask(LEAF, "show bgp sumary")).isEqualTo(
                new Answer.Error("'sumary' is not known after 'show bgp': possible is summary, neighbors, unicast, ipv4, ipv6",
                        Optional.of("show bgp summary")));
        assertThat(fabric.ask(LEAF, "show interface eth9"))
                .isEqualTo(new Answer.Error("leaf1 has no interface eth9: there is eth1, eth2", Optional.of("show interface eth1")));
        assertThat(fabric.ask(LEAF, "show qp"))
                .isEqualTo(new Answer.Error("leaf1 is a switch: only a NIC has queue pairs and registered memory", Optional.empty()));
        assertThat(fabric.ask(LEAF, "table dump")).isEqualTo(new Answer.Error("'table dump' needs one more word: a name", Optional.empty()));
    }

    @Test
    void takesWordsCutShort() {
        assertThat(fabric.ask(LEAF, "sh bgp sum")).isEqualTo(fabric.ask(LEAF, "show bgp summary"));
    }

    @Test
    void completesWords() {
        assertThat(NodeCommands.completions(List.of())).containsExactly("show", "table");
        assertThat(NodeCommands.completions(List.of("show", "ip"))).containsExactly("ip", "ipv6");
        assertThat(NodeCommands.completions(List.of("show", "interface", ""))).containsExactly("counters", "json");
        assertThat(NodeCommands.completions(List.of("show", "ip", "route", "10.1.1.1", "j"))).containsExactly("json");
        assertThat(NodeCommands.completions(List.of("nothing", ""))).isEmpty();
    }
}
