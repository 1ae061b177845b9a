package io.weft.daemon.node;

import io.weft.bgp.BgpEvent;
import io.weft.bgp.address.IpAddress;
import io.weft.daemon.host.ProbeEvents;
import io.weft.nic.verbs.Completion;

/** Hears from one node what its world's people want to know. Called from within the node: it must not call back into it. */
public interface NodeListener {
    NodeListener NONE = new NodeListener() {
    };

    /** A BGP session has reached Established or left it; {@code reason} is empty when it came up. */
    default void session(String peer, boolean established, String reason, long now) {
    }

    /** BGP has changed routes: the FIB was written. */
    default void routing(long now) {
    }

    /** Anything else that BGP has to tell. */
    default void bgp(BgpEvent event, long now) {
    }

    /** A work request is done. */
    default void completed(Completion completion, long now) {
    }

    /** What became of an {@link Order.Ping}. Round trip in picoseconds. */
    default void probed(int identifier, ProbeEvents.Outcome outcome, IpAddress from, long roundTrip) {
    }
}
