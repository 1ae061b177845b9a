package io.weft.daemon.node;

import io.weft.daemon.config.NodeConfig;
import io.weft.pipeline.SwitchPort;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node is made of, alike in every world.
 *
 * @param id its place in the topology, from 0
 * @param seed of the run; the node derives its streams from it and its name
 * @param ports in the order of their indices
 * @param materialised whether a NIC makes payload as bytes or describes it
 * @param fibWrite what one write of a BGP route to the FIB takes, ps; 0: nothing
 */
public record NodeProfile(String name, int id, long seed, NodeConfig config, List<PortProfile> ports, boolean materialised, long fibWrite) {
    public NodeProfile {
        ports = List.copyOf(ports);
    }

    /** The index of the port of that name, or -1. */
    public int port(String portName) {
        for (int i = 0; i < ports.size(); i++) {
            if (ports.get(i).name().equals(portName)) {
                return i;
            }
        }
        return -1;
    }

    /** This node's own stream of random numbers for one purpose. */
    RandomStream random(String purpose) {
        return RandomStream.of(seed, name, purpose);
    }

    /** The ports with the links of a world behind them, in the default VRF. */
    List<SwitchPort> switchPorts(World world) {
        List<SwitchPort> wired = new ArrayList<>();
        for (int i = 0; i < ports.size(); i++) {
            PortProfile port = ports.get(i);
            wired.add(new SwitchPort(port.name(), port.mac(), port.rate(), port.mtu(), 0, world.link(i)));
        }
        return wired;
    }
}
