package io.weft.pipeline.port;

import io.weft.pipeline.packet.Packet;

/** Where a port's frames go: the world behind it. Fire and forget; nothing is answered. */
@FunctionalInterface
public interface FrameSink {
    /** Takes the packet. Its last bit leaves the port at {@code departure} (nominal picoseconds, not before the present). */
    void send(Packet packet, long departure);
}
