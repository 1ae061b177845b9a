package io.weft.nic;

import io.weft.pipeline.packet.Packet;

/** The way out of a NIC, its node's. */
public interface NicOutput {
    /** Takes an IP packet that is complete but for the MAC addresses in its Ethernet header; its DSCP says which class it is in. */
    void transmit(Packet packet, long now);

    /**
     * When the port will have sent all that it has, at least {@code now}: one more data packet would start then. {@code Long.MAX_VALUE} while it
     * cannot send.
     */
    long backlogEnd(long now);
}
