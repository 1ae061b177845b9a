package io.weft.pipeline.observe;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/**
 * Hears what happens to the frames of one node. Packets are lent for the call: an observer keeps a copy or nothing. Times are nominal
 * picoseconds. Every method does nothing unless overridden, so that {@link #NONE} costs a call that the JIT removes.
 */
public interface Observer {
    Observer NONE = new Observer() {
    };

    /** A frame has fully arrived at {@code port}. */
    default void receive(int port, Packet packet, long now) {
    }

    /** A frame has been admitted to {@code queue} of {@code port}, which holds {@code queuedBytes} with it. */
    default void admit(int port, int queue, Packet packet, long queuedBytes, long now) {
    }

    /** The scheduler has taken the frame; {@code queuedBytes} remain. */
    default void dequeue(int port, int queue, Packet packet, long queuedBytes, long now) {
    }

    /** The frame's last bit leaves {@code port} at {@code departure}. */
    default void send(int port, Packet packet, long departure) {
    }

    /** The frame ends here for the reason given. */
    default void drop(Packet packet, Verdict reason, long now) {
    }

    /** The frame was meant for this node and has been taken in, punted or ignored. */
    default void consume(Packet packet, Verdict verdict, long now) {
    }

    /** This node has made the frame. */
    default void originate(Packet packet, long now) {
    }

    /** A stage of the pipeline has decided; {@code stage} is its name as the pipeline lists it. */
    default void stage(String stage, Packet packet, Verdict verdict, long now) {
    }
}
