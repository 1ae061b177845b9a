package io.weft.labs.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value in the run's JSON by its path: keys joined by dots, array elements by {@code [n]} or, where they have an {@code id} or {@code name}, by
 * that: {@code nodes.leaf1.drops.TTL_EXPIRED}, {@code flows.kv.fct_ps}. Keys may hold dots, colons and spaces: the longest that fits is taken.
 */
final class JsonPath {
    private JsonPath() {
    }

    static Optional<JsonNode> find(JsonNode from, String path) {
        if (path.isEmpty()) {
            return Optional.of(from);
        }
        for (int end = path.length(); end > 0; end = Math.max(path.lastIndexOf('.', end - 1), 0)) {
            Optional<JsonNode> child = child(from, path.substring(0, end));
            if (child.isPresent()) {
                Optional<JsonNode> found = find(child.get(), end == path.length() ? "" : path.substring(end + 1));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> child(JsonNode from, String key) {
        if (from.isObject()) {
            return Optional.ofNullable(from.get(key));
        }
        if (from.isArray()) {
            for (JsonNode element : from) {
                if (key.equals(element.path("id").asText()) || key.equals(element.path("name").asText())) {
                    return Optional.of(element);
                }
            }
            return key.matches("\\[?[0-9]{1,9}\\]?")
                    ? Optional.ofNullable(from.get(Integer.parseInt(key.replaceAll("[\\[\\]]", ""))))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** Says how far the path goes, and what there is. */
    static String missing(JsonNode run, String path) {
        String known = "";
        JsonNode at = run;
        for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
            Optional<JsonNode> found = find(run, path.substring(0, dot));
            if (found.isPresent()) {
                known = path.substring(0, dot);
                at = found.get();
            }
        }
        List<String> keys = new ArrayList<>();
        at.fieldNames().forEachRemaining(keys::add);
        return "no such value; " + (known.isEmpty() ? "the run" : known) + " has " + (keys.isEmpty() ? "no keys" : String.join(", ", keys));
    }
}
