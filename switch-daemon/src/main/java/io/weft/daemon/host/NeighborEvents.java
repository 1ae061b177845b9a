package io.weft.daemon.host;

import io.weft.bgp.address.IpAddress;

/** What a node learns about the others on its links. */
public interface NeighborEvents {
    /** {@code address} is reached at {@code mac}: newly known, or at another MAC address than before. */
    void neighborResolved(int port, IpAddress address, long mac, long now);

    /** {@code address} is not reached any more, or never was: no answer, no room, or the link is down. */
    void neighborLost(int port, IpAddress address, long now);

    /** The router at the other end of an unnumbered port. Told once for each, after its {@link #neighborResolved}; again after a flap. */
    void routerSeen(int port, IpAddress.V6 linkLocal, long mac, long now);
}
