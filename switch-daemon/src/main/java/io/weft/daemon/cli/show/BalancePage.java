package io.weft.daemon.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.weft.pipeline.Balance;

/** {@code show balance}: that the pipeline has lost no packet silently. */
final class BalancePage implements Page {
    @Override
    public String text(Question question) {
        Balance b = question.node().pipeline().balance();
        long in = b.received() + b.originated();
        long out = b.sent() + b.dropped() + b.consumed() + b.buffered();
        return "received " + b.received() + " + originated " + b.originated() + " = " + in + "\n"
                + "sent " + b.sent() + " + dropped " + b.dropped() + " + consumed " + b.consumed() + " + buffered " + b.buffered() + " = " + out
                + "\n"
                + (b.holds()
                        ? "Nothing is lost silently.\n"
                        : "They differ by " + (in - out) + ": packets are lost silently, which is a defect of Weft.\n");
    }

    @Override
    public JsonNode json(Question question) {
        Balance b = question.node().pipeline().balance();
        return JsonNodeFactory.instance.objectNode().put("received", b.received()).put("originated", b.originated()).put("sent", b.sent())
                .put("dropped", b.dropped()).put("consumed", b.consumed()).put("buffered", b.buffered()).put("holds", b.holds());
    }
}
