package io.weft.daemon.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.bgp.BgpShow.FamilyView;
import io.weft.bgp.BgpShow.NeighborView;
import io.weft.bgp.address.IpAddress;
import io.weft.bgp.message.Capability;
import io.weft.bgp.message.Message;
import io.weft.daemon.config.BgpConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code show bgp neighbors [X]}: all there is to know about a session, and above all why it is not established. */
final class BgpNeighborPage implements Page {
    /** A type of message: vtysh's word for it, and the beginning of its JSON keys. */
    private record Kind(int type, String word, String key) {
    }

    private static final List<Kind> KINDS = List.of(new Kind(Message.OPEN, "Opens", "opens"),
            new Kind(Message.NOTIFICATION, "Notifications", "notifications"), new Kind(Message.UPDATE, "Updates", "updates"),
            new Kind(Message.KEEPALIVE, "Keepalives", "keepalives"), new Kind(Message.ROUTE_REFRESH, "Route Refresh", "routeRefresh"));

    private static List<NeighborView> asked(Question question) {
        List<NeighborView> all = question.bgp().summary();
        if (question.argument().isEmpty()) {
            return all;
        }
        String name = question.argument().get();
        List<NeighborView> named = all.stream().filter(n -> n.name().equals(name) || n.remote().toString().equals(name)).toList();
        if (named.isEmpty()) {
            List<String> names = all.stream().map(NeighborView::name).toList();
            throw new Unanswerable(question.name() + " has no BGP neighbor " + name + ": there is " + String.join(", ", names), names);
        }
        return named;
    }

    @Override
    public String text(Question question) {
        List<String> pages = new ArrayList<>();
        for (NeighborView neighbor : asked(question)) {
            pages.add(text(neighbor, question.bgpConfig(), question.now()));
        }
        return String.join("\n", pages);
    }

    private static String text(NeighborView n, BgpConfig config, long now) {
        StringBuilder text = new StringBuilder();
        text.append("BGP neighbor ").append(onInterface(n) ? "on " + n.name() + ": " : "is ").append(address(n)).append(", remote AS ")
                .append(BgpWords.remoteAs(config, n)).append(", local AS ").append(config.autonomousSystem())
                .append(BgpWords.isExternal(config, n.name()) ? ", external link\n" : ", internal link\n");
        text.append("  BGP version 4, remote router ID ").append(n.remoteRouterId()).append(", local router ID ").append(config.routerId())
                .append('\n');
        text.append("  BGP state = ").append(n.state())
                .append(BgpWords.isEstablished(n) ? ", up for " + Uptime.text(now - n.stateSince()) : n.why().isEmpty() ? "" : ": " + n.why())
                .append('\n');
        if (BgpWords.isEstablished(n)) {
            text.append("  Hold time is ").append(n.holdTime()).append(" seconds, keepalive interval is ").append(n.keepalive()).append(" seconds\n");
            text.append("  Neighbor capabilities, received:\n");
            n.capabilities().forEach(c -> text.append("    ").append(c).append('\n'));
        }
        text.append("  Message statistics:\n").append(line("", "Sent", "Rcvd"));
        for (Kind kind : KINDS) {
            text.append(line(kind.word() + ":", n.sent().of(kind.type()), n.received().of(kind.type())));
        }
        text.append(line("Total:", n.sent().total(), n.received().total()));
        if (BgpWords.isEstablished(n)) {
            n.families().forEach(f -> text.append(text(f)));
        }
        text.append("\n  Connections established ").append(n.flaps() + (BgpWords.isEstablished(n) ? 1 : 0)).append("; dropped ").append(n.flaps())
                .append('\n');
        return text.append("  Last reset ").append(n.lastError().isEmpty() ? "never" : "due to " + n.lastError()).append('\n').toString();
    }

    private static boolean onInterface(NeighborView n) {
        return n.name().equals(n.iface()) || !n.name().contains(".") && !n.name().contains(":");
    }

    private static String address(NeighborView n) {
        return onInterface(n) ? n.remote().equals(IpAddress.V6.ANY) ? "None" : n.remote().toString() : n.name();
    }

    private static String line(String word, Object sent, Object received) {
        return String.format(Locale.ROOT, "    %-15s %12s %10s", word, sent, received).stripTrailing() + "\n";
    }

    private static String text(FamilyView family) {
        return "\n For address family: " + BgpWords.title(family.family()) + "\n  " + family.received() + " received prefixes, " + family.advertised()
                + " advertised" + (family.silent() ? ": no next hop can be told to it" : "") + "\n";
    }

    @Override
    public JsonNode json(Question question) {
        BgpConfig config = question.bgpConfig();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (NeighborView n : asked(question)) {
            json(root.putObject(n.name()), n, config, question.now());
        }
        return root;
    }

    private static void json(ObjectNode to, NeighborView n, BgpConfig config, long now) {
        boolean up = BgpWords.isEstablished(n);
        boolean external = BgpWords.isExternal(config, n.name());
        to.put("bgpNeighborAddr", address(n)).put("remoteAs", BgpWords.remoteAs(config, n)).put("localAs", config.autonomousSystem())
                .put(external ? "nbrExternalLink" : "nbrInternalLink", true).put("bgpVersion", 4).put("remoteRouterId", n.remoteRouterId().toString())
                .put("localRouterId", config.routerId().toString()).put("bgpState", n.state().toString());
        if (up) {
            to.put("bgpTimerUpMsec", Uptime.milliseconds(now - n.stateSince())).put("bgpTimerUpString", Uptime.text(now - n.stateSince()))
                    .put("bgpTimerHoldTimeMsecs", n.holdTime() * 1000L).put("bgpTimerKeepAliveIntervalMsecs", n.keepalive() * 1000L);
            var capabilities = to.putObject("neighborCapabilities").putArray("received");
            n.capabilities().stream().map(Capability::toString).forEach(capabilities::add);
        } else {
            to.put("bgpStateReason", n.why());
        }
        ObjectNode messages = to.putObject("messageStats");
        for (Kind kind : KINDS) {
            messages.put(kind.key() + "Sent", n.sent().of(kind.type())).put(kind.key() + "Recv", n.received().of(kind.type()));
        }
        messages.put("totalSent", n.sent().total()).put("totalRecv", n.received().total());
        ObjectNode families = to.putObject("addressFamilyInfo");
        if (up) {
            n.families().forEach(f -> families.putObject(BgpWords.key(f.family())).put("acceptedPrefixCounter", f.received())
                    .put("sentPrefixCounter", f.advertised()));
        }
        to.put("connectionsEstablished", n.flaps() + (up ? 1 : 0)).put("connectionsDropped", n.flaps());
        if (!n.lastError().isEmpty()) {
            to.put("lastResetDueTo", n.lastError());
        }
    }
}
