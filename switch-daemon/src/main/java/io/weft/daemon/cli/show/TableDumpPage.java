package io.weft.daemon.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.pipeline.table.Table;
import io.weft.pipeline.table.TableText;
import java.util.List;

/** {@code table dump NAME}: every entry of one table. */
final class TableDumpPage implements Page {
    private static Table asked(Question question) {
        String name = question.argument().orElse("");
        List<Table> tables = question.node().pipeline().tables().inOrder();
        List<String> names = tables.stream().map(t -> t.schema().name()).toList();
        return tables.stream().filter(t -> t.schema().name().equals(name)).findFirst()
                .orElseThrow(() -> new Unanswerable(question.name() + " has no table " + name + ": there is " + String.join(", ", names), names));
    }

    @Override
    public String text(Question question) {
        Table table = asked(question);
        return table.size() == 0 ? "Table " + table.schema().name() + " is empty.\n" : String.join("\n", TableText.dump(table)) + "\n";
    }

    @Override
    public JsonNode json(Question question) {
        Table table = asked(question);
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("name", table.schema().name()).put("size", table.size()).put("capacity", table.schema().capacity());
        var entries = root.putArray("entries");
        TableText.dump(table).forEach(entries::add);
        return root;
    }
}
