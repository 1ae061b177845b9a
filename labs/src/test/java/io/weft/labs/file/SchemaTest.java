package io.weft.labs.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.daemon.config.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The schema that an editor uses and the readers that decide know the same keys. */
class SchemaTest {
    private final Map<String, TreeSet<String>> inSchema = new TreeMap<>();

    @Test
    void hasTheKeysThatTheReadersKnow() throws IOException {
        JsonNode schema;
        try (InputStream in = Objects.requireNonNull(LabFile.class.getResourceAsStream("lab.schema.json"))) {
            schema = new ObjectMapper().readTree(in);
        }
        collect(schema, schema, "");

        Map<String, TreeSet<String>> inReaders = Stream.of(LabReader.KEYS, WorkloadReader.KEYS, FaultReader.KEYS, CheckReader.KEYS)
                .flatMap(List::stream)
                .collect(Collectors.toMap(Keys::path, keys -> new TreeSet<>(keys.names()), (a, b) -> a, TreeMap::new));
        assertThat(inSchema).isEqualTo(inReaders);
    }

    private void collect(JsonNode root, JsonNode node, String path) {
        if (node.has("$ref")) {
            collect(root, root.at(node.get("$ref").textValue().substring(1)), path);
        }
        node.path("oneOf").forEach(variant -> collect(root, variant, path));
        if (node.has("items")) {
            collect(root, node.get("items"), path + "[]");
        }
        if (node.path("additionalProperties").isObject()) {
            collect(root, node.get("additionalProperties"), join(path, "*"));
        }
        if (node.has("properties")) {
            assertThat(node.path("additionalProperties").isBoolean()).as("additionalProperties is false at '%s'", path).isTrue();
            node.get("properties").properties().forEach(property -> {
                inSchema.computeIfAbsent(path, _ -> new TreeSet<>()).add(property.getKey());
                collect(root, property.getValue(), join(path, property.getKey()));
            });
        }
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
