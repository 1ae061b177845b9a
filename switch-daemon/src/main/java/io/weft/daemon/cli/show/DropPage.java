package io.weft.daemon.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.pipeline.packet.Verdict;
import java.util.Arrays;
import java.util.List;

/** {@code show drops}: how many packets ended for which reason. Reasons that have not occurred are left out. */
final class DropPage implements Page {
    private static List<Verdict> reasons(Question question) {
        return Arrays.stream(Verdict.values()).filter(v -> v.isDrop() && question.node().count(v) > 0).toList();
    }

    @Override
    public String text(Question question) {
        List<Verdict> reasons = reasons(question);
        if (reasons.isEmpty()) {
            return "No packet was dropped.\n";
        }
        Columns columns = new Columns("Reason", "Packets", "Meaning");
        reasons.forEach(v -> columns.row(v, question.node().count(v), v.words()));
        return columns.text();
    }

    @Override
    public JsonNode json(Question question) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        reasons(question).forEach(v -> root.putObject(v.name()).put("packets", question.node().count(v)).put("meaning", v.words()));
        return root;
    }
}
