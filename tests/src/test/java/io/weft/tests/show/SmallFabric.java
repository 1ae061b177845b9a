package io.weft.tests.show;

import io.weft.bgp.address.IpAddress;
import io.weft.daemon.cli.show.Answer;
import io.weft.daemon.cli.show.NodeCommands;
import io.weft.daemon.config.NodeConfig;
import io.weft.daemon.config.Source;
import io.weft.daemon.node.Input;
import io.weft.daemon.node.NicNode;
import io.weft.daemon.node.Node;
import io.weft.daemon.node.NodeListener;
import io.weft.daemon.node.NodeProfile;
import io.weft.daemon.node.Order;
import io.weft.daemon.node.PortProfile;
import io.weft.daemon.node.RoutedNode;
import io.weft.daemon.node.SwitchNode;
import io.weft.daemon.node.World;
import io.weft.labs.virtual.FabricPlan;
import io.weft.labs.virtual.NodeFactory.Place;
import io.weft.labs.virtual.VirtualFabric;
import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.port.LineRate;
import java.util.ArrayList;
import java.util.List;

/** The switch leaf1, the NIC h1 behind its eth1 and the switch spine1 behind its eth2, all unnumbered. */
final class SmallFabric {
    static final int LEAF = 0;
    static final int HOST = 1;
    static final int SPINE = 2;
    static final long SECOND = 1_000_000_000_000L;
    private static final int TO_SPINE = 1;

    private final VirtualFabric fabric;

    SmallFabric() {
        var plan = new FabricPlan(1);
        plan.node("leaf1", List.of("eth1", "eth2"), (world, place) -> node(world, place, config("leaf1", "10.255.0.11", 65011, "eth1", "eth2")
                .replace("static: {}", "static: {10.9.0.0/16: {via: blackhole}}")));
        plan.node("h1", List.of("eth1"), (world, place) -> node(world, place, config("h1", "10.1.1.1", 65101, "eth1") + "rdma: {path-mtu: 4096}\n"));
        plan.node("spine1", List.of("eth1"), (world, place) -> node(world, place, config("spine1", "10.255.0.1", 65001, "eth1")));
        plan.link(LEAF, 0, HOST, 0, 1_000_000, 4200);
        plan.link(LEAF, TO_SPINE, SPINE, 0, 1_000_000, 4200);
        fabric = plan.build();
    }

    private static String config(String name, String loopback, int as, String... ports) {
        List<String> neighbors = new ArrayList<>();
        for (String port : ports) {
            neighbors.add(port + ": {type: unnumbered, remote-as: external}");
        }
        return """
                hostname: %s
                interface: {lo: {ip: {address: [%s/32]}}, %s: {}}
                router: {bgp: {autonomous-system: %d, router-id: %s}}
                vrf:
                  default:
                    router:
                      static: {}
                      bgp:
                        neighbor: {%s}
                        address-family: {ipv4-unicast: {redistribute: [connected]}}
                """.formatted(name, loopback, String.join(": {}, ", ports), as, loopback, String.join(", ", neighbors));
    }

    private static Node node(World world, Place place, String config) {
        List<PortProfile> ports = new ArrayList<>();
        for (int port = 0; port < place.ports().size(); port++) {
            ports.add(new PortProfile(place.ports().get(port), PortProfile.mac(place.index(), port), LineRate.ofGigabits(100), 4200));
        }
        NodeConfig read = NodeConfig.read(new Source(place.name() + ".yml", config));
        var profile = new NodeProfile(place.name(), place.index(), place.seed(), read, ports, false, 0);
        return read.isNic()
                ? new NicNode(profile, world, Observer.NONE, NodeListener.NONE)
                : new SwitchNode(profile, world, Observer.NONE, NodeListener.NONE);
    }

    SmallFabric runUntil(long time) {
        fabric.runUntil(time);
        return this;
    }

    SmallFabric loseSpine() {
        fabric.linkDown(TO_SPINE, fabric.now());
        return runUntil(fabric.now() + SECOND);
    }

    SmallFabric order(int node, Order order) {
        fabric.at(fabric.now(), node, new Input.Command(order));
        return this;
    }

    /** A queue pair with a peer that is nowhere, and one WRITE of three packets on it. */
    SmallFabric writeToNobody() {
        IpAddress own = IpAddress.parse("10.1.1.1").orElseThrow();
        IpAddress nobody = IpAddress.parse("10.1.9.9").orElseThrow();
        order(HOST, new Order.RegisterMemory(0x1234, 0x10000, 65536));
        order(HOST, new Order.OpenQueuePair(17, own, nobody, 18, 100, 200));
        order(HOST, new Order.PostWrite(17, 1, 0x20000, 0x5678, 3 * 4096, 1, 0));
        return runUntil(fabric.now() + SECOND / 1000);
    }

    Answer ask(int node, String words) {
        return NodeCommands.run((RoutedNode) fabric.node(node), List.of(words.split(" ")), fabric.now());
    }

    String text(int node, String words) {
        return switch (ask(node, words)) {
            case Answer.Text(String text) -> text;
            case Answer.Error error -> throw new AssertionError(words + ": " + error);
        };
    }
}
