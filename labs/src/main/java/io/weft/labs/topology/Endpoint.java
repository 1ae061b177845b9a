package io.weft.labs.topology;

import io.weft.daemon.config.Origin;

/** One end of a link: a node by id and name, and its port by index and name. Printed as {@code leaf1:eth1}. */
public record Endpoint(int node, int port, String nodeName, String portName, Origin origin) {
    @Override
    public String toString() {
        return nodeName + ":" + portName;
    }
}
