package io.weft.bgp.rib;

import io.weft.bgp.message.MpNextHop;

/** A peer of an update group. */
public interface Member {
    /** {@link Source#index} of its paths. */
    int index();

    /** Our own address as this peer has to know it. */
    MpNextHop self();

    /** The array is the member's. */
    void send(byte[] update);
}
