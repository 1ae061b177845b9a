package io.weft.pipeline.buffer;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** The memory between the two passes of a switch. Lends the packets it is shown; each one admitted is released exactly once. */
public interface PacketBuffer {
    /**
     * Charges the packet, whose ports, queue and priority group are chosen, with its wire length. {@code CONTINUE}, or the reason why there is no
     * room: then nothing is charged.
     */
    Verdict admit(Packet packet);

    /** Gives back what {@link #admit} charged; the packet has the length, port and queue that it had then. */
    void release(Packet packet);

    /** Bytes charged now. */
    long heldBytes();

    /** Frames charged now. */
    int heldFrames();
}
