package io.weft.labs.file;

import io.weft.daemon.config.Form;
import io.weft.daemon.config.Keys;
import io.weft.daemon.config.Located;
import io.weft.daemon.config.Origin;
import io.weft.daemon.config.Quantity;
import io.weft.daemon.config.Section;
import io.weft.labs.file.Workload.AllPairs;
import io.weft.labs.file.Workload.Incast;
import io.weft.labs.file.Workload.Permutation;
import io.weft.labs.file.Workload.Stream;
import io.weft.labs.file.Workload.Terms;
import io.weft.labs.file.Workload.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reads {@code workload}: each item has an id and one kind. */
final class WorkloadReader {
    private static final List<String> KINDS = List.of("write", "all-pairs", "permutation", "incast", "stream");
    private static final Keys ITEM = Keys.of("workload[]", "id", "write", "all-pairs", "permutation", "incast", "stream");
    private static final Keys WRITE = Keys.of("workload[].write", "from", "to", "bytes", "qps", "at", "family", "immediate");
    private static final Keys ALL_PAIRS = Keys.of("workload[].all-pairs", "bytes", "except", "qps", "at", "family");
    private static final Keys PERMUTATION = Keys.of("workload[].permutation", "bytes", "qps", "at", "family");
    private static final Keys INCAST = Keys.of("workload[].incast", "from", "to", "bytes", "qps", "at", "family");
    private static final Keys STREAM = Keys.of("workload[].stream", "from", "to", "qps", "at", "family");
    static final List<Keys> KEYS = List.of(ITEM, WRITE, ALL_PAIRS, PERMUTATION, INCAST, STREAM);

    private static final Form<Long> BYTES = Form.atLeast(1, Quantity.SIZE);
    private static final Form<String> ID = text -> {
        if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("'" + text + "' is not an id: letters, digits, and inside - . _");
        }
        return text;
    };

    private WorkloadReader() {
    }

    static List<Workload> read(Section lab) {
        List<Workload> workload = new ArrayList<>();
        Map<String, Origin> ids = new TreeMap<>();
        for (Section item : lab.items("workload", ITEM)) {
            Located<String> id = item.located("id", ID).orElse(new Located<>("", item.origin()));
            item.require("id");
            Origin first = ids.putIfAbsent(id.value(), id.origin());
            if (first != null && !id.value().isEmpty()) {
                item.problems().add(id.origin(), "id '" + id.value() + "' is already used at line " + first.line());
            }
            kind(item, KINDS).ifPresent(kind -> workload.add(item(kind, id.value(), item)));
        }
        return workload;
    }

    /** The one of several keys that an item must have. */
    static Optional<String> kind(Section item, List<String> kinds) {
        List<String> written = item.keys().stream().filter(kinds::contains).toList();
        if (written.size() == 1) {
            return Optional.of(written.getFirst());
        }
        Origin origin = written.isEmpty() ? item.origin() : item.originOf(written.get(1));
        item.problems().add(origin, item.name() + " must have one of " + String.join(", ", kinds) + (written.isEmpty() ? "" : ", not several"));
        return Optional.empty();
    }

    private static Workload item(String kind, String id, Section item) {
        return switch (kind) {
            case "write" -> {
                Section s = item.section(kind, WRITE);
                OptionalLong immediate = s.get("immediate", Form.number(0, 0xffff_ffffL)).map(OptionalLong::of).orElse(OptionalLong.empty());
                yield new Write(id, host(s, "from"), host(s, "to"), s.require("bytes", BYTES, 1L), terms(s), immediate, item.origin());
            }
            case "all-pairs" -> {
                Section s = item.section(kind, ALL_PAIRS);
                yield new AllPairs(id, s.require("bytes", BYTES, 1L), s.all("except", Form.WORD), terms(s), item.origin());
            }
            case "permutation" -> {
                Section s = item.section(kind, PERMUTATION);
                yield new Permutation(id, s.require("bytes", BYTES, 1L), terms(s), item.origin());
            }
            case "incast" -> {
                Section s = item.section(kind, INCAST);
                s.require("from");
                yield new Incast(id, s.all("from", Form.WORD), host(s, "to"), s.require("bytes", BYTES, 1L), terms(s), item.origin());
            }
            case "stream" -> {
                Section s = item.section(kind, STREAM);
                yield new Stream(id, host(s, "from"), host(s, "to"), terms(s), item.origin());
            }
            default -> throw new IllegalStateException("a kind of workload without a reader: " + kind);
        };
    }

    private static Located<String> host(Section section, String key) {
        section.require(key);
        return section.located(key, Form.WORD).orElse(new Located<>("", section.origin()));
    }

    private static Terms terms(Section section) {
        return new Terms(Math.toIntExact(section.get("qps", Form.number(1, 65_536), 1L)), section.get("at", At::parse, At.ZERO),
                section.get("family", Form.oneOf(Family.values()), Family.IPV4));
    }
}
