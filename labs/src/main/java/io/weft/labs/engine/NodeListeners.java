package io.weft.labs.engine;

import io.weft.bgp.BgpEvent;
import io.weft.bgp.address.IpAddress;
import io.weft.daemon.host.ProbeEvents;
import io.weft.daemon.node.NodeListener;
import io.weft.nic.verbs.Completion;
import java.util.ArrayList;
import java.util.List;

/** Tells several listeners what the nodes say; one more can listen to all nodes later. */
public final class NodeListeners {
    /** Hears every node. */
    public interface Everything {
        Everything NOTHING = new Everything() {
        };

        default void session(int node, String peer, boolean established, String reason, long now) {
        }

        default void bgp(int node, BgpEvent event, long now) {
        }

        default void probed(int node, int identifier, ProbeEvents.Outcome outcome, IpAddress from, long roundTrip) {
        }
    }

    private final List<NodeListener> listeners = new ArrayList<>();
    private Everything everything = Everything.NOTHING;

    /** Who hears everything from here on, in place of an earlier one. */
    public void listen(Everything listener) {
        everything = listener;
    }

    NodeListener add(int node, NodeListener convergence, NodeListener transfers) {
        NodeListener both = new NodeListener() {
            @Override
            public void session(String peer, boolean established, String reason, long now) {
                convergence.session(peer, established, reason, now);
                everything.session(node, peer, established, reason, now);
            }

            @Override
            public void routing(long now) {
                convergence.routing(now);
            }

            @Override
            public void bgp(BgpEvent event, long now) {
                everything.bgp(node, event, now);
            }

            @Override
            public void completed(Completion completion, long now) {
                transfers.completed(completion, now);
            }

            @Override
            public void probed(int identifier, ProbeEvents.Outcome outcome, IpAddress from, long roundTrip) {
                everything.probed(node, identifier, outcome, from, roundTrip);
            }
        };
        listeners.add(both);
        return both;
    }
}
