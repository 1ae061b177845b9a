package io.weft.labs.topology;

import io.weft.daemon.config.Form;
import io.weft.daemon.config.Located;
import io.weft.daemon.config.Section;
import io.weft.daemon.config.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The four places where containerlab looks for a node's settings, the most specific first: the node, its group, its kind, the defaults. */
record Levels(List<Section> sections) {
    /** The first that says anything. */
    Optional<Located<String>> first(String key) {
        return sections.stream().map(s -> s.located(key, text -> text)).flatMap(Optional::stream).filter(v -> !v.value().isEmpty()).findFirst();
    }

    /** All entries of a map; the specific wins. */
    SortedMap<String, String> merged(String key) {
        SortedMap<String, String> merged = new TreeMap<>();
        for (Section section : sections.reversed()) {
            for (Yaml.Entry entry : section.entries(key)) {
                section.read(entry.value(), section.join(key), (Form<String>) text -> text).ifPresent(v -> merged.put(entry.key().text(), v.value()));
            }
        }
        return merged;
    }

    /** All items of a list, the general first. */
    List<Located<String>> all(String key) {
        List<Located<String>> all = new ArrayList<>();
        sections.reversed().forEach(section -> all.addAll(section.all(key, Form.WORD)));
        return all;
    }
}
