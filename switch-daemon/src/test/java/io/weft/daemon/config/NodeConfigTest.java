package io.weft.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.daemon.config.BgpConfig.Family;
import io.weft.daemon.config.BgpConfig.Timers;
import io.weft.daemon.config.NeighborConfig.DefaultRoute;
import io.weft.daemon.config.NeighborConfig.Peer;
import io.weft.daemon.config.NeighborConfig.RemoteAs;
import io.weft.daemon.config.StaticRoute.NextHop;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeConfigTest {
    private static final long SECOND = 1_000_000_000_000L;

    /** The example of the design, with an aggregate. */
    private static final String LEAF = """
            hostname: leaf1
            interface:
              lo:   {ip: {address: [10.255.0.11/32]}}      # router id, VTEP
              eth1: {}                                     # unnumbered towards spine1
              eth3: {ip: {address: [10.1.1.0/31]}}         # numbered host link
            router: {bgp: {autonomous-system: 65011, router-id: 10.255.0.11}}
            vrf:
              default:
                router:
                  static: {10.9.0.0/16: {via: 10.1.1.1}}
                  bgp:
                    neighbor: {eth1: {type: unnumbered, remote-as: external}, 10.1.1.1: {remote-as: 65101}}
                    address-family: {ipv4-unicast: {redistribute: [connected], aggregate-route: {10.1.0.0/16: {summary-only: true}}}}
            qos: {roce: {mode: lossless}}
            """;

    private static NodeConfig read(String text) {
        return NodeConfig.read(new Source("leaf1.yml", text));
    }

    @Test
    void readsASwitch() {
        NodeConfig leaf = read(LEAF);

        assertThat(leaf.hostname()).isEqualTo("leaf1");
        assertThat(leaf.isNic()).isFalse();
        assertThat(leaf.interfaces()).extracting(InterfaceConfig::name).containsExactly("lo", "eth1", "eth3");
        assertThat(leaf.loopback()).hasToString("[10.255.0.11/32]");
        assertThat(leaf.interfaceNamed("eth3").orElseThrow().addresses().getFirst().network()).hasToString("10.1.1.0/31");
        assertThat(leaf.roceMode().value()).isEqualTo(RoceMode.LOSSLESS);
        StaticRoute route = leaf.staticRoutes().getFirst();
        assertThat(route.prefix()).hasToString("10.9.0.0/16");
        assertThat(route.nextHops()).containsExactly(new NextHop.Address(new IpAddress.V4(0x0a01_0101)));
    }

    @Test
    void readsBgp() {
        BgpConfig bgp = read(LEAF).bgp().orElseThrow();

        assertThat(bgp.autonomousSystem()).isEqualTo(65011);
        assertThat(bgp.routerId()).hasToString("10.255.0.11");
        assertThat(bgp.timers()).isEqualTo(new Timers(9 * SECOND, 3 * SECOND, SECOND));
        assertThat(bgp.relaxAsPath()).isTrue();
        assertThat(bgp.neighbors()).extracting(NeighborConfig::peer)
                .containsExactly(new Peer.Unnumbered("eth1"), new Peer.Numbered(new IpAddress.V4(0x0a01_0101)));
        assertThat(bgp.neighbors()).extracting(NeighborConfig::remoteAs)
                .containsExactly(RemoteAs.Kind.EXTERNAL, new RemoteAs.Number(65101));
        assertThat(bgp.family(Family.IPV6_UNICAST)).isEmpty();
        BgpConfig.FamilyConfig ipv4 = bgp.family(Family.IPV4_UNICAST).orElseThrow();
        assertThat(ipv4.redistributeConnected()).isTrue();
        assertThat(ipv4.redistributeStatic()).isFalse();
        assertThat(ipv4.aggregates().getFirst().prefix()).isEqualTo(Prefix.parse("10.1.0.0/16").orElseThrow());
        assertThat(ipv4.aggregates().getFirst().summaryOnly()).isTrue();
    }

    @Test
    void readsWhatANeighborMaySay() {
        BgpConfig bgp = read("""
                hostname: leaf1
                interface: {lo: {ip: {address: [10.255.0.1/32]}}}
                router: {bgp: {autonomous-system: 4200000001, timers: {hold: 31, connection-retry: 250ms}}}
                vrf:
                  default:
                    router:
                      bgp:
                        address-family: {ipv4-unicast: {redistribute: static, multipaths: {ebgp: 8}}, ipv6-unicast: {}}
                        path-selection: {multipath: {aspath-ignore: off}}
                        neighbor:
                          eth1:
                            remote-as: internal
                            address-family:
                              ipv4-unicast: {default-route-origination: only, prefix-limits: {inbound: {maximum: 1000}}}
                              ipv6-unicast: {enable: off}
                """).bgp().orElseThrow();

        assertThat(bgp.routerId()).as("an IPv4 address of lo").hasToString("10.255.0.1");
        assertThat(bgp.timers()).as("a third of the hold time, whole seconds").isEqualTo(new Timers(31 * SECOND, 10 * SECOND, SECOND / 4));
        assertThat(bgp.relaxAsPath()).isFalse();
        assertThat(bgp.families()).as("one number for both").extracting(BgpConfig.FamilyConfig::ebgpPaths).containsExactly(8, 8);
        assertThat(bgp.family(Family.IPV4_UNICAST).orElseThrow().redistributeStatic()).isTrue();
        NeighborConfig neighbor = bgp.neighbors().getFirst();
        assertThat(neighbor.remoteAs()).isEqualTo(RemoteAs.Kind.INTERNAL);
        assertThat(neighbor.families()).hasSize(1);
        assertThat(neighbor.family(Family.IPV4_UNICAST).orElseThrow().defaultRoute()).isEqualTo(DefaultRoute.ONLY);
        assertThat(neighbor.family(Family.IPV4_UNICAST).orElseThrow().mostPrefixes()).hasValue(1000);
    }

    @Test
    void readsANic() {
        NodeConfig nic = read("""
                hostname: h1
                interface: {lo: {ip: {address: [10.1.1.1/32, fd00:1:1::1/128]}}, eth1: {link: {mtu: 4200}, description: to leaf1}}
                rdma: {address: 10.1.1.1, path-mtu: 1024, queue-pairs: 16, memory: [{size: 64MiB, access: [remote-write, local-write]}], rate: 100G,
                       ack-every: 4, timeout: 8, retry-count: 3}
                """);

        RdmaConfig rdma = nic.rdma().orElseThrow();
        assertThat(nic.isNic()).isTrue();
        assertThat(nic.bgp()).isEmpty();
        assertThat(nic.interfaceNamed("eth1").orElseThrow().mtu().orElseThrow().value()).isEqualTo(4200);
        assertThat(nic.interfaceNamed("eth1").orElseThrow().description()).isEqualTo("to leaf1");
        assertThat(rdma.addresses()).extracting(a -> a.value().toString()).containsExactly("10.1.1.1");
        assertThat(rdma.pathMtu().value()).isEqualTo(1024);
        assertThat(rdma.queuePairs().value()).isEqualTo(16);
        assertThat(rdma.memory()).containsExactly(new RdmaConfig.MemoryRegion(67_108_864, List.of(RdmaConfig.Access.LOCAL_WRITE,
                RdmaConfig.Access.REMOTE_WRITE)));
        assertThat(rdma.rate()).hasValue(100_000_000_000L);
        assertThat(rdma.ackEvery()).isEqualTo(4);
        assertThat(rdma.timeout()).isEqualTo(8);
        assertThat(rdma.retryCount()).isEqualTo(3);
    }

    @Test
    void takesANicsAddressesFromItsLoopback() {
        RdmaConfig rdma = read("""
                hostname: h1
                interface: {eth1: {ip: {address: [10.9.0.1/31]}}, lo: {ip: {address: [10.1.1.1/32, fd00:1:1::1/128]}}}
                rdma: {}
                """).rdma().orElseThrow();

        assertThat(rdma.addresses()).extracting(a -> a.value().toString()).containsExactly("10.1.1.1", "fd00:1:1::1");
        assertThat(rdma.ipMtu(false)).as("4096 + BTH 12 + RETH 16 + immediate 4 + ICRC 4 + UDP 8 + IPv4 20").isEqualTo(4160);
        assertThat(rdma.ipMtu(true)).isEqualTo(4180);
    }

    @Test
    void readsEveryKindOfStaticNextHop() {
        List<StaticRoute> routes = read("""
                hostname: leaf1
                vrf: {default: {router: {static: {
                  10.1.0.0/16: {via: [10.0.0.1, 10.0.0.3]},
                  10.2.0.0/16: {via: fe80::1%eth2},
                  10.3.0.0/16: {via: eth1},
                  fd00::/16: {via: blackhole}}}}}
                """).staticRoutes();

        assertThat(routes).extracting(StaticRoute::nextHops).containsExactly(
                List.of(new NextHop.Address(new IpAddress.V4(0x0a00_0001)), new NextHop.Address(new IpAddress.V4(0x0a00_0003))),
                List.of(new NextHop.LinkLocal(new IpAddress.V6(0xfe80_0000_0000_0000L, 1), "eth2")), List.of(new NextHop.Port("eth1")),
                List.of(new NextHop.Blackhole()));
    }

    @Test
    void knowsWhereEachValueWasWritten() {
        NodeConfig leaf = read(LEAF);

        assertThat(leaf.loopback().getFirst().origin()).hasToString("leaf1.yml:3:25");
        assertThat(leaf.bgp().orElseThrow().neighbors().get(1).origin()).hasToString("leaf1.yml:12:67");
    }

    @Test
    void saysWhatAnAsicHasNot() {
        Problems problems = new Problems();
        read(LEAF).checkServedBy("simple", problems);

        assertThat(catchThrowableOfType(ConfigException.class, problems::throwIfAny)).hasMessage("""
                leaf1.yml:14:20: qos.roce.mode: lossless needs asic with PFC and a shared buffer; 'simple' has neither
                   14 | qos: {roce: {mode: lossless}}
                      |                    ^^^^^^^^""");
    }
}
