package io.weft.daemon.config;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns SnakeYAML Engine's nodes and marks into {@link Yaml}. Nothing is constructed: tags are refused, and an alias is its anchor's value. */
final class YamlReader {
    private final Source source;
    private final String text;
    private final Problems problems = new Problems();
    private final Map<Node, Yaml> done = new IdentityHashMap<>();

    YamlReader(Source source) {
        this(source, source.text());
    }

    /** Reads {@code text} with the places of {@code source}, of which it is a copy with parts blanked out. */
    YamlReader(Source source, String text) {
        this.source = source;
        this.text = text;
    }

    Yaml read() {
        Yaml tree = convert(compose().orElseThrow(() -> new ConfigException(source.start(), "the file is empty")));
        problems.throwIfAny();
        return tree;
    }

    private Optional<Node> compose() {
        LoadSettings settings = LoadSettings.builder().setLabel(source.name()).setAllowNonScalarKeys(true).build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            Origin origin = e.getProblemMark().or(() -> Optional.ofNullable(e.getContextMark()).flatMap(m -> m)).map(this::origin)
                    .orElse(source.start());
            throw failed(origin, "not YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw failed(source.start(), "not YAML: " + String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable"), e);
        } catch (StackOverflowError e) {
            throw failed(source.start(), "not YAML that anybody would write: nested too deep", e);
        }
    }

    private static ConfigException failed(Origin origin, String message, Throwable cause) {
        ConfigException failure = new ConfigException(origin, message);
        failure.initCause(cause);
        return failure;
    }

    private Yaml convert(Node node) {
        Yaml ready = done.get(node);
        if (ready != null) {
            return ready;
        }
        done.put(node, new Yaml.Scalar("", true, origin(node)));
        if (node.isRecursive()) {
            problems.add(origin(node), "an alias must not contain itself");
        } else if (!node.getTag().getValue().startsWith(Tag.PREFIX)) {
            problems.add(origin(node), "tags have no meaning here: '" + node.getTag().getValue() + "'");
        }
        Yaml value = switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode list -> new Yaml.Sequence(list.getValue().stream().map(this::convert).toList(), origin(node));
            case MappingNode mapping -> mapping(mapping);
            case AnchorNode alias -> convert(alias.getRealNode());
            default -> throw new IllegalStateException("a YAML node of a kind that does not exist: " + node.getNodeType());
        };
        done.put(node, value);
        return value;
    }

    private Yaml.Scalar scalar(ScalarNode node) {
        return new Yaml.Scalar(node.getValue(), node.isPlain() && node.getTag().equals(Tag.NULL), origin(node));
    }

    private Yaml.Mapping mapping(MappingNode node) {
        List<Yaml.Entry> entries = new ArrayList<>();
        Map<String, Origin> seen = new TreeMap<>();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(origin(tuple.getKeyNode()), "a key must be a single word");
                continue;
            }
            Origin first = seen.putIfAbsent(key.getValue(), origin(key));
            if (first != null) {
                problems.add(origin(key), "key '" + key.getValue() + "' is written twice; first at line " + first.line());
                continue;
            }
            entries.add(new Yaml.Entry(new Yaml.Scalar(key.getValue(), false, origin(key)), convert(tuple.getValueNode())));
        }
        return new Yaml.Mapping(entries, origin(node));
    }

    private Origin origin(Node node) {
        Mark start = node.getStartMark().orElseThrow();
        Mark end = node.getEndMark().orElse(start);
        boolean word = node instanceof ScalarNode;
        int width = !word ? 1 : end.getLine() == start.getLine() ? end.getColumn() - start.getColumn() : Integer.MAX_VALUE;
        return new Origin(source, start.getLine() + 1, start.getColumn() + 1, Math.max(1, width));
    }

    private Origin origin(Mark mark) {
        return new Origin(source, mark.getLine() + 1, mark.getColumn() + 1, 1);
    }
}
