package io.weft.daemon.config;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.daemon.config.BgpConfig.Aggregate;
import io.weft.daemon.config.BgpConfig.Family;
import io.weft.daemon.config.BgpConfig.FamilyConfig;
import io.weft.daemon.config.BgpConfig.Timers;
import io.weft.daemon.config.NeighborConfig.DefaultRoute;
import io.weft.daemon.config.NeighborConfig.NeighborFamily;
import io.weft.daemon.config.NeighborConfig.Peer;
import io.weft.daemon.config.NeighborConfig.RemoteAs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@code router.bgp}, which is the node's, together with {@code vrf.default.router.bgp}, which overrides it. */
final class BgpReader {
    private static final Keys ROUTER = Keys.of("router", "bgp");
    private static final Keys GLOBAL = Keys.of("router.bgp", "autonomous-system", "router-id", "timers");
    private static final Keys GLOBAL_TIMERS = Keys.of("router.bgp.timers", "hold", "keepalive", "connection-retry");
    private static final Keys BGP = Keys.of("vrf.*.router.bgp", "autonomous-system", "router-id", "timers", "neighbor", "address-family",
            "path-selection");
    private static final Keys TIMERS = Keys.of("vrf.*.router.bgp.timers", "hold", "keepalive", "connection-retry");
    private static final Keys SELECTION = Keys.of("vrf.*.router.bgp.path-selection", "multipath");
    private static final Keys MULTIPATH = Keys.of("vrf.*.router.bgp.path-selection.multipath", "aspath-ignore");
    private static final Keys FAMILIES = Keys.of("vrf.*.router.bgp.address-family", "ipv4-unicast", "ipv6-unicast");
    private static final Keys FAMILY = Keys.of("vrf.*.router.bgp.address-family.*", "enable", "redistribute", "network", "aggregate-route",
            "multipaths");
    private static final Keys AGGREGATE = Keys.of("vrf.*.router.bgp.address-family.*.aggregate-route.*", "summary-only");
    private static final Keys MULTIPATHS = Keys.of("vrf.*.router.bgp.address-family.*.multipaths", "ebgp", "ibgp");
    private static final Keys NEIGHBOR = Keys.of("vrf.*.router.bgp.neighbor.*", "type", "remote-as", "description", "passive-mode",
            "address-family");
    private static final Keys NEIGHBOR_FAMILIES = Keys.of("vrf.*.router.bgp.neighbor.*.address-family", "ipv4-unicast", "ipv6-unicast");
    private static final Keys NEIGHBOR_FAMILY = Keys.of("vrf.*.router.bgp.neighbor.*.address-family.*", "enable", "default-route-origination",
            "prefix-limits");
    private static final Keys LIMITS = Keys.of("vrf.*.router.bgp.neighbor.*.address-family.*.prefix-limits", "inbound");
    private static final Keys INBOUND = Keys.of("vrf.*.router.bgp.neighbor.*.address-family.*.prefix-limits.inbound", "maximum");
    static final List<Keys> KEYS = List.of(ROUTER, GLOBAL, GLOBAL_TIMERS, BGP, TIMERS, SELECTION, MULTIPATH, FAMILIES, FAMILY, AGGREGATE,
            MULTIPATHS, NEIGHBOR, NEIGHBOR_FAMILIES, NEIGHBOR_FAMILY, LIMITS, INBOUND);

    private static final long SECOND = 1_000_000_000_000L;
    /** RFC 7607: AS 0 is nobody's. RFC 7300: the last one is not for use. */
    private static final Form<Long> AS_NUMBER = Form.number(1, 0xffff_fffeL);
    private static final Form<IpAddress.V4> ROUTER_ID = text -> {
        if (IpAddress.parse(text).orElse(IpAddress.V6.ANY) instanceof IpAddress.V4 four && four.bits() != 0) {
            return four;
        }
        throw new IllegalArgumentException("'" + text + "' is not a router id: an IPv4 address other than 0.0.0.0 (RFC 6286 §2.1)");
    };
    private static final Form<Integer> PATHS = NodeReader.integer(1, FamilyConfig.MOST_PATHS);

    private final List<InterfaceConfig> interfaces;

    BgpReader(List<InterfaceConfig> interfaces) {
        this.interfaces = interfaces;
    }

    /** Empty if neither place mentions BGP. */
    Optional<BgpConfig> read(Section node, Optional<Section> router) {
        Optional<Section> global = node.section("router", ROUTER).optional("bgp", GLOBAL);
        Optional<Section> vrf = router.flatMap(r -> r.optional("bgp", BGP));
        if (global.isEmpty() && vrf.isEmpty()) {
            return Optional.empty();
        }
        Problems problems = node.problems();
        Origin origin = vrf.or(() -> global).map(Section::origin).orElse(node.origin());
        Optional<Long> as = own(vrf, global, "autonomous-system", AS_NUMBER);
        if (as.isEmpty() && !written(vrf, global, "autonomous-system")) {
            problems.add(origin, "BGP needs 'autonomous-system' in router.bgp");
        }
        Optional<IpAddress.V4> routerId = own(vrf, global, "router-id", ROUTER_ID).or(this::loopbackV4);
        if (routerId.isEmpty() && !written(vrf, global, "router-id")) {
            problems.add(origin, "BGP needs 'router-id' in router.bgp, or an IPv4 address of lo");
        }
        Timers timers = global.map(g -> timers(g, GLOBAL_TIMERS, Timers.DEFAULT)).orElse(Timers.DEFAULT);
        Timers own = vrf.map(v -> timers(v, TIMERS, timers)).orElse(timers);
        List<FamilyConfig> families = vrf.map(BgpReader::families).orElse(List.of());
        boolean relax = vrf.map(v -> v.section("path-selection", SELECTION).section("multipath", MULTIPATH)).flatMap(m -> m.get("aspath-ignore",
                Form.SWITCH)).orElse(true);
        List<Family> active = families.stream().map(FamilyConfig::family).toList();
        List<NeighborConfig> neighbors = vrf.map(v -> neighbors(v, active)).orElse(List.of());
        return Optional.of(new BgpConfig(as.orElse(1L), routerId.orElse(new IpAddress.V4(1)), own, relax, neighbors, families, origin));
    }

    private static <T> Optional<T> own(Optional<Section> vrf, Optional<Section> global, String key, Form<T> form) {
        Optional<T> inner = vrf.flatMap(v -> v.get(key, form));
        Optional<T> outer = global.flatMap(g -> g.get(key, form));
        return inner.or(() -> outer);
    }

    private static boolean written(Optional<Section> vrf, Optional<Section> global, String key) {
        return vrf.map(v -> v.has(key)).orElse(false) || global.map(g -> g.has(key)).orElse(false);
    }

    private Optional<IpAddress.V4> loopbackV4() {
        return interfaces.stream().filter(InterfaceConfig::isLoopback).flatMap(i -> i.addresses().stream()).map(InterfaceAddress::address)
                .filter(IpAddress.V4.class::isInstance).map(IpAddress.V4.class::cast).findFirst();
    }

    /** Whole seconds as NVUE writes them, or a duration with its unit. */
    private static Timers timers(Section above, Keys keys, Timers fallback) {
        Section timers = above.section("timers", keys);
        long hold = timers.get("hold", text -> {
            long value = wholeSeconds(text);
            if (value > 65_535 * SECOND || value > 0 && value < 3 * SECOND) {
                throw new IllegalArgumentException("must be 0, or whole seconds from 3 to 65535 (RFC 4271 §4.2)");
            }
            return value;
        }, fallback.hold());
        long keepalive = timers.get("keepalive", BgpReader::wholeSeconds, timers.has("hold") ? hold / 3 / SECOND * SECOND : fallback.keepalive());
        if (hold > 0 && (keepalive >= hold || keepalive == 0)) {
            timers.problems().add(timers.originOf("keepalive"), timers.join("keepalive") + " must be more than 0 and less than the hold time");
        }
        long retry = timers.get("connection-retry", text -> {
            long value = seconds(text);
            if (value == 0) {
                throw new IllegalArgumentException("must be more than 0");
            }
            return value;
        }, fallback.connectRetry());
        return new Timers(hold, keepalive, retry);
    }

    private static long wholeSeconds(String text) {
        long value = seconds(text);
        if (value % SECOND != 0) {
            throw new IllegalArgumentException("'" + text + "' is not whole seconds");
        }
        return value;
    }

    private static long seconds(String text) {
        return text.matches("[0-9]{1,6}") ? Long.parseLong(text) * SECOND : Quantity.DURATION.parse(text);
    }

    /** Without any, IPv4 unicast alone. */
    private static List<FamilyConfig> families(Section bgp) {
        Section families = bgp.section("address-family", FAMILIES);
        List<Located<Integer>> written = new ArrayList<>();
        List<Section> active = new ArrayList<>();
        for (Family family : Family.values()) {
            families.optional(family.key(), FAMILY).ifPresent(section -> {
                Section paths = section.section("multipaths", MULTIPATHS);
                paths.located("ebgp", PATHS).ifPresent(written::add);
                paths.located("ibgp", PATHS).ifPresent(written::add);
                if (section.get("enable", Form.SWITCH, true)) {
                    active.add(section);
                }
            });
        }
        int paths = same(written, bgp.problems()).orElse(FamilyConfig.DEFAULT_PATHS);
        if (active.isEmpty()) {
            return List.of(family(families.section("ipv4-unicast", FAMILY), Family.IPV4_UNICAST, paths));
        }
        return active.stream().map(s -> family(s, s.name().equals("ipv4-unicast") ? Family.IPV4_UNICAST : Family.IPV6_UNICAST, paths)).toList();
    }

    /** Of what the speaker has only one, every place must say the same. */
    private static <T> Optional<T> same(List<Located<T>> written, Problems problems) {
        for (Located<T> other : written) {
            Located<T> first = written.getFirst();
            if (!other.value().equals(first.value())) {
                problems.add(other.origin(),
                        other.value() + " here and " + first.value() + " at " + first.origin() + ": there is one number for both");
            }
        }
        return written.stream().map(Located::value).findFirst();
    }

    private static FamilyConfig family(Section section, Family family, int paths) {
        List<String> redistribute = section.all("redistribute", Form.oneOf("connected", "static")).stream().map(Located::value).toList();
        Form<Prefix> prefix = text -> inFamily(Form.PREFIX.read(text), family);
        List<Aggregate> aggregates = new ArrayList<>();
        for (Section aggregate : section.named("aggregate-route", AGGREGATE)) {
            boolean summaryOnly = aggregate.get("summary-only", Form.SWITCH, false);
            aggregate.nameAs(prefix).ifPresent(p -> aggregates.add(new Aggregate(p, summaryOnly, aggregate.origin())));
        }
        return new FamilyConfig(family, redistribute.contains("connected"), redistribute.contains("static"), section.all("network", prefix),
                aggregates,
                paths, paths, section.origin());
    }

    private static Prefix inFamily(Prefix prefix, Family family) {
        if (!family.holds(prefix)) {
            throw new IllegalArgumentException("'" + prefix + "' does not belong to " + family.key());
        }
        return prefix;
    }

    private List<NeighborConfig> neighbors(Section bgp, List<Family> active) {
        List<NeighborConfig> neighbors = new ArrayList<>();
        for (Section section : bgp.named("neighbor", NEIGHBOR)) {
            RemoteAs remoteAs = section.require("remote-as", RemoteAs::parse, RemoteAs.Kind.EXTERNAL);
            Optional<String> type = section.get("type", Form.oneOf("numbered", "unnumbered"));
            List<NeighborFamily> families = neighborFamilies(section, active);
            String description = section.get("description", Form.WORD, "");
            boolean passive = section.get("passive-mode", Form.SWITCH, false);
            peer(section, type).ifPresent(p -> neighbors.add(new NeighborConfig(p, remoteAs, description, passive, families, section.origin())));
        }
        return neighbors;
    }

    private Optional<Peer> peer(Section section, Optional<String> type) {
        String key = section.name();
        Optional<Peer> peer = key.matches(NodeReader.PORT) ? Optional.of(new Peer.Unnumbered(key)) : IpAddress.parse(key).map(Peer.Numbered::new);
        if (peer.isEmpty()) {
            section.problems().add(section.origin(), "neighbor " + key + ": a neighbor is a port such as eth1, or an address");
            return peer;
        }
        boolean unnumbered = peer.get() instanceof Peer.Unnumbered;
        if (type.isPresent() && type.get().equals("unnumbered") != unnumbered) {
            section.problems().add(section.originOf("type"), "neighbor " + key + " cannot be " + type.get());
        }
        if (peer.get() instanceof Peer.Numbered(IpAddress address)) {
            boolean reachable = interfaces.stream().flatMap(i -> i.addresses().stream())
                    .anyMatch(a -> a.network().contains(address) && !a.address().equals(address));
            if (!reachable) {
                section.problems().add(section.origin(), "neighbor " + key + " is on no subnet of this node");
            }
        }
        return peer;
    }

    private static List<NeighborFamily> neighborFamilies(Section neighbor, List<Family> active) {
        Section families = neighbor.section("address-family", NEIGHBOR_FAMILIES);
        List<Located<Long>> limits = new ArrayList<>();
        for (Family family : Family.values()) {
            families.section(family.key(), NEIGHBOR_FAMILY).section("prefix-limits", LIMITS).section("inbound", INBOUND)
                    .located("maximum", Form.number(1, Integer.MAX_VALUE)).ifPresent(limits::add);
        }
        OptionalLong limit = same(limits, neighbor.problems()).map(OptionalLong::of).orElse(OptionalLong.empty());
        List<NeighborFamily> exchanged = new ArrayList<>();
        for (Family family : Family.values()) {
            Section section = families.section(family.key(), NEIGHBOR_FAMILY);
            boolean enabled = section.get("enable", Form.SWITCH, true);
            DefaultRoute origination = section.get("default-route-origination", BgpReader::defaultRoute, DefaultRoute.OFF);
            if (enabled && active.contains(family)) {
                exchanged.add(new NeighborFamily(family, origination, limit));
            } else if (enabled && families.has(family.key())) {
                section.problems().add(section.origin(),
                        "neighbor " + neighbor.name() + ": " + family.key() + " is not in this router's address-family");
            }
        }
        return exchanged;
    }

    private static DefaultRoute defaultRoute(String text) {
        return switch (text) {
            case "on", "true" -> DefaultRoute.ON;
            case "off", "false" -> DefaultRoute.OFF;
            case "only" -> DefaultRoute.ONLY;
            default -> throw new IllegalArgumentException("'" + text + "' is not on, off or only");
        };
    }
}
