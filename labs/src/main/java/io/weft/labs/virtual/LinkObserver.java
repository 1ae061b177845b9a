package io.weft.labs.virtual;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/**
 * Hears what crosses the directions of links: for captures and for following one frame. Packets are lent for the call; {@code direction} is
 * {@link Link#direction}. Every method does nothing unless overridden.
 */
public interface LinkObserver {
    LinkObserver NONE = new LinkObserver() {
    };

    /** The frame's last bit leaves the sender at {@code departure}; it may be lost yet. */
    default void sent(int direction, Packet packet, long departure) {
    }

    /** The frame has fully arrived. */
    default void delivered(int direction, Packet packet, long arrival) {
    }

    /** The frame ends on the link: LINK_LOSS, LINK_DOWN or NODE_DEAD. */
    default void lost(int direction, Packet packet, Verdict reason, long now) {
    }
}
