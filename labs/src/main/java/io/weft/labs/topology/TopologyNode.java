package io.weft.labs.topology;

import io.weft.daemon.config.Origin;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/** A node as the file has it after defaults, kind and group. {@code config}: the file bound to where its {@code cmd} says {@code --config}. */
public record TopologyNode(int id, String name, Role role, String image, String group, List<String> cmd, SortedMap<String, String> env,
        SortedMap<String, String> labels, List<Bind> binds, Path config, List<String> ports, Origin origin) {
    public TopologyNode {
        cmd = List.copyOf(cmd);
        binds = List.copyOf(binds);
        ports = List.copyOf(ports);
    }

    /** The index of a wired port, -1 if there is none of that name. */
    public int port(String name) {
        return ports.indexOf(name);
    }
}
