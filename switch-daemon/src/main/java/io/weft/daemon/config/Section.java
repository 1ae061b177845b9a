package io.weft.daemon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mapping being read. Whoever reads says once which keys it may have, then asks for each; what is wrong goes to the problems, and a fallback
 * lets reading go on. A key whose value is nothing counts as an empty mapping where a mapping is asked for, as absent elsewhere.
 */
public final class Section {
    private final Yaml.Mapping mapping;
    private final String path;
    private final Yaml.Scalar name;
    private final Problems problems;

    private Section(Yaml.Mapping mapping, String path, Yaml.Scalar name, Keys keys, Problems problems) {
        this.mapping = mapping;
        this.path = path;
        this.name = name;
        this.problems = problems;
        for (Yaml.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (!keys.names().contains(key)) {
                problems.add(entry.key().origin(), "unknown key '" + key + "'" + (path.isEmpty() ? "" : " in " + path),
                        Nearest.to(key, keys.names()));
            }
        }
    }

    /** The whole document, which must be a mapping. */
    public static Section root(Yaml document, Keys keys, Problems problems) {
        return of(document, "", new Yaml.Scalar("", false, document.origin()), keys, problems);
    }

    private static Section of(Yaml value, String path, Yaml.Scalar name, Keys keys, Problems problems) {
        if (value instanceof Yaml.Mapping mapping) {
            return new Section(mapping, path, name, keys, problems);
        }
        if (!(value instanceof Yaml.Scalar scalar && scalar.isNull())) {
            problems.add(value.origin(), (path.isEmpty() ? "the file" : path) + " must be a mapping, not " + value.kind());
        }
        return new Section(new Yaml.Mapping(List.of(), name.origin()), path, name, keys, problems);
    }

    public Problems problems() {
        return problems;
    }

    /** The key that this mapping stands under. */
    public String name() {
        return name.text();
    }

    /** That key as a value. */
    public <T> Optional<T> nameAs(Form<T> form) {
        return read(name, path, form).map(Located::value);
    }

    /** Where that key was written; the start of the item or the file if it has none. */
    public Origin origin() {
        return name.origin();
    }

    public boolean has(String key) {
        return mapping.entry(key).isPresent();
    }

    /** Where a key was written, or the mapping if it is absent. */
    public Origin originOf(String key) {
        return mapping.entry(key).map(e -> e.key().origin()).orElse(origin());
    }

    public List<String> keys() {
        return mapping.entries().stream().map(e -> e.key().text()).toList();
    }

    /** What is written under a key, as it is. */
    public Optional<Yaml> value(String key) {
        return mapping.entry(key).map(Yaml.Entry::value);
    }

    /** A mapping under a key; an empty one if it is absent. */
    public Section section(String key, Keys keys) {
        return optional(key, keys).orElseGet(() -> new Section(new Yaml.Mapping(List.of(), origin()), join(key), name, keys, problems));
    }

    public Optional<Section> optional(String key, Keys keys) {
        return mapping.entry(key).map(e -> of(e.value(), join(key), e.key(), keys, problems));
    }

    /** The mappings in a mapping whose keys are names of the writer's choice. */
    public List<Section> named(String key, Keys keys) {
        List<Section> sections = new ArrayList<>();
        for (Yaml.Entry entry : entries(key)) {
            sections.add(of(entry.value(), join(key) + "." + entry.key().text(), entry.key(), keys, problems));
        }
        return sections;
    }

    /** The entries of a mapping whose keys are names of the writer's choice. */
    public List<Yaml.Entry> entries(String key) {
        Optional<Yaml> value = value(key);
        if (value.isPresent() && value.get() instanceof Yaml.Mapping inner) {
            return inner.entries();
        }
        value.filter(v -> !isNull(v)).ifPresent(v -> problems.add(v.origin(), join(key) + " must be a mapping, not " + v.kind()));
        return List.of();
    }

    /** The mappings in a list. */
    public List<Section> items(String key, Keys keys) {
        List<Section> sections = new ArrayList<>();
        for (Yaml item : list(key)) {
            String at = join(key) + "[" + sections.size() + "]";
            sections.add(of(item, at, new Yaml.Scalar(at, false, item.origin()), keys, problems));
        }
        return sections;
    }

    /** The items of a list, as they are. */
    public List<Yaml> list(String key) {
        Optional<Yaml> value = value(key);
        if (value.isPresent() && value.get() instanceof Yaml.Sequence list) {
            return list.items();
        }
        value.filter(v -> !isNull(v)).ifPresent(v -> problems.add(v.origin(), join(key) + " must be a list, not " + v.kind()));
        return List.of();
    }

    /** A single value with its place. */
    public <T> Optional<Located<T>> located(String key, Form<T> form) {
        return value(key).filter(v -> !isNull(v)).flatMap(v -> read(v, join(key), form));
    }

    public <T> Optional<T> get(String key, Form<T> form) {
        return located(key, form).map(Located::value);
    }

    public <T> T get(String key, Form<T> form, T fallback) {
        return get(key, form).orElse(fallback);
    }

    /** A value that must be there; a problem and the fallback if it is not. */
    public <T> T require(String key, Form<T> form, T fallback) {
        require(key);
        return get(key, form, fallback);
    }

    /** A problem unless there is something under the key. */
    public void require(String key) {
        if (value(key).map(Section::isNull).orElse(true)) {
            problems.add(originOf(key), path.isEmpty() ? "key '" + key + "' is missing" : path + " needs '" + key + "'");
        }
    }

    /** The values of a list; a single value counts as a list of one. */
    public <T> List<Located<T>> all(String key, Form<T> form) {
        Optional<Yaml> value = value(key).filter(v -> !isNull(v));
        if (value.isEmpty()) {
            return List.of();
        }
        List<Yaml> items = value.get() instanceof Yaml.Sequence list ? list.items() : List.of(value.get());
        List<Located<T>> values = new ArrayList<>();
        for (Yaml item : items) {
            read(item, join(key), form).ifPresent(values::add);
        }
        return values;
    }

    /** Reads any single value; {@code what} names it in the message. */
    public <T> Optional<Located<T>> read(Yaml value, String what, Form<T> form) {
        if (!(value instanceof Yaml.Scalar scalar)) {
            problems.add(value.origin(), what + " must be a single value, not " + value.kind());
            return Optional.empty();
        }
        try {
            return Optional.of(new Located<>(form.read(scalar.text()), scalar.origin()));
        } catch (IllegalArgumentException e) {
            problems.add(scalar.origin(), what + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The full name of a key of this mapping. */
    public String join(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static boolean isNull(Yaml value) {
        return value instanceof Yaml.Scalar scalar && scalar.isNull();
    }
}
