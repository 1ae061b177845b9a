package io.weft.daemon.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.weft.pipeline.table.Table;
import io.weft.pipeline.table.TableText;

/** {@code table list}: the pipeline's tables in the order in which a packet meets them. */
final class TableListPage implements Page {
    @Override
    public String text(Question question) {
        return String.join("\n", TableText.list(question.node().pipeline().tables().inOrder())) + "\n";
    }

    @Override
    public JsonNode json(Question question) {
        ArrayNode root = JsonNodeFactory.instance.arrayNode();
        for (Table table : question.node().pipeline().tables().inOrder()) {
            root.addObject().put("name", table.schema().name()).put("size", table.size()).put("capacity", table.schema().capacity());
        }
        return root;
    }
}
