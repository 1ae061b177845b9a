package io.weft.pipeline.table;

import io.weft.pipeline.wire.MacAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Any table as text: what {@code table list} and {@code table dump} print. */
public final class TableText {
    private TableText() {
    }

    /** One line a table: its name, size and capacity, key, actions. */
    public static List<String> list(List<? extends Table> tables) {
        List<String> lines = new ArrayList<>();
        for (Table table : tables) {
            Table.Schema schema = table.schema();
            lines.add("%-16s %9d/%-9d %s -> %s".formatted(schema.name(), table.size(), schema.capacity(), key(schema), actions(schema)));
        }
        return lines;
    }

    /** One line an entry: handle, key, action. */
    public static List<String> dump(Table table) {
        List<String> lines = new ArrayList<>();
        for (Table.Entry entry : table.entries()) {
            lines.add(entry(table.schema(), entry));
        }
        return lines;
    }

    private static String key(Table.Schema schema) {
        List<String> fields = new ArrayList<>();
        for (Table.Field field : schema.match()) {
            fields.add(field.name() + ":" + field.kind().name().toLowerCase(Locale.ROOT) + "<" + field.bits() + ">");
        }
        return String.join(", ", fields) + (schema.hasPriority() ? ", priority" : "");
    }

    private static String actions(Table.Schema schema) {
        List<String> actions = new ArrayList<>();
        for (Table.Action action : schema.actions()) {
            List<String> parameters = new ArrayList<>();
            for (Table.Field parameter : action.parameters()) {
                parameters.add(parameter.name() + "<" + parameter.bits() + ">");
            }
            actions.add(action.name() + "(" + String.join(", ", parameters) + ")");
        }
        return String.join(" | ", actions);
    }

    private static String entry(Table.Schema schema, Table.Entry entry) {
        StringBuilder text = new StringBuilder("#" + entry.handle());
        if (schema.hasPriority()) {
            text.append(" priority ").append(entry.priority());
        }
        for (int i = 0; i < schema.match().size(); i++) {
            Table.Field field = schema.match().get(i);
            text.append(' ').append(field.name()).append('=').append(match(field, entry.match().get(i)));
        }
        text.append(" -> ").append(entry.action());
        List<Table.Field> parameters = parametersOf(schema, entry.action());
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            arguments.add(parameters.get(i).name() + "=" + value(parameters.get(i), entry.arguments().get(i)));
        }
        return text.append('(').append(String.join(", ", arguments)).append(')').toString();
    }

    private static List<Table.Field> parametersOf(Table.Schema schema, String action) {
        for (Table.Action candidate : schema.actions()) {
            if (candidate.name().equals(action)) {
                return candidate.parameters();
            }
        }
        throw new IllegalStateException("table " + schema.name() + " declares no action " + action);
    }

    private static String match(Table.Field field, Table.Match match) {
        return switch (match) {
            case Table.Match.Exact exact -> value(field, exact.value());
            case Table.Match.Lpm lpm -> value(field, lpm.value()) + "/" + lpm.prefixLength();
            case Table.Match.Ternary ternary -> value(field, ternary.value()) + "&" + value(field, ternary.mask());
        };
    }

    private static String value(Table.Field field, BigInteger value) {
        return switch (field.format()) {
            case NUMBER -> value.toString();
            case HEX -> "0x" + value.toString(16);
            case MAC_ADDRESS -> MacAddress.print(value.longValue());
            case IPV4_ADDRESS -> AddressText.ipv4(value.intValue());
            case IPV6_ADDRESS -> AddressText.ipv6(value.shiftRight(64).longValue(), value.longValue());
        };
    }
}
