package io.weft.labs.bench;

import io.weft.bgp.BgpShow.NeighborView;
import io.weft.bgp.message.Message;
import io.weft.labs.engine.LabSession;
import io.weft.labs.file.Lab;
import io.weft.labs.generate.LabPlan;
import io.weft.labs.topology.TopologyNode;
import io.weft.labs.virtual.LinkObserver;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.IpProtocol;
import io.weft.pipeline.wire.Tcp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What it costs a fabric to converge: BGP's messages and octets, and the wall time to simulate it. */
final class ConvergeBench implements Bench {
    private static final int WARM_UP = 1;
    private static final int BGP_PORT = 179;
    private static final int ETHER_TYPE = 12;
    private static final int NEXT_HEADER = 20;
    private static final int TRANSPORT = 54;
    private static final double NANOSECONDS_IN_MILLISECOND = 1e6;
    private static final double PICOSECONDS_IN_MILLISECOND = 1e9;

    /**
     * TCP segments of BGP sessions, and the octets of BGP in them. Each crosses one link, since every session is with a neighbour; and all are between
     * link-local addresses on untagged links.
     */
    private static final class Segments implements LinkObserver {
        private final Tcp tcp = new Tcp();
        private long segments;
        private long octets;

        @Override
        public void sent(int direction, Packet packet, long departure) {
            if (packet.u16(ETHER_TYPE) == Ethernet.TYPE_IPV6 && packet.u8(NEXT_HEADER) == IpProtocol.TCP) {
                tcp.wrap(packet, TRANSPORT);
                if (tcp.sourcePort() == BGP_PORT || tcp.destinationPort() == BGP_PORT) {
                    segments++;
                    octets += packet.frameLength() - TRANSPORT - tcp.headerLength();
                }
            }
        }
    }

    @Override
    public String name() {
        return "converge";
    }

    @Override
    public String method() {
        return "2 spines, 16 leaves, 64 hosts, full host routes, IPv4 and IPv6: from the start of all nodes until every session is Established and no route has"
                + " changed for the lab's quiet time. Messages and octets are those of BGP on all links until then, every one of them in a TCP segment.";
    }

    @Override
    public List<Figure> measure(int runs, Consumer<String> progress) throws IOException {
        List<Double> wall = new ArrayList<>();
        List<Figure> counts = List.of();
        try (GeneratedLab lab = new GeneratedLab(GeneratedLab.plan(2, 16, 4, LabPlan.HostRoutes.FULL))) {
            for (int i = -WARM_UP; i < runs; i++) {
                progress.accept("converge: " + (i < 0 ? "warming up" : "run " + (i + 1) + " of " + runs));
                Lab read = lab.read();
                Segments segments = new Segments();
                long begin = System.nanoTime();
                LabSession session = new LabSession(read);
                session.fabric().directions().forEach(direction -> direction.observe(segments));
                if (!session.converge(LabSession.CONVERGENCE_LIMIT, () -> true)) {
                    throw new IllegalStateException("did not converge: " + session.missingSessions());
                }
                if (i >= 0) {
                    wall.add((System.nanoTime() - begin) / NANOSECONDS_IN_MILLISECOND);
                    counts = counts(session, segments);
                }
            }
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("wall time", "ms", wall));
        figures.addAll(counts);
        return figures;
    }

    private static List<Figure> counts(LabSession session, Segments segments) {
        long sessions = 0;
        long messages = 0;
        long updates = 0;
        for (TopologyNode node : session.lab().topology().nodes()) {
            for (NeighborView neighbor : session.node(node.id()).bgp().orElseThrow().show().summary()) {
                sessions++;
                messages += neighbor.sent().total();
                updates += neighbor.sent().of(Message.UPDATE);
            }
        }
        return List.of(Figure.of("nominal time, quiet time included", "ms", session.zero().orElseThrow() / PICOSECONDS_IN_MILLISECOND),
                Figure.of("sessions", "", sessions / 2.0), Figure.of("BGP messages", "", messages), Figure.of("UPDATEs among them", "", updates),
                Figure.of("BGP octets", "", segments.octets), Figure.of("TCP segments", "", segments.segments));
    }
}
