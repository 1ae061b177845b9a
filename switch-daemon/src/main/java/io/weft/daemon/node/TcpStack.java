package io.weft.daemon.node;

import io.weft.bgp.address.IpAddress;

/**
 * The TCP of a node's world: the kernel's in a container, {@code MiniTcp} in virtual time. Every call is fire and forget; what comes of it
 * arrives as an {@link Input}. Its segments reach the node as frames on {@code Node.CONTROL_PORT + port}.
 */
public interface TcpStack {
    /** Accepts connections to {@code localPort} on every address of the node. */
    void listen(int localPort);

    /** Opens {@code connection} (positive, chosen by the caller, never used before) to {@code remote}, by data port {@code port}. */
    void connect(long connection, int port, IpAddress local, IpAddress remote, int remotePort);

    /** Queues bytes behind those already queued; the array is the stack's from here. What does not fit the send buffer waits in the stack. */
    void send(long connection, byte[] bytes);

    /** Ends the connection after what is queued has been sent (FIN). */
    void close(long connection);

    /** Ends the connection now (RST). */
    void abort(long connection);
}
