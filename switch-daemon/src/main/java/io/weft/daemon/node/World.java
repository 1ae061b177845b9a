package io.weft.daemon.node;

import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.port.FrameSink;

/** What a world gives a node when it makes it. */
public interface World {
    /** Where the frames of data port {@code port} go. */
    FrameSink link(int port);

    /** Where frames for the TCP stack behind data port {@code port} go. */
    FrameSink control(int port);

    TcpStack tcp();

    /** Packets for what the node originates; belongs to the thread that calls the node. */
    PacketPool pool();
}
