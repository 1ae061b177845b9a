package io.weft.daemon.host;

import io.weft.pipeline.packet.Packet;

/** Where what the host agents make goes. Either call takes the packet; offsets and protocol are noted in it. */
public interface HostOutput {
    /** Out of {@code port} as it is: the Ethernet header is complete. */
    void sendOnLink(int port, Packet packet, long now);

    /** Along the node's own routes: IP stands behind an Ethernet header whose addresses are still zero. */
    void sendRouted(Packet packet, long now);
}
