package io.weft.pipeline;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.table.NextHop;

/** The CPU behind the control port. Either call may answer with {@code originate} or {@code sendOn} at once. */
public interface PuntSink {
    /**
     * Takes the packet: ARP, neighbour discovery, or IP for this node. It has its Ethernet header, untagged; {@code packet.ingressPort()}
     * ({@link Packet#OWN} if this node has sent it to itself), {@code vrf()}, {@code network()}, {@code transport()} and {@code protocol()} are
     * set; checksums behind the IP header are not checked.
     */
    void punt(Packet packet, long now);

    /** A packet was dropped because this neighbour's MAC address is not known: ask for it. Comes with every such packet. */
    void unresolved(NextHop neighbor, long now);
}
