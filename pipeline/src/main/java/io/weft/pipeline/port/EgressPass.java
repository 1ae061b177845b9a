package io.weft.pipeline.port;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** What a port's owner does with a frame that leaves a queue: the second pass of a switch, or nothing for a NIC. */
public interface EgressPass {
    /** Lets every frame go as it is; purged frames are released. */
    EgressPass NOTHING = new EgressPass() {
        @Override
        public Verdict leaving(Packet packet, long now) {
            return Verdict.CONTINUE;
        }

        @Override
        public void dropped(Packet packet, Verdict reason, long now) {
            packet.release();
        }
    };

    /**
     * The scheduler has taken the frame. {@code CONTINUE} sends it; a drop verdict ends in {@link #dropped}. Lends the packet. The frame's wire
     * length may change here, not later.
     */
    Verdict leaving(Packet packet, long now);

    /** The frame was admitted and will not be sent: purged, or refused by {@link #leaving}. Takes the packet. */
    void dropped(Packet packet, Verdict reason, long now);
}
