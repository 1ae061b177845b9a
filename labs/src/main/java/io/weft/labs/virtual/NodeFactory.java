package io.weft.labs.virtual;

import io.weft.daemon.node.Node;
import io.weft.daemon.node.World;
import java.util.List;

/** Makes a node of a fabric. */
@FunctionalInterface
public interface NodeFactory {
    Node make(World world, Place place);

    /**
     * Where a node stands.
     *
     * @param index its place in the topology, from 0
     * @param ports the names of its data ports in the order of their indices
     * @param seed  the seed of the run; streams are derived from it and the name
     */
    record Place(int index, String name, List<String> ports, long seed) {
        public Place {
            ports = List.copyOf(ports);
        }
    }
}
