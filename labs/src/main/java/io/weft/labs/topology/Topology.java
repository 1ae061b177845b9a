package io.weft.labs.topology;

import io.weft.daemon.config.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The nodes of a lab and the links between them, both in the order of the file. */
public record Topology(String name, List<TopologyNode> nodes, List<Link> links, Path file) {
    public Topology {
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
    }

    /** Reads {@code *.clab.yml}; environment variables in it are this process's. */
    public static Topology read(Path file) {
        return read(Source.of(file), file, variable -> Optional.ofNullable(System.getenv(variable)));
    }

    /** Reads a text as if it lay at {@code file}, from which relative paths count. */
    public static Topology read(Source source, Path file, Function<String, Optional<String>> environment) {
        return new TopologyReader(source, file, environment).read();
    }

    public Optional<TopologyNode> node(String name) {
        return nodes.stream().filter(n -> n.name().equals(name)).findFirst();
    }

    /** The NICs, in the order of the file. */
    public List<TopologyNode> hosts() {
        return nodes.stream().filter(n -> n.role() == Role.NIC).toList();
    }
}
