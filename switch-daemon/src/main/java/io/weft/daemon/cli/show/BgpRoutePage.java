package io.weft.daemon.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.bgp.BgpShow.PathView;
import io.weft.bgp.BgpShow.RouteView;
import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.bgp.message.Family;
import io.weft.daemon.config.BgpConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code show bgp ipv4|ipv6 unicast [PREFIX]}: every path; of one prefix also which step of the decision put each path in its place. */
final class BgpRoutePage implements Page {
    private static final String CODES = "Status codes:  * valid, > best, = multipath\nOrigin codes:  i - IGP, e - EGP, ? - incomplete\n\n";
    /** What vtysh gives a router's own routes. */
    private static final int OWN_WEIGHT = 32768;

    private final List<Family> families;

    BgpRoutePage(List<Family> families) {
        this.families = families;
    }

    private RouteView asked(Question question, String text) {
        Optional<Prefix> prefix = Prefix.parse(text).or(() -> IpAddress.parse(text).map(Prefix::host));
        if (prefix.isEmpty()) {
            throw new Unanswerable("'" + text + "' is no prefix, such as 10.1.0.0/16 or fd00::/64");
        }
        if (!families.contains(Family.of(prefix.get()))) {
            throw new Unanswerable(prefix.get() + " is not " + BgpWords.title(families.getFirst()));
        }
        return question.bgp().route(prefix.get()).orElseThrow(() -> new Unanswerable(question.name() + " has no BGP route to " + prefix.get(),
                families.stream().flatMap(f -> question.bgp().routes(f).stream()).map(r -> r.prefix().toString()).toList()));
    }

    @Override
    public String text(Question question) {
        BgpConfig config = question.bgpConfig();
        if (question.argument().isPresent()) {
            return one(asked(question, question.argument().get()), config, question);
        }
        StringBuilder text = new StringBuilder();
        for (Family family : families) {
            List<RouteView> routes = question.bgp().routes(family);
            text.append(text.isEmpty() ? "" : "\n").append(BgpWords.title(family)).append(", local router ID is ").append(config.routerId())
                    .append(", vrf id 0\nDefault local pref 100, local AS ").append(config.autonomousSystem()).append('\n').append(CODES);
            text.append(line("", "Network", "Next Hop", "Metric", "LocPrf", "Weight", "Path"));
            for (RouteView route : routes) {
                String network = route.prefix().toString();
                for (PathView path : route.paths()) {
                    String flags = (path.valid() ? "*" : " ") + (path.best() ? ">" : shares(path, route) ? "=" : " ");
                    text.append(line(flags, network, nextHop(path, route.prefix()), path.med(), path.own() ? "" : path.localPref(),
                            path.own() ? OWN_WEIGHT : 0, (path.asPath() + " " + BgpWords.originCode(path.origin())).strip()));
                    network = "";
                }
            }
            long paths = routes.stream().mapToLong(r -> r.paths().size()).sum();
            text.append("\nDisplayed ").append(routes.size()).append(" routes and ").append(paths).append(" total paths\n");
        }
        return text.toString();
    }

    private static String line(String flags, Object... cells) {
        return String.format(Locale.ROOT, " %-2s %-18s %-27s %6s %6s %6s %s", flags, cells[0], cells[1], cells[2], cells[3], cells[4], cells[5])
                .stripTrailing() + "\n";
    }

    /** Of our own route it is the unspecified address, as in vtysh. */
    private static String nextHop(PathView path, Prefix prefix) {
        return path.own() ? prefix.isV4() ? "0.0.0.0" : "::" : path.nextHop().forwarding().toString();
    }

    private static String one(RouteView route, BgpConfig config, Question question) {
        StringBuilder text = new StringBuilder("BGP routing table entry for " + route.prefix() + "\n");
        int best = 0;
        for (int i = 0; i < route.paths().size(); i++) {
            best = route.paths().get(i).best() ? i + 1 : best;
        }
        text.append("Paths: (").append(route.paths().size()).append(" available, ").append(best == 0 ? "no best path" : "best #" + best)
                .append(", table default)\n");
        for (PathView path : route.paths()) {
            text.append("  ").append(path.asPath().isEmpty() ? "Local" : path.asPath()).append('\n');
            text.append("    ").append(nextHop(path, route.prefix())).append(" from ").append(path.own() ? "0.0.0.0" : path.from()).append(" (")
                    .append(routerId(path, config, question)).append(")\n");
            text.append("      Origin ").append(BgpWords.origin(path.origin())).append(", metric ").append(path.med()).append(", localpref ")
                    .append(path.localPref()).append(path.own() ? ", weight " + OWN_WEIGHT : "").append(path.valid() ? ", valid" : ", not valid")
                    .append(", ").append(kind(path, config)).append(shares(path, route) ? ", multipath" : "").append(path.best() ? ", best" : "")
                    .append('\n');
            text.append("      Decision: ").append(path.why()).append('\n');
        }
        return text.toString();
    }

    /** A best path that is alone shares its traffic with nobody. */
    private static boolean shares(PathView path, RouteView route) {
        return path.multipath() && route.paths().stream().filter(PathView::multipath).count() > 1;
    }

    private static String routerId(PathView path, BgpConfig config, Question question) {
        return path.own()
                ? config.routerId().toString()
                : question.bgp().neighbor(path.from()).map(n -> n.remoteRouterId().toString()).orElse("0.0.0.0");
    }

    private static String kind(PathView path, BgpConfig config) {
        return path.own() ? "sourced" : BgpWords.isExternal(config, path.from()) ? "external" : "internal";
    }

    @Override
    public JsonNode json(Question question) {
        BgpConfig config = question.bgpConfig();
        if (question.argument().isPresent()) {
            return entry(asked(question, question.argument().get()), config, question);
        }
        if (families.size() == 1) {
            return table(families.getFirst(), config, question);
        }
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        families.forEach(f -> root.set(BgpWords.key(f), table(f, config, question)));
        return root;
    }

    private static ObjectNode table(Family family, BgpConfig config, Question question) {
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        table.put("vrfId", 0).put("vrfName", "default").put("routerId", config.routerId().toString()).put("defaultLocPrf", 100)
                .put("localAS", config.autonomousSystem());
        ObjectNode routes = table.putObject("routes");
        for (RouteView route : question.bgp().routes(family)) {
            ArrayNode paths = routes.putArray(route.prefix().toString());
            for (PathView path : route.paths()) {
                ObjectNode node = paths.addObject();
                node.put("valid", path.valid()).put("bestpath", path.best()).put("multipath", shares(path, route)).put("selectionReason", path.why())
                        .put("pathFrom", kind(path, config)).put("prefix", route.prefix().address().toString())
                        .put("prefixLen", route.prefix().length())
                        .put("network", route.prefix().toString()).put("metric", path.med()).put("locPrf", path.localPref())
                        .put("weight", path.own() ? OWN_WEIGHT : 0).put("peerId", path.own() ? "(unspec)" : path.from()).put("path", path.asPath())
                        .put("origin", BgpWords.origin(path.origin()));
                nextHops(node, path, route.prefix());
            }
        }
        return table;
    }

    private static ObjectNode entry(RouteView route, BgpConfig config, Question question) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("prefix", route.prefix().toString());
        ArrayNode paths = root.putArray("paths");
        for (PathView path : route.paths()) {
            ObjectNode node = paths.addObject();
            node.putObject("aspath").put("string", path.asPath().isEmpty() ? "Local" : path.asPath());
            node.put("origin", BgpWords.origin(path.origin())).put("metric", path.med()).put("locPrf", path.localPref())
                    .put("weight", path.own() ? OWN_WEIGHT : 0).put("valid", path.valid()).put("multipath", shares(path, route));
            node.putObject("bestpath").put("overall", path.best()).put("selectionReason", path.why());
            nextHops(node, path, route.prefix());
            node.putObject("peer").put("peerId", path.own() ? "0.0.0.0" : path.from()).put("routerId", routerId(path, config, question))
                    .put("type", path.own() ? "local" : kind(path, config));
        }
        return root;
    }

    private static void nextHops(ObjectNode to, PathView path, Prefix prefix) {
        String address = nextHop(path, prefix);
        to.putArray("nexthops").addObject().put("ip", address).put("afi", address.contains(":") ? "ipv6" : "ipv4").put("used",
                path.best() || path.multipath());
    }
}
