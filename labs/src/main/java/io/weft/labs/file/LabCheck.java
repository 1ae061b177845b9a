package io.weft.labs.file;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.daemon.config.InterfaceAddress;
import io.weft.daemon.config.InterfaceConfig;
import io.weft.daemon.config.Located;
import io.weft.daemon.config.Nearest;
import io.weft.daemon.config.NeighborConfig;
import io.weft.daemon.config.NodeConfig;
import io.weft.daemon.config.Origin;
import io.weft.daemon.config.Problems;
import io.weft.daemon.config.RdmaConfig;
import io.weft.daemon.config.StaticRoute.NextHop;
import io.weft.labs.topology.Endpoint;
import io.weft.labs.topology.Link;
import io.weft.labs.topology.Role;
import io.weft.labs.topology.Topology;
import io.weft.labs.topology.TopologyNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Holds topology, configurations and links against each other; a message names both places where there are two. */
final class LabCheck {
    private final Topology topology;
    private final LabFile file;
    private final List<NodeConfig> configs;
    private final Problems problems = new Problems();

    private LabCheck(Topology topology, LabFile file, List<NodeConfig> configs) {
        this.topology = topology;
        this.file = file;
        this.configs = configs;
    }

    /** The lab, or everything that is wrong with it; flows are only looked at when the fabric is sound. */
    static Lab check(Topology topology, LabFile file, List<NodeConfig> configs) {
        LabCheck check = new LabCheck(topology, file, configs);
        List<LinkSettings> links = new LinkRules(topology, file, check.problems).settings();
        check.asics();
        topology.nodes().forEach(check::node);
        check.addresses();
        check.subnets();
        if (check.problems.isEmpty()) {
            topology.links().forEach(link -> check.mtus(link, links.get(link.id())));
        }
        ReferenceCheck references = new ReferenceCheck(topology, file, check.problems);
        references.workload();
        check.problems.throwIfAny();
        List<Flow> flows = references.flows();
        references.faults();
        references.checks(flows);
        check.queuePairs(flows);
        check.problems.throwIfAny();
        return new Lab(topology, file, configs, links, flows);
    }

    static Located<String> asic(LabFile file, String node) {
        return file.nodes().stream().filter(rule -> rule.glob().matches(node)).reduce((_, last) -> last).map(LabFile.NodeRule::asic)
                .orElse(file.asic());
    }

    private void asics() {
        List<Located<String>> named = new ArrayList<>(List.of(file.asic()));
        for (LabFile.NodeRule rule : file.nodes()) {
            named.add(rule.asic());
            if (topology.nodes().stream().noneMatch(n -> rule.glob().matches(n.name()))) {
                problems.add(rule.origin(), "nodes." + rule.glob().pattern() + ": no node is called that",
                        Nearest.to(rule.glob().pattern(), topology.nodes().stream().map(TopologyNode::name).toList()));
            }
        }
        named.stream().filter(asic -> !asic.value().equals(Lab.SIMPLE)).forEach(asic -> problems.add(asic.origin(),
                "asic '" + asic.value() + "' is not served: the only profile there is so far is '" + Lab.SIMPLE + "'"));
    }

    private void node(TopologyNode node) {
        NodeConfig config = configs.get(node.id());
        if (!config.hostname().equals(node.name())) {
            problems.add(config.origin(), "hostname is '" + config.hostname() + "', but this is the configuration of " + node.name() + " at "
                    + node.origin());
        }
        if (config.isNic() != (node.role() == Role.NIC)) {
            problems.add(config.rdma().map(RdmaConfig::origin).orElse(config.origin()), config.isNic()
                    ? "a switch has no rdma; " + node.name() + " is a switch at " + node.origin()
                    : "a NIC needs rdma; " + node.name() + " is a nic at " + node.origin());
        }
        config.rdma().filter(rdma -> rdma.addresses().isEmpty())
                .ifPresent(rdma -> problems.add(rdma.origin(), "a NIC needs an address: in rdma, or on lo"));
        if (config.isNic() && node.ports().size() != 1) {
            problems.add(node.origin(),
                    node.name() + " has " + node.ports().size() + " links; a NIC has one port: give each further one a node of its own");
        }
        config.checkServedBy(asic(file, node.name()).value(), problems);
        config.interfaces().stream().filter(i -> !i.isLoopback()).forEach(i -> wired(node, i.name(), i.origin()));
        config.bgp().ifPresent(bgp -> bgp.neighbors().forEach(n -> {
            if (n.peer() instanceof NeighborConfig.Peer.Unnumbered(String port)) {
                wired(node, port, n.origin());
            }
        }));
        config.staticRoutes().forEach(route -> route.nextHops().forEach(hop -> {
            switch (hop) {
                case NextHop.Port(String port) -> wired(node, port, route.origin());
                case NextHop.LinkLocal(_, String port) -> wired(node, port, route.origin());
                case NextHop.Address _,NextHop.Blackhole _ -> {
                }
            }
        }));
    }

    private void wired(TopologyNode node, String port, Origin origin) {
        if (node.port(port) < 0) {
            problems.add(origin,
                    node.name() + " has no link at " + port + "; it has " + (node.ports().isEmpty() ? "none" : String.join(", ", node.ports())));
        }
    }

    private void addresses() {
        Map<IpAddress, Origin> taken = new TreeMap<>();
        for (NodeConfig config : configs) {
            for (InterfaceConfig port : config.interfaces()) {
                for (InterfaceAddress address : port.addresses()) {
                    Origin other = taken.putIfAbsent(address.address(), address.origin());
                    if (other != null) {
                        problems.add(address.origin(), "address " + address.address() + " is already at " + other);
                    }
                }
            }
        }
    }

    private record Subnet(Prefix prefix, int link, Origin origin) {
    }

    /** Subnets of ports must not overlap, unless the ports share a link. Sorted, a subnet that covers another stands before it. */
    private void subnets() {
        List<Subnet> subnets = new ArrayList<>();
        for (Link link : topology.links()) {
            collect(subnets, link, link.a().node(), link.a().portName());
            collect(subnets, link, link.b().node(), link.b().portName());
        }
        subnets.sort(Comparator.comparing(Subnet::prefix));
        Optional<Subnet> before = Optional.empty();
        for (Subnet subnet : subnets) {
            if (before.isPresent() && before.get().prefix().covers(subnet.prefix())) {
                Subnet wide = before.get();
                if (wide.link() != subnet.link()) {
                    problems.add(subnet.origin(),
                            "subnet " + subnet.prefix() + " overlaps " + wide.prefix() + " of another link at " + wide.origin());
                }
            } else {
                before = Optional.of(subnet);
            }
        }
    }

    private void collect(List<Subnet> subnets, Link link, int node, String port) {
        configs.get(node).interfaceNamed(port).stream().flatMap(i -> i.addresses().stream()).filter(a -> a.length() < (a.isV4() ? 32 : 128))
                .forEach(a -> subnets.add(new Subnet(a.network(), link.id(), a.origin())));
    }

    /** What a port or a NIC asks of the packet size must fit the link it is on. */
    private void mtus(Link link, LinkSettings settings) {
        for (Endpoint end : List.of(link.a(), link.b())) {
            NodeConfig config = configs.get(end.node());
            int mtu = settings.mtu().value();
            Optional<Located<Integer>> own = config.interfaceNamed(end.portName()).flatMap(InterfaceConfig::mtu);
            if (own.isPresent() && own.get().value() > mtu) {
                problems.add(own.get().origin(),
                        end + ": mtu " + own.get().value() + " does not fit the link's " + mtu + " at " + settings.mtu().origin());
            }
            Located<Integer> least = own.filter(m -> m.value() < mtu).orElse(settings.mtu());
            config.rdma().ifPresent(rdma -> {
                boolean ipv6 = rdma.addresses().stream().anyMatch(a -> a.value() instanceof IpAddress.V6);
                if (rdma.ipMtu(ipv6) > least.value()) {
                    problems.add(rdma.pathMtu().origin(),
                            "path-mtu " + rdma.pathMtu().value() + " needs IP packets of " + rdma.ipMtu(ipv6) + " bytes over "
                                    + (ipv6 ? "IPv6" : "IPv4") + ", but the link " + link + " has mtu " + least.value() + " at " + least.origin());
                }
            });
        }
    }

    private void queuePairs(List<Flow> flows) {
        Map<String, Integer> used = new TreeMap<>();
        for (Flow flow : flows) {
            used.merge(flow.from(), flow.qps(), Integer::sum);
            used.merge(flow.to(), flow.qps(), Integer::sum);
        }
        for (TopologyNode host : topology.hosts()) {
            Located<Integer> have = configs.get(host.id()).rdma().orElseThrow().queuePairs();
            int need = used.getOrDefault(host.name(), 0);
            if (need > have.value()) {
                problems.add(have.origin(), "the workload needs " + need + " queue pairs on " + host.name() + ", it has " + have.value());
            }
        }
    }
}
