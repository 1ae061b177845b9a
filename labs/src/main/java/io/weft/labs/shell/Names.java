package io.weft.labs.shell;

import io.weft.bgp.address.IpAddress;
import io.weft.daemon.config.InterfaceAddress;
import io.weft.daemon.config.InterfaceConfig;
import io.weft.labs.engine.LabSession;
import io.weft.labs.file.LinkPattern;
import io.weft.labs.topology.Link;
import io.weft.labs.topology.TopologyNode;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds what people name: nodes, ports, links, addresses. */
final class Names {
    private final LabSession session;
    private final List<String> nodes;
    private final TreeMap<IpAddress, String> owners = new TreeMap<>();

    Names(LabSession session) {
        this.session = session;
        this.nodes = session.lab().topology().nodes().stream().map(TopologyNode::name).toList();
        for (TopologyNode node : session.lab().topology().nodes()) {
            for (InterfaceConfig each : session.lab().config(node).interfaces()) {
                each.addresses().forEach(address -> owners.put(address.address(), node.name()));
            }
        }
    }

    List<String> nodes() {
        return nodes;
    }

    boolean isNode(String word) {
        return nodes.contains(word);
    }

    TopologyNode node(String name) {
        return session.named(name).orElseThrow(() -> Refusal.unknown("a node", name, nodes));
    }

    /** A node that still runs. */
    TopologyNode living(String name) {
        TopologyNode node = node(name);
        if (session.fabric().isDead(node.id())) {
            throw new Refusal(name + " is dead: it has been killed");
        }
        return node;
    }

    /** Every end of every link, as {@code leaf1:eth1}. */
    List<String> ports() {
        return session.lab().topology().links().stream().flatMap(l -> Stream.of(l.a().toString(), l.b().toString())).toList();
    }

    /** The links that a word means, as in lab.yml: at least one. */
    List<Link> links(String word) {
        List<Link> links;
        try {
            links = session.lab().links(LinkPattern.parse(word));
        } catch (IllegalArgumentException e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
        if (links.isEmpty()) {
            throw Refusal.unknown("a port of the topology", word, ports());
        }
        return links;
    }

    /** The address to send to: a node's first of the family, or the address itself. */
    IpAddress address(String word, boolean v6) {
        Optional<IpAddress> literal = IpAddress.parse(word);
        if (literal.isPresent()) {
            return literal.get();
        }
        TopologyNode node = node(word);
        return Stream.concat(session.lab().config(node).loopback().stream(),
                session.lab().config(node).interfaces().stream().flatMap(i -> i.addresses().stream()))
                .map(InterfaceAddress::address).filter(a -> a instanceof IpAddress.V6 == v6).findFirst()
                .orElseThrow(() -> new Refusal(word + " has no " + (v6 ? "IPv6" : "IPv4") + " address"));
    }

    /** As traceroute(8) writes it: {@code leaf1 (10.255.0.11)}, or the address alone. */
    String described(IpAddress address) {
        String owner = owners.get(address);
        return owner == null ? address.toString() : owner + " (" + address + ")";
    }
}
