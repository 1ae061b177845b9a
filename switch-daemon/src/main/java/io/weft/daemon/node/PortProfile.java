package io.weft.daemon.node;

import io.weft.pipeline.port.LineRate;

/**
 * A data port as its node is told of it.
 *
 * @param name for people and configuration: {@code eth1}
 * @param mac lower 48 bits, {@link #mac(int, int)} in every world
 * @param mtu bytes of an IP packet
 */
public record PortProfile(String name, long mac, LineRate rate, int mtu) {
    /** Locally administered, unicast: "W" of the second byte and then node and port, so that a capture can be read. */
    private static final long PREFIX = 0x0257_0000_0000L;

    /** The MAC address of a node's port: 02:57, the node's id in 16 bits, the port's index counted from 1 in 16 bits. */
    public static long mac(int node, int port) {
        return PREFIX | (long) node << 16 | port + 1;
    }
}
