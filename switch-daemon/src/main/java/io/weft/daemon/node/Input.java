package io.weft.daemon.node;

import io.weft.bgp.address.IpAddress;

/**
 * What reaches a node besides frames and deadlines. Connections are named by numbers: positive ones the node chose in {@link TcpStack#connect},
 * negative ones its world chose for what a peer opened.
 */
public sealed interface Input {
    /** The link at a data port has gained or lost carrier. */
    record LinkChange(int port, boolean up) implements Input {
    }

    /** A TCP connection is open: one of ours, or one that a peer opened to a listening port ({@code connection < 0}). */
    record TcpOpened(long connection, int port, IpAddress local, IpAddress remote) implements Input {
    }

    /** Bytes in order from the peer. The array is the node's. */
    record TcpBytes(long connection, byte[] bytes) implements Input {
    }

    /** The send buffer has room again after {@link TcpStack#send} had filled it. */
    record TcpWritable(long connection) implements Input {
    }

    /** The connection is gone, or could not be opened; {@code reason} says why in a few words. */
    record TcpClosed(long connection, String reason) implements Input {
    }

    /** A change of state ordered from outside: by the lab engine, a person, a configuration. */
    record Command(Order order) implements Input {
    }
}
