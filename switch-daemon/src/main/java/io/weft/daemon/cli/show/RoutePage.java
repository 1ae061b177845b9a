package io.weft.daemon.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.bgp.BgpShow.PathView;
import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.daemon.config.InterfaceConfig;
import io.weft.daemon.host.RouteInstaller.Route;
import io.weft.daemon.host.RouteInstaller.Source;
import io.weft.pipeline.table.AddressText;
import io.weft.pipeline.table.NextHop;
import io.weft.pipeline.table.RouteAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code show ip route} and {@code show ipv6 route}, all or [PREFIX|ADDRESS]: of an address the longest prefix that holds it. */
final class RoutePage implements Page {
    private static final String CODES = """
            Codes: C - connected, L - local, S - static, B - BGP,
                   > - selected route, * - FIB route, r - rejected route

            """;
    private static final int MAIN_TABLE = 254;

    private final boolean ipv4;

    RoutePage(boolean ipv4) {
        this.ipv4 = ipv4;
    }

    private List<Route> asked(Question question) {
        List<Route> all = question.node().routes().routes().stream().filter(r -> r.prefix().isV4() == ipv4).toList();
        if (question.argument().isEmpty()) {
            return all;
        }
        String text = question.argument().get();
        Optional<Prefix> prefix = Prefix.parse(text).filter(p -> p.isV4() == ipv4);
        Optional<IpAddress> address = IpAddress.parse(text).filter(a -> a instanceof IpAddress.V4 == ipv4);
        if (prefix.isEmpty() && address.isEmpty()) {
            throw new Unanswerable("'" + text + "' is neither an " + (ipv4 ? "IPv4" : "IPv6") + " address nor a prefix of such");
        }
        Optional<Route> found = prefix.isPresent()
                ? question.node().routes().route(prefix.get())
                : question.node().routes().covering(address.get()).reversed().stream().findFirst();
        return List.of(found.orElseThrow(() -> new Unanswerable(question.name() + " has no route to " + text,
                all.stream().map(r -> r.prefix().toString()).toList())));
    }

    @Override
    public String text(Question question) {
        StringBuilder text = new StringBuilder(question.argument().isEmpty() ? CODES : "");
        for (Route route : asked(question)) {
            text.append(text(route, question));
        }
        return text.toString();
    }

    private static String text(Route route, Question question) {
        String head = code(route.source()) + ">" + (route.installed() ? "*" : "r") + " " + route.prefix();
        head += isDirect(route) ? "" : " [" + distance(route, question) + "/0]";
        String tail = (route.installed() ? "" : " (the FIB has no room)") + "\n";
        return switch (route.action()) {
            case RouteAction.Local() -> head + " is directly connected, " + owner(route.prefix().address(), question) + tail;
            case RouteAction.Blackhole() -> head + " unreachable (blackhole)" + tail;
            case RouteAction.Forward(List<NextHop> nextHops) -> {
                List<String> ways = new ArrayList<>();
                for (NextHop nextHop : nextHops) {
                    String port = question.portName(nextHop.port());
                    ways.add(nextHop.isOnLink() ? " is directly connected, " + port : " via " + address(nextHop) + ", " + port);
                }
                String next = tail + "  " + (route.installed() ? "*" : "r") + " ".repeat(head.length() - 3);
                yield head + String.join(next, ways) + tail;
            }
        };
    }

    private static char code(Source source) {
        return switch (source) {
            case LOCAL -> 'L';
            case CONNECTED -> 'C';
            case STATIC -> 'S';
            case BGP -> 'B';
        };
    }

    private static String protocol(Source source) {
        return switch (source) {
            case LOCAL -> "local";
            case CONNECTED -> "connected";
            case STATIC -> "static";
            case BGP -> "bgp";
        };
    }

    private static boolean isDirect(Route route) {
        return route.source() == Source.LOCAL || route.source() == Source.CONNECTED;
    }

    /** vtysh's administrative distances. */
    private static int distance(Route route, Question question) {
        return switch (route.source()) {
            case LOCAL, CONNECTED -> 0;
            case STATIC -> 1;
            case BGP -> isExternal(route.prefix(), question) ? 20 : 200;
        };
    }

    private static boolean isExternal(Prefix prefix, Question question) {
        return question.bgp().route(prefix).stream().flatMap(r -> r.paths().stream()).filter(PathView::best)
                .anyMatch(p -> !p.own() && BgpWords.isExternal(question.bgpConfig(), p.from()));
    }

    private static String address(NextHop nextHop) {
        return NextHop.isMapped(nextHop.high(), nextHop.low())
                ? AddressText.ipv4((int) nextHop.low())
                : AddressText.ipv6(nextHop.high(), nextHop.low());
    }

    /** The interface that has the address. */
    private static String owner(IpAddress address, Question question) {
        return question.node().profile().config().interfaces().stream().filter(i -> i.addresses().stream().anyMatch(a -> a.address().equals(address)))
                .map(InterfaceConfig::name).findFirst().orElse(InterfaceConfig.LOOPBACK);
    }

    @Override
    public JsonNode json(Question question) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (Route route : asked(question)) {
            ObjectNode node = root.putArray(route.prefix().toString()).addObject();
            node.put("prefix", route.prefix().toString()).put("prefixLen", route.prefix().length()).put("protocol", protocol(route.source()))
                    .put("vrfId", 0).put("vrfName", "default").put("selected", true).put("destSelected", true)
                    .put("distance", distance(route, question)).put("metric", 0).put("table", MAIN_TABLE);
            node.put(route.installed() ? "installed" : "failed", true);
            nextHops(node.putArray("nexthops"), route, question);
        }
        return root;
    }

    private static void nextHops(ArrayNode to, Route route, Question question) {
        switch (route.action()) {
            case RouteAction.Local() -> to.addObject().put("fib", route.installed()).put("directlyConnected", true)
                    .put("interfaceName", owner(route.prefix().address(), question)).put("active", true);
            case RouteAction.Blackhole() -> to.addObject().put("fib", route.installed()).put("unreachable", true).put("blackhole", true)
                    .put("active", true);
            case RouteAction.Forward(List<NextHop> nextHops) -> {
                for (NextHop nextHop : nextHops) {
                    ObjectNode node = to.addObject().put("fib", route.installed());
                    if (nextHop.isOnLink()) {
                        node.put("directlyConnected", true);
                    } else {
                        node.put("ip", address(nextHop)).put("afi", NextHop.isMapped(nextHop.high(), nextHop.low()) ? "ipv4" : "ipv6");
                    }
                    node.put("interfaceName", question.portName(nextHop.port())).put("active", true);
                }
            }
        }
    }
}
