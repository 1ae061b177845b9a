package io.weft.daemon.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.pipeline.port.EgressPort;

/** {@code show queue counters}: what has left each egress queue and what waits in it now. Drops are counted by port and by reason elsewhere. */
final class QueuePage implements Page {
    @Override
    public String text(Question question) {
        Columns columns = new Columns("Port", "TxQ", "Counter/pkts", "Counter/bytes", "Held/bytes");
        for (int port = 0; port < question.node().profile().ports().size(); port++) {
            EgressPort egress = question.node().pipeline().port(port);
            for (int queue = 0; queue < EgressPort.QUEUES; queue++) {
                columns.row(question.portName(port), "UC" + queue, egress.queueFrames(queue), egress.queueBytes(queue), egress.queuedBytes(queue));
            }
        }
        return columns.text();
    }

    @Override
    public JsonNode json(Question question) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (int port = 0; port < question.node().profile().ports().size(); port++) {
            EgressPort egress = question.node().pipeline().port(port);
            ObjectNode queues = root.putObject(question.portName(port));
            for (int queue = 0; queue < EgressPort.QUEUES; queue++) {
                queues.putObject("UC" + queue).put("totalpacket", egress.queueFrames(queue)).put("totalbytes", egress.queueBytes(queue))
                        .put("heldbytes", egress.queuedBytes(queue));
            }
        }
        return root;
    }
}
