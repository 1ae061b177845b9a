package io.weft.daemon.node;

import io.weft.pipeline.packet.Packet;

/**
 * A switch or a NIC as its world sees it. All times are nominal picoseconds and never go back. A node is called by one thread, never from
 * within one of its own outputs.
 */
public interface Node {
    /** Port indices from here on are control ports: {@code CONTROL_PORT + p} is the TCP stack's side of data port {@code p}. */
    int CONTROL_PORT = 1 << 12;

    /** A frame has fully arrived at {@code port}; the packet is the node's from here. */
    void onFrame(int port, Packet packet, long now);

    /** The deadline it asked for has come; afterwards {@code nextDeadline() > now}. */
    void onTimer(long now);

    /** Something other than a frame or a deadline. */
    void on(Input input, long now);

    /** When {@link #onTimer} is wanted next; read again after every call. {@code Long.MAX_VALUE}: nothing to do. */
    long nextDeadline();
}
