/**
 * A node as a host on its links, the same in a switch and a NIC: it answers and asks ARP and neighbour discovery, advertises itself as a router
 * on unnumbered ports, answers echo requests, sends probes. Door: {@link io.weft.daemon.host.HostAgents}, to which a node gives what its
 * pipeline has found to be addressed to it; frames leave by {@link io.weft.daemon.host.HostOutput}, findings by
 * {@link io.weft.daemon.host.NeighborEvents} and {@link io.weft.daemon.host.ProbeEvents}. Times are nominal picoseconds. No clock, thread,
 * socket or file here. Packets given in are lent: the caller counts the verdict and releases them. Read {@code HostAgents}, {@code NdAgent},
 * then {@code NeighborCache}.
 */
@NullMarked
package io.weft.daemon.host;

import org.jspecify.annotations.NullMarked;
