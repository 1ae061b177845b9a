package io.weft.daemon.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.daemon.host.Neighbor;
import io.weft.pipeline.wire.MacAddress;
import java.util.List;

/** {@code show arp} and {@code show ipv6 neighbors}: who is at which MAC address, and how sure that is. JSON keys are iproute2's. */
final class NeighborPage implements Page {
    private final boolean ipv4;

    NeighborPage(boolean ipv4) {
        this.ipv4 = ipv4;
    }

    private List<Neighbor> neighbors(Question question) {
        return ipv4 ? question.node().agents().arp().neighbors() : question.node().agents().nd().neighbors();
    }

    @Override
    public String text(Question question) {
        Columns columns = new Columns("Address", "MacAddress", "Iface", "Status");
        for (Neighbor n : neighbors(question)) {
            columns.row(n.address(), n.mac() == Neighbor.UNKNOWN ? "-" : MacAddress.print(n.mac()), question.portName(n.port()), n.state());
        }
        return columns.text();
    }

    @Override
    public JsonNode json(Question question) {
        ArrayNode root = JsonNodeFactory.instance.arrayNode();
        for (Neighbor n : neighbors(question)) {
            ObjectNode node = root.addObject().put("dst", n.address().toString()).put("dev", question.portName(n.port()));
            if (n.mac() != Neighbor.UNKNOWN) {
                node.put("lladdr", MacAddress.print(n.mac()));
            }
            node.putArray("state").add(n.state().name());
        }
        return root;
    }
}
