package io.weft.daemon.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.pipeline.port.PortCounters;

/** {@code show interface counters}: SONiC's columns. OK frames are all that came or went; bytes count the FCS, not preamble and gap. */
final class InterfaceCounterPage implements Page {
    @Override
    public String text(Question question) {
        Columns columns = new Columns("IFACE", "STATE", "RX_OK", "RX_BYTES", "RX_DRP", "TX_OK", "TX_BYTES", "TX_DRP");
        for (int port = 0; port < question.node().profile().ports().size(); port++) {
            PortCounters c = question.node().pipeline().port(port).counters();
            columns.row(question.portName(port), state(question, port), c.receivedFrames(), c.receivedBytes(), c.receivedDrops(), c.sentFrames(),
                    c.sentBytes(),
                    c.egressDrops());
        }
        return columns.text();
    }

    private static String state(Question question, int port) {
        return question.node().pipeline().port(port).isUp() ? "U" : "D";
    }

    @Override
    public JsonNode json(Question question) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (int port = 0; port < question.node().profile().ports().size(); port++) {
            PortCounters c = question.node().pipeline().port(port).counters();
            root.putObject(question.portName(port)).put("STATE", state(question, port)).put("RX_OK", c.receivedFrames())
                    .put("RX_BYTES", c.receivedBytes())
                    .put("RX_DRP", c.receivedDrops()).put("TX_OK", c.sentFrames()).put("TX_BYTES", c.sentBytes()).put("TX_DRP", c.egressDrops());
        }
        return root;
    }
}
