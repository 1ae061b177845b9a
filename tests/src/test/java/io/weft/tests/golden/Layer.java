package io.weft.tests.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One header of a frame as words: {@code ip 10.1.0.1 > 10.2.0.5 ttl 1}. A name, then source and destination joined by {@code >} or one value, where
 * the header has such, then pairs of field and value.
 */
record Layer(String name, Map<String, String> fields) {
    static final String SOURCE = "source";
    static final String DESTINATION = "destination";
    /** The value behind the name, as {@code 11/0} in {@code icmp 11/0}. */
    static final String VALUE = "value";

    /** Reads headers separated by {@code |}. */
    static List<Layer> parse(String text) {
        List<Layer> layers = new ArrayList<>();
        for (String part : text.split("\\|")) {
            layers.add(parseOne(part.strip().split("\\s+")));
        }
        return layers;
    }

    private static Layer parseOne(String[] words) {
        Map<String, String> fields = new LinkedHashMap<>();
        int at = 1;
        if (words.length > 3 && words[2].equals(">")) {
            fields.put(SOURCE, words[1]);
            fields.put(DESTINATION, words[3]);
            at = 4;
        } else if (words.length % 2 == 0) {
            fields.put(VALUE, words[1]);
            at = 2;
        }
        for (; at + 1 < words.length; at += 2) {
            fields.put(words[at], words[at + 1]);
        }
        if (at != words.length) {
            throw new IllegalArgumentException("field without a value: " + String.join(" ", words));
        }
        return new Layer(words[0], fields);
    }

    static Layer of(String name) {
        return new Layer(name, new LinkedHashMap<>());
    }

    Layer with(String field, Object value) {
        fields.put(field, value.toString());
        return this;
    }

    String get(String field, String otherwise) {
        return fields.getOrDefault(field, otherwise);
    }

    /** A whole number, decimal or after 0x. */
    int number(String field, int otherwise) {
        return fields.containsKey(field) ? Integer.decode(fields.get(field)) : otherwise;
    }

    /** True if {@code other} has this name and at least these fields with these values. */
    boolean matches(Layer other) {
        return name.equals(other.name) && other.fields.entrySet().containsAll(fields.entrySet());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        fields.forEach((field, value) -> text.append(switch (field) {
            case SOURCE, VALUE -> " " + value;
            case DESTINATION -> " > " + value;
            default -> " " + field + " " + value;
        }));
        return text.toString();
    }
}
