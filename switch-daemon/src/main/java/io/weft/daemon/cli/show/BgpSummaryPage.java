package io.weft.daemon.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.bgp.BgpShow.FamilyView;
import io.weft.bgp.BgpShow.NeighborView;
import io.weft.bgp.message.Family;
import io.weft.daemon.config.BgpConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code show bgp summary}: a line a neighbour and family. Under the table stands why a session is not established. */
final class BgpSummaryPage implements Page {
    private static final String LINE = "%-15s %1s %10s %9s %9s %8s %12s %8s%n".replace("%n", "\n");

    @Override
    public String text(Question question) {
        BgpConfig config = question.bgpConfig();
        StringBuilder text = new StringBuilder();
        for (Family family : Family.values()) {
            List<NeighborView> peers = peers(question, family);
            if (!peers.isEmpty()) {
                text.append(text.isEmpty() ? "" : "\n").append(BgpWords.title(family)).append(" Summary:\n");
                text.append("BGP router identifier ").append(config.routerId()).append(", local AS number ").append(config.autonomousSystem())
                        .append(" VRF default vrf-id 0\n");
                text.append("RIB entries ").append(question.bgp().routes(family).size()).append('\n');
                text.append("Peers ").append(peers.size()).append("\n\n");
                text.append(String.format(Locale.ROOT, LINE, "Neighbor", "V", "AS", "MsgRcvd", "MsgSent", "Up/Down", "State/PfxRcd", "PfxSnt"));
                peers.forEach(p -> text.append(line(p, family, config, question.now())));
                text.append("\nTotal number of neighbors ").append(peers.size()).append('\n');
            }
        }
        question.bgp().summary().stream().filter(n -> !BgpWords.isEstablished(n) && !n.why().isEmpty())
                .forEach(n -> text.append(n.name()).append(" is ").append(n.state()).append(": ").append(n.why()).append('\n'));
        return text.toString();
    }

    private static List<NeighborView> peers(Question question, Family family) {
        return question.bgp().summary().stream().filter(n -> BgpWords.exchanges(question.bgpConfig(), n.name(), family)).toList();
    }

    private static String line(NeighborView peer, Family family, BgpConfig config, long now) {
        boolean up = BgpWords.isEstablished(peer);
        Optional<FamilyView> carried = carried(peer, family);
        String received = !up ? peer.state().toString() : carried.map(f -> String.valueOf(f.received())).orElse("NoNeg");
        String sent = carried.map(f -> String.valueOf(f.advertised())).orElse("0");
        return String.format(Locale.ROOT, LINE, peer.name(), "4", BgpWords.remoteAs(config, peer), peer.received().total(), peer.sent().total(),
                up || peer.flaps() > 0 ? Uptime.text(now - peer.stateSince()) : "never", received, sent);
    }

    private static Optional<FamilyView> carried(NeighborView peer, Family family) {
        return peer.families().stream().filter(f -> BgpWords.isEstablished(peer) && f.family() == family).findFirst();
    }

    @Override
    public JsonNode json(Question question) {
        BgpConfig config = question.bgpConfig();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (Family family : Family.values()) {
            List<NeighborView> peers = peers(question, family);
            if (!peers.isEmpty()) {
                ObjectNode of = root.putObject(BgpWords.key(family));
                of.put("routerId", config.routerId().toString()).put("as", config.autonomousSystem()).put("vrfId", 0).put("vrfName", "default")
                        .put("ribCount", question.bgp().routes(family).size()).put("peerCount", peers.size());
                ObjectNode list = of.putObject("peers");
                peers.forEach(p -> json(list.putObject(p.name()), p, family, config, question.now()));
                long failed = peers.stream().filter(p -> !BgpWords.isEstablished(p)).count();
                of.put("failedPeers", failed).put("displayedPeers", peers.size()).put("totalPeers", peers.size()).put("dynamicPeers", 0)
                        .putObject("bestPath").put("multiPathRelax", String.valueOf(config.relaxAsPath()));
            }
        }
        return root;
    }

    private static void json(ObjectNode to, NeighborView peer, Family family, BgpConfig config, long now) {
        boolean up = BgpWords.isEstablished(peer);
        to.put("remoteAs", BgpWords.remoteAs(config, peer)).put("localAs", config.autonomousSystem()).put("version", 4)
                .put("msgRcvd", peer.received().total()).put("msgSent", peer.sent().total());
        to.put("peerUptime", up ? Uptime.text(now - peer.stateSince()) : "never");
        to.put("peerUptimeMsec", up ? Uptime.milliseconds(now - peer.stateSince()) : 0);
        to.put("pfxRcd", carried(peer, family).map(FamilyView::received).orElse(0))
                .put("pfxSnt", carried(peer, family).map(FamilyView::advertised).orElse(0)).put("state", peer.state().toString())
                .put("peerState", up ? "OK" : peer.why()).put("connectionsEstablished", peer.flaps() + (up ? 1 : 0))
                .put("connectionsDropped", peer.flaps()).put("idType", peer.name().equals(peer.iface()) ? "interface" : "address");
    }
}
