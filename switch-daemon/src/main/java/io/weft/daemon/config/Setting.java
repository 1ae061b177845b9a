package io.weft.daemon.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code --set} argument: {@code PATH=VALUE} changes a value of lab.yml, {@code NODEGLOB:config.PATH=VALUE} one of the nodes' configurations.
 * A path is keys with dots between; a key that has dots itself is found if it exists, else it stands in double quotes. An item of a list is named by
 * its index, or by its {@code id} or {@code name}. VALUE is YAML. What is set has its place in the argument, so a wrong key or value is told there.
 */
public final class Setting {
    private static final Pattern OF_NODES = Pattern.compile("([A-Za-z0-9*?_-]+):config\\.");

    private final Source source;
    private final Optional<String> nodes;
    private final int from;
    private final int end;
    private final Yaml value;

    private Setting(Source source, Optional<String> nodes, int from, int end, Yaml value) {
        this.source = source;
        this.nodes = nodes;
        this.from = from;
        this.end = end;
        this.value = value;
    }

    public static Setting parse(String argument) {
        Source source = new Source("--set", argument);
        int equals = argument.indexOf('=');
        Matcher ofNodes = OF_NODES.matcher(argument);
        boolean forNodes = ofNodes.lookingAt();
        int from = forNodes ? ofNodes.end() : 0;
        if (equals <= from) {
            throw new ConfigException(source.start(), "a setting is PATH=VALUE or NODEGLOB:config.PATH=VALUE");
        }
        String written = argument.substring(equals + 1);
        Yaml value = written.isBlank()
                ? new Yaml.Scalar("", true, source.start().part(equals, 1))
                : new YamlReader(source, " ".repeat(equals + 1) + written).read();
        return new Setting(source, forNodes ? Optional.of(ofNodes.group(1)) : Optional.empty(), from, equals, value);
    }

    /** Which nodes' configurations it changes; empty if it changes lab.yml. */
    public Optional<Glob> nodes() {
        return nodes.map(Glob::new);
    }

    public Origin origin() {
        return source.start().part(0, end);
    }

    /** The document with the value in its place; the document itself is not changed. */
    public Yaml applyTo(Yaml document) {
        return set(document, from);
    }

    private Yaml set(Yaml place, int at) {
        if (at > end) {
            return value;
        }
        return switch (place) {
            case Yaml.Mapping mapping -> in(mapping, at);
            case Yaml.Sequence list -> in(list, at);
            case Yaml.Scalar scalar when scalar.isNull() -> in(new Yaml.Mapping(List.of(), scalar.origin()), at);
            case Yaml.Scalar _ -> throw new ConfigException(key(at).origin(),
                    "'" + source.text().substring(from, Math.max(from, at - 1)) + "' is a single value, it has no '" + key(at).text() + "'");
        };
    }

    private Yaml in(Yaml.Mapping mapping, int at) {
        String rest = source.text().substring(at, end);
        Optional<String> known = mapping.entries().stream().map(e -> e.key().text()).filter(k -> rest.equals(k) || rest.startsWith(k + "."))
                .max(Comparator.comparingInt(String::length));
        Yaml.Scalar key = known.map(k -> new Yaml.Scalar(k, false, source.start().part(at, k.length()))).orElseGet(() -> key(at));
        int next = at + key.origin().width() + 1;
        Yaml before = mapping.entry(key.text()).map(Yaml.Entry::value).orElse(new Yaml.Mapping(List.of(), key.origin()));
        Yaml.Entry entry = new Yaml.Entry(mapping.entry(key.text()).map(Yaml.Entry::key).orElse(key), set(before, next));
        List<Yaml.Entry> entries = new ArrayList<>(mapping.entries());
        int index = entries.stream().map(e -> e.key().text()).toList().indexOf(key.text());
        if (index < 0) {
            entries.add(entry);
        } else {
            entries.set(index, entry);
        }
        return new Yaml.Mapping(entries, mapping.origin());
    }

    private Yaml in(Yaml.Sequence list, int at) {
        Yaml.Scalar key = key(at);
        List<Yaml> items = new ArrayList<>(list.items());
        for (int i = 0; i < items.size(); i++) {
            if (key.text().equals(Integer.toString(i)) || isNamed(items.get(i), key.text())) {
                items.set(i, set(items.get(i), at + key.origin().width() + 1));
                return new Yaml.Sequence(items, list.origin());
            }
        }
        throw new ConfigException(key.origin(), "the list has " + items.size() + " items and none that is called '" + key.text() + "'");
    }

    private static boolean isNamed(Yaml item, String name) {
        return item instanceof Yaml.Mapping mapping && mapping.entry("id").or(() -> mapping.entry("name"))
                .map(e -> e.value() instanceof Yaml.Scalar scalar && scalar.text().equals(name)).orElse(false);
    }

    /** The key that starts at a place of the argument: up to the next dot, or what stands in quotes. */
    private Yaml.Scalar key(int at) {
        String rest = source.text().substring(at, end);
        int close = rest.startsWith("\"") ? rest.indexOf('"', 1) : -1;
        int dot = rest.indexOf('.', Math.max(0, close));
        int length = dot < 0 ? rest.length() : dot;
        String text = rest.substring(0, length);
        return new Yaml.Scalar(close > 0 ? text.replace("\"", "") : text, false, source.start().part(at, length));
    }
}
