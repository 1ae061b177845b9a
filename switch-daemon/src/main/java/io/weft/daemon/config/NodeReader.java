package io.weft.daemon.config;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.daemon.config.RdmaConfig.Access;
import io.weft.daemon.config.RdmaConfig.MemoryRegion;
import io.weft.daemon.config.StaticRoute.NextHop;
import io.weft.pipeline.table.HashField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** From the tree of a node's file to {@link NodeConfig}, top to bottom; {@link BgpReader} reads what is below {@code router.bgp}. */
final class NodeReader {
    /** A data port's name. */
    static final String PORT = "eth[1-9][0-9]{0,3}";

    private static final Keys NODE = Keys.of("", "hostname", "system", "interface", "router", "vrf", "qos", "rdma");
    private static final Keys SYSTEM = Keys.of("system", "forwarding");
    private static final Keys FORWARDING = Keys.of("system.forwarding", "hash-seed", "ecmp-hash");
    private static final Keys ECMP_HASH = Keys.of("system.forwarding.ecmp-hash", "source-ip", "destination-ip", "ip-protocol", "source-port",
            "destination-port", "ipv6-label", "bth-destination-qp");
    private static final Keys INTERFACE = Keys.of("interface.*", "ip", "link", "description");
    private static final Keys IP = Keys.of("interface.*.ip", "address");
    private static final Keys LINK = Keys.of("interface.*.link", "mtu");
    private static final Keys VRF = Keys.of("vrf.*", "router");
    private static final Keys VRF_ROUTER = Keys.of("vrf.*.router", "static", "bgp");
    private static final Keys STATIC = Keys.of("vrf.*.router.static.*", "via");
    private static final Keys QOS = Keys.of("qos", "roce");
    private static final Keys ROCE = Keys.of("qos.roce", "mode");
    private static final Keys RDMA = Keys.of("rdma", "address", "path-mtu", "queue-pairs", "memory", "rate", "ack-every", "timeout", "retry-count");
    private static final Keys MEMORY = Keys.of("rdma.memory[]", "size", "access");
    static final List<Keys> KEYS = List.of(NODE, SYSTEM, FORWARDING, ECMP_HASH, INTERFACE, IP, LINK, VRF, VRF_ROUTER, STATIC, QOS, ROCE, RDMA,
            MEMORY);

    private static final Form<String> HOSTNAME = text -> {
        if (!text.matches("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")) {
            throw new IllegalArgumentException("'" + text + "' is not a host name: letters, digits and inner hyphens, at most 63 (RFC 1123 §2.1)");
        }
        return text;
    };
    private static final Form<InterfaceAddress.Parts> ADDRESS = InterfaceAddress.Parts::parse;
    private static final Form<Integer> PATH_MTU = text -> Integer.parseInt(Form.oneOf("256", "512", "1024", "2048", "4096").read(text));
    private static final Form<RoceMode> MODE = Form.oneOf(RoceMode.values());
    private static final Form<Access> ACCESS = Form.oneOf(Access.values());
    /** IPv6 asks for 1280 of every link (RFC 8200 §5); IPv4-only links may do with 68 (RFC 791), but every port here has IPv6. */
    private static final Form<Integer> MTU = integer(1280, 9500);

    private NodeReader() {
    }

    static Form<Integer> integer(int least, int most) {
        return text -> Math.toIntExact(Form.number(least, most).read(text));
    }

    static NodeConfig read(Yaml document) {
        Problems problems = new Problems();
        Section node = Section.root(document, NODE, problems);
        String hostname = node.require("hostname", HOSTNAME, "unnamed");
        List<InterfaceConfig> interfaces = interfaces(node);
        Optional<Section> router = router(node);
        List<StaticRoute> staticRoutes = router.map(NodeReader::staticRoutes).orElse(List.of());
        Optional<BgpConfig> bgp = new BgpReader(interfaces).read(node, router);
        Section roce = node.section("qos", QOS).section("roce", ROCE);
        Located<RoceMode> mode = roce.located("mode", MODE).orElse(new Located<>(RoceMode.LOSSY, roce.origin()));
        ForwardingConfig forwarding = forwarding(node.section("system", SYSTEM).section("forwarding", FORWARDING));
        Optional<RdmaConfig> rdma = node.optional("rdma", RDMA).map(section -> rdma(section, interfaces));
        problems.throwIfAny();
        return new NodeConfig(hostname, forwarding, interfaces, bgp, staticRoutes, mode, rdma, node.origin());
    }

    private static ForwardingConfig forwarding(Section section) {
        Section written = section.section("ecmp-hash", ECMP_HASH);
        Set<HashField> fields = EnumSet.noneOf(HashField.class);
        for (HashField field : HashField.values()) {
            if (written.get(hashKey(field), Form.SWITCH, HashField.FIVE_TUPLE.contains(field))) {
                fields.add(field);
            }
        }
        if (fields.isEmpty()) {
            section.problems().add(written.origin(), "system.forwarding.ecmp-hash: at least one field must be on");
        }
        Optional<Integer> seed = section.get("hash-seed", integer(0, Integer.MAX_VALUE));
        return new ForwardingConfig(seed.map(OptionalInt::of).orElse(OptionalInt.empty()), fields);
    }

    private static String hashKey(HashField field) {
        return switch (field) {
            case SOURCE -> "source-ip";
            case DESTINATION -> "destination-ip";
            case PROTOCOL -> "ip-protocol";
            case SOURCE_PORT -> "source-port";
            case DESTINATION_PORT -> "destination-port";
            case FLOW_LABEL -> "ipv6-label";
            case DEST_QP -> "bth-destination-qp";
        };
    }

    private static List<InterfaceConfig> interfaces(Section node) {
        List<InterfaceConfig> interfaces = new ArrayList<>();
        Map<IpAddress, InterfaceAddress> taken = new TreeMap<>();
        for (Section section : node.named("interface", INTERFACE)) {
            if (!section.name().equals(InterfaceConfig.LOOPBACK) && !section.name().matches(PORT)) {
                String why = section.name().equals("eth0") ? "eth0 is management, never a data port" : "an interface is lo or ethN with N from 1";
                node.problems().add(section.origin(), "interface." + section.name() + ": " + why);
            }
            List<InterfaceAddress> addresses = new ArrayList<>();
            for (Located<InterfaceAddress.Parts> written : section.section("ip", IP).all("address", ADDRESS)) {
                InterfaceAddress.Parts parts = written.value();
                InterfaceAddress address = new InterfaceAddress(parts.address(), Integer.parseInt(parts.length()), written.origin());
                InterfaceAddress other = taken.putIfAbsent(address.address(), address);
                if (other != null) {
                    node.problems().add(written.origin(), "address " + address.address() + " is already at " + other.origin());
                }
                addresses.add(address);
            }
            Optional<Located<Integer>> mtu = section.section("link", LINK).located("mtu", MTU);
            interfaces.add(new InterfaceConfig(section.name(), addresses, mtu, section.get("description", Form.WORD, ""), section.origin()));
        }
        return interfaces;
    }

    /** {@code vrf.default.router}; any other VRF is refused. */
    private static Optional<Section> router(Section node) {
        Optional<Section> router = Optional.empty();
        for (Section vrf : node.named("vrf", VRF)) {
            if (vrf.name().equals("default")) {
                router = Optional.of(vrf.section("router", VRF_ROUTER));
            } else {
                node.problems().add(vrf.origin(), "vrf." + vrf.name() + ": only the VRF 'default' is served");
            }
        }
        return router;
    }

    private static List<StaticRoute> staticRoutes(Section router) {
        List<StaticRoute> routes = new ArrayList<>();
        for (Section section : router.named("static", STATIC)) {
            section.require("via");
            List<Located<NextHop>> via = section.all("via", NextHop::parse);
            section.nameAs(Form.PREFIX).ifPresent(prefix -> {
                via.forEach(hop -> checkFamily(section, prefix, hop));
                routes.add(new StaticRoute(prefix, via.stream().map(Located::value).toList(), section.origin()));
            });
            if (via.size() > 1) {
                via.stream().filter(hop -> hop.value() instanceof NextHop.Blackhole).forEach(
                        hop -> section.problems().add(hop.origin(), section.join("via") + ": blackhole cannot share a route with other next hops"));
            }
        }
        return routes;
    }

    private static void checkFamily(Section section, Prefix prefix, Located<NextHop> hop) {
        if (hop.value() instanceof NextHop.Address(IpAddress address) && address instanceof IpAddress.V4 != prefix.isV4()) {
            section.problems().add(hop.origin(), section.join("via") + ": " + address + " is not of the family of " + prefix);
        }
    }

    private static RdmaConfig rdma(Section rdma, List<InterfaceConfig> interfaces) {
        List<IpAddress> own = interfaces.stream().flatMap(i -> i.addresses().stream()).map(InterfaceAddress::address).toList();
        List<Located<IpAddress>> addresses = rdma.all("address", Form.ADDRESS);
        for (Located<IpAddress> address : addresses) {
            if (!own.contains(address.value())) {
                rdma.problems().add(address.origin(), "rdma.address: no interface of this node has " + address.value());
            }
        }
        return new RdmaConfig(addresses.isEmpty() ? ownAddresses(interfaces) : addresses,
                rdma.located("path-mtu", PATH_MTU).orElse(new Located<>(RdmaConfig.DEFAULT_PATH_MTU, rdma.origin())),
                rdma.located("queue-pairs", integer(1, 1 << 20)).orElse(new Located<>(RdmaConfig.DEFAULT_QUEUE_PAIRS, rdma.origin())),
                rdma.items("memory", MEMORY).stream().map(NodeReader::memory).toList(),
                rdma.get("rate", Form.atLeast(1, Quantity.RATE)).map(OptionalLong::of).orElse(OptionalLong.empty()),
                rdma.get("ack-every", integer(1, 1 << 20), RdmaConfig.DEFAULT_ACK_EVERY),
                rdma.get("timeout", integer(0, 31), RdmaConfig.DEFAULT_TIMEOUT),
                rdma.get("retry-count", integer(0, 7), RdmaConfig.DEFAULT_RETRY_COUNT), rdma.origin());
    }

    /** The loopback's addresses; without any, those of the first port that has some. */
    private static List<Located<IpAddress>> ownAddresses(List<InterfaceConfig> interfaces) {
        return interfaces.stream().filter(i -> !i.addresses().isEmpty()).min(Comparator.comparing(i -> !i.isLoopback())).stream()
                .flatMap(i -> i.addresses().stream()).map(a -> new Located<>(a.address(), a.origin())).toList();
    }

    private static MemoryRegion memory(Section memory) {
        long size = memory.require("size", Form.atLeast(1, Quantity.SIZE), 1L);
        EnumSet<Access> access = EnumSet.noneOf(Access.class);
        memory.all("access", ACCESS).forEach(a -> access.add(a.value()));
        return new MemoryRegion(size, access.isEmpty() ? List.of(Access.REMOTE_WRITE) : List.copyOf(access));
    }
}
