package io.weft.tests.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.daemon.node.RoutedNode;
import io.weft.labs.engine.LabSession;
import io.weft.labs.topology.TopologyNode;
import io.weft.labs.virtual.Link;
import io.weft.labs.virtual.LinkCounters;
import io.weft.pipeline.port.EgressPort;

/** Law 4: what must add up between any two events. */
final class Books {
    private Books() {
    }

    /** Nodes, queues, link directions, and the packets that are out of the pool. */
    static void balance(LabSession session) {
        long held = 0;
        for (TopologyNode place : session.lab().topology().nodes()) {
            RoutedNode node = session.node(place.id());
            if (!node.pipeline().balance().holds()) {
                throw new AssertionError(place.name() + " at " + session.fabric().now() + " ps: " + node.pipeline().balance());
            }
            held += node.pipeline().balance().buffered();
            for (int port = 0; port < place.ports().size(); port++) {
                EgressPort egress = node.pipeline().port(port);
                if (egress.admitted() != egress.dequeued() + egress.purged() + egress.heldFrames()) {
                    throw new AssertionError(place.name() + ":" + place.ports().get(port) + " has admitted " + egress.admitted() + ", dequeued "
                            + egress.dequeued() + ", purged " + egress.purged() + ", holds " + egress.heldFrames());
                }
            }
        }
        for (Link direction : session.fabric().directions()) {
            LinkCounters c = direction.counters();
            if (c.sentFrames() != c.deliveredFrames() + c.lostFrames() + c.inFlightFrames()
                    || c.sentBytes() != c.deliveredBytes() + c.lostBytes() + c.inFlightBytes()) {
                throw new AssertionError(direction + ": sent " + c.sentFrames() + ", delivered " + c.deliveredFrames() + ", lost " + c.lostFrames()
                        + ", in flight " + c.inFlightFrames());
            }
        }
        assertThat((long) session.fabric().pool().inUse())
                .as("packets out of the pool at %d ps: on links and in nodes' buffers", session.fabric().now())
                .isEqualTo(session.fabric().packetsInFlight() + held);
    }
}
