package io.weft.labs.topology;

import io.weft.daemon.config.Form;
import io.weft.daemon.config.Keys;
import io.weft.daemon.config.Located;
import io.weft.daemon.config.Nearest;
import io.weft.daemon.config.Origin;
import io.weft.daemon.config.Problems;
import io.weft.daemon.config.Section;
import io.weft.daemon.config.Yaml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads links in their brief ({@code endpoints: ["leaf1:eth1", "spine1:eth1"]}) and extended form ({@code type: veth}). */
final class LinkReader {
    static final Keys LINK = Keys.of("topology.links[]", "type", "endpoints", "mtu", "labels", "vars", "ipv4", "ipv6", "endpoint", "host-interface",
            "mode", "remote", "vni", "dst-port", "src-port", "udp-port", "parent-interface");
    private static final Keys ENDPOINT = Keys.of("topology.links[].endpoints[]", "node", "interface", "mac", "ipv4", "ipv6", "vars");
    private static final Form<Integer> MTU = text -> Math.toIntExact(Form.number(68, 65_535).read(text));
    private static final List<String> OUTSIDE = List.of("host", "mgmt-net", "macvlan");

    private final List<String> nodes;
    private final Problems problems;
    private final List<Wire> wires = new ArrayList<>();
    private final SortedMap<String, End> taken = new TreeMap<>();

    LinkReader(List<String> nodes, Problems problems) {
        this.nodes = nodes;
        this.problems = problems;
    }

    private record End(String node, String port, Origin origin) {
        @Override
        public String toString() {
            return node + ":" + port;
        }
    }

    private record Wire(End a, End b, OptionalInt mtu, Origin origin) {
    }

    void read(Section link) {
        String type = link.get("type", Form.WORD, "veth");
        if (!type.equals("veth") && !type.equals("veth-stitch")) {
            problems.add(link.originOf("type"), "a link of type '" + type + "' leaves the lab; only veth is served",
                    Nearest.to(type, List.of("veth")));
            return;
        }
        List<Yaml> written = link.list("endpoints");
        if (written.size() != 2) {
            problems.add(link.originOf("endpoints"), "a link has two endpoints, this one has " + written.size());
            return;
        }
        OptionalInt mtu = link.get("mtu", MTU).map(OptionalInt::of).orElse(OptionalInt.empty());
        Optional<End> a = end(link, written.get(0));
        Optional<End> b = end(link, written.get(1));
        if (a.isPresent() && b.isPresent()) {
            if (a.get().node().equals(b.get().node())) {
                problems.add(b.get().origin(), "the link " + a.get() + " " + b.get() + " leads from a node to itself");
            }
            wires.add(new Wire(a.get(), b.get(), mtu, link.origin()));
        }
    }

    private Optional<End> end(Section link, Yaml written) {
        Optional<End> end = written instanceof Yaml.Mapping ? extended(link, written) : brief(link, written);
        return end.filter(this::isGood);
    }

    private Optional<End> brief(Section link, Yaml written) {
        Optional<Located<String>> text = link.read(written, link.join("endpoints"), Form.WORD);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int colon = text.get().value().indexOf(':');
        if (colon <= 0) {
            problems.add(written.origin(), "'" + text.get().value() + "' is not an endpoint such as leaf1:eth1");
            return Optional.empty();
        }
        return Optional.of(new End(text.get().value().substring(0, colon), text.get().value().substring(colon + 1), written.origin()));
    }

    private Optional<End> extended(Section link, Yaml written) {
        Section end = Section.root(written, ENDPOINT, problems);
        return Optional.of(new End(end.require("node", Form.WORD, ""), end.require("interface", Form.WORD, ""), written.origin()));
    }

    private boolean isGood(End end) {
        if (!nodes.contains(end.node())) {
            String why = OUTSIDE.contains(end.node()) ? end.node() + " is outside the lab" : "there is no node '" + end.node() + "'";
            problems.add(end.origin(), "the link's end " + end + " dangles: " + why, Nearest.to(end.node(), nodes));
            return false;
        }
        if (!end.port().matches("eth[1-9][0-9]{0,3}")) {
            problems.add(end.origin(), end + ": a port is ethN with N from 1" + (end.port().equals("eth0") ? "; eth0 is management" : ""));
            return false;
        }
        End other = taken.putIfAbsent(end.toString(), end);
        if (other != null) {
            problems.add(end.origin(), end + " is already an end of the link at line " + other.origin().line());
        }
        return other == null;
    }

    /** The wired ports of a node, in the order of their numbers. */
    List<String> ports(int node) {
        String from = nodes.get(node) + ":";
        return taken.tailMap(from).values().stream().takeWhile(e -> e.toString().startsWith(from)).map(End::port)
                .sorted(Comparator.comparingInt(p -> Integer.parseInt(p.substring(3)))).toList();
    }

    List<Link> links() {
        List<List<String>> ports = new ArrayList<>();
        for (int node = 0; node < nodes.size(); node++) {
            ports.add(ports(node));
        }
        List<Link> links = new ArrayList<>();
        for (Wire wire : wires) {
            links.add(new Link(links.size(), endpoint(wire.a(), ports), endpoint(wire.b(), ports), wire.mtu(), wire.origin()));
        }
        return links;
    }

    private Endpoint endpoint(End end, List<List<String>> ports) {
        int node = nodes.indexOf(end.node());
        return new Endpoint(node, ports.get(node).indexOf(end.port()), end.node(), end.port(), end.origin());
    }
}
