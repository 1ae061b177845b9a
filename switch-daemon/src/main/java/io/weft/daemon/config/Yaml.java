package io.weft.daemon.config;

import java.util.List;
import java.util.Optional;

/** A YAML document as a tree in which every value knows where it was written. An alias has the place of what it stands for. */
public sealed interface Yaml {
    Origin origin();

    /** A plain or quoted word. {@code isNull}: nothing, {@code ~} or {@code null}, unquoted. */
    record Scalar(String text, boolean isNull, Origin origin) implements Yaml {
    }

    record Sequence(List<Yaml> items, Origin origin) implements Yaml {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Entries in the order of the file, each key once. */
    record Mapping(List<Entry> entries, Origin origin) implements Yaml {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public Optional<Entry> entry(String key) {
            return entries.stream().filter(e -> e.key().text().equals(key)).findFirst();
        }
    }

    record Entry(Scalar key, Yaml value) {
    }

    /** Reads one document; syntax errors, an empty file, duplicate keys and tags are problems. */
    static Yaml read(Source source) {
        return new YamlReader(source).read();
    }

    /** What a person calls this kind of value. */
    default String kind() {
        return switch (this) {
            case Scalar scalar -> scalar.isNull() ? "nothing" : "a single value";
            case Sequence _ -> "a list";
            case Mapping _ -> "a mapping";
        };
    }
}
