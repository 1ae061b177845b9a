package io.weft.labs.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** What was measured, as text and as JSON. */
final class BenchReport {
    private static final int VERSION = 1;
    private static final int WIDTH = 100;
    private static final double MANY = 1000;

    private BenchReport() {
    }

    static String machine(SortedMap<String, String> machine) {
        StringBuilder text = new StringBuilder();
        machine.forEach((name, value) -> text.append("%-12s %s%n".formatted(name, value)));
        return text.toString();
    }

    /** One benchmark: its method and a line a figure. */
    static String text(Bench bench, List<Figure> figures) {
        StringBuilder text = new StringBuilder("\n").append(bench.name()).append('\n');
        wrap(bench.method(), text);
        text.append(String.format(Locale.ROOT, "  %-46s %12s %12s %12s  %-8s %4s%n", "", "min", "median", "max", "", "runs"));
        for (Figure figure : figures) {
            String runs = figure.runs().size() == 1 ? "" : Integer.toString(figure.runs().size());
            String spread = runs.isEmpty()
                    ? String.format("%12s %12s %12s", "", number(figure.median()), "")
                    : String.format("%12s %12s %12s", number(figure.min()), number(figure.median()), number(figure.max()));
            text.append(String.format("  %-46s %s  %-8s %4s", figure.name(), spread, figure.unit(), runs).stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= MANY || value == Math.rint(value) ? "%,.0f" : "%,.2f", value);
    }

    private static void wrap(String sentence, StringBuilder text) {
        int column = 0;
        for (String word : sentence.split(" ")) {
            if (column + word.length() > WIDTH) {
                text.append('\n');
                column = 0;
            }
            text.append(column == 0 ? "  " : " ").append(word);
            column += word.length() + 1;
        }
        text.append('\n');
    }

    static ObjectNode json(SortedMap<String, String> machine, Map<Bench, List<Figure>> measured) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", VERSION);
        ObjectNode on = json.putObject("machine");
        machine.forEach(on::put);
        ObjectNode benches = json.putObject("benchmarks");
        measured.forEach((bench, figures) -> {
            ObjectNode one = benches.putObject(bench.name());
            one.put("method", bench.method());
            for (Figure figure : figures) {
                ObjectNode entry = one.withArray("figures").addObject();
                entry.put("name", figure.name()).put("unit", figure.unit());
                entry.put("min", figure.min()).put("median", figure.median()).put("max", figure.max());
                figure.runs().forEach(entry.withArray("runs")::add);
            }
        });
        return json;
    }
}
