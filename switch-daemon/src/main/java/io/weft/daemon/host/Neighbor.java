package io.weft.daemon.host;

import io.weft.bgp.address.IpAddress;

/**
 * An entry of a {@link NeighborCache}, for show commands.
 *
 * @param mac lower 48 bits; {@link #UNKNOWN} in the states INCOMPLETE and FAILED
 * @param wanted true if somebody routes by it
 */
public record Neighbor(int port, IpAddress address, long mac, State state, boolean wanted) {
    public static final long UNKNOWN = -1;

    /** RFC 4861 §7.3.2, without DELAY; FAILED is a wanted neighbour that did not answer and will be asked again. */
    public enum State {
        INCOMPLETE, REACHABLE, STALE, PROBE, FAILED
    }
}
