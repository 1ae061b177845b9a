package io.weft.labs.virtual;

import java.util.ArrayList;
import java.util.List;

/** What a fabric is made of: nodes and links in topology order, which is the order of their indices. {@link #build} makes it. */
public final class FabricPlan {
    /** What a frame takes between a switching chip and its CPU when nothing else is said: 10 µs. */
    public static final long CONTROL_DELAY = 10_000_000;
    private static final int PACKETS = 1 << 22;

    record Station(NodeFactory.Place place, NodeFactory factory) {
    }

    record Connection(int node, int port, int peer, int peerPort, long delay, int mtu) {
    }

    private final long seed;
    private final List<Station> nodes = new ArrayList<>();
    private final List<Connection> links = new ArrayList<>();
    private long controlDelay = CONTROL_DELAY;
    private int packets = PACKETS;

    /** Every random number of the run derives from {@code seed}. */
    public FabricPlan(long seed) {
        this.seed = seed;
    }

    /** Adds a node with these data ports, named for people, and answers its index. */
    public int node(String name, List<String> ports, NodeFactory factory) {
        nodes.add(new Station(new NodeFactory.Place(nodes.size(), name, ports, seed), factory));
        return nodes.size() - 1;
    }

    /**
     * Adds a link between two ports of nodes already added, and answers its index. A frame arrives {@code delay} ps (at least 1) after its last bit
     * has left; {@code mtu} is the largest IP packet in bytes.
     */
    public int link(int node, int port, int peer, int peerPort, long delay, int mtu) {
        checkPort(node, port);
        checkPort(peer, peerPort);
        links.add(new Connection(node, port, peer, peerPort, delay, mtu));
        return links.size() - 1;
    }

    private void checkPort(int node, int port) {
        if (port < 0 || port >= nodes.get(node).place().ports().size()) {
            throw new IllegalArgumentException(nodes.get(node).place().name() + " has no port " + port);
        }
    }

    /** What a frame takes between a node and its TCP, in ps, at least 1. */
    public FabricPlan controlDelay(long delay) {
        if (delay < 1) {
            throw new IllegalArgumentException("a control delay of " + delay + " ps; at least 1 ps is needed");
        }
        controlDelay = delay;
        return this;
    }

    /** How many packets there may be at once; beyond, nodes count POOL_EMPTY. */
    public FabricPlan packets(int capacity) {
        packets = capacity;
        return this;
    }

    /** Makes the nodes and links; it is 0 ps and nothing has happened yet. */
    public VirtualFabric build() {
        return new VirtualFabric(this);
    }

    long seed() {
        return seed;
    }

    List<Station> nodes() {
        return nodes;
    }

    List<Connection> links() {
        return links;
    }

    long controlDelay() {
        return controlDelay;
    }

    int packets() {
        return packets;
    }
}
