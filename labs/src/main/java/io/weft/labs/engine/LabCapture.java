package io.weft.labs.engine;

import io.weft.daemon.capture.CaptureFile;
import io.weft.daemon.capture.NodeCapture;
import io.weft.daemon.node.PortProfile;
import io.weft.labs.topology.TopologyNode;
import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.observe.PcapNg;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import java.nio.file.Path;
import java.util.List;

/**
 * Every frame of a lab in one pcapng file: an interface block a port, each frame once, where and when it was sent; a frame that a node dropped
 * again, with the reason. The file's clock starts with the fabric.
 */
public final class LabCapture implements AutoCloseable {
    private final CaptureFile file;
    private final LabSession session;

    /** Begins to capture all nodes of {@code session} into {@code path}. */
    public LabCapture(LabSession session, Path path) {
        this.session = session;
        this.file = CaptureFile.create(path, new PcapNg(), session.lab().file().title() + ", seed " + session.lab().file().seed());
        for (TopologyNode node : session.lab().topology().nodes()) {
            NodeCapture capture = new NodeCapture(file, node.name());
            List<PortProfile> ports = session.node(node.id()).profile().ports();
            for (int port = 0; port < ports.size(); port++) {
                capture.port(port, ports.get(port).name(), ports.get(port).rate().bitsPerSecond());
            }
            session.observer(node.id()).watch(sent(capture));
        }
    }

    private static Observer sent(NodeCapture capture) {
        return new Observer() {
            @Override
            public void dequeue(int port, int queue, Packet packet, long queuedBytes, long now) {
                capture.dequeue(port, queue, packet, queuedBytes, now);
            }

            @Override
            public void send(int port, Packet packet, long departure) {
                capture.send(port, packet, departure);
            }

            @Override
            public void drop(Packet packet, Verdict reason, long now) {
                capture.drop(packet, reason, now);
            }
        };
    }

    @Override
    public void close() {
        for (TopologyNode node : session.lab().topology().nodes()) {
            session.observer(node.id()).watch(Observer.NONE);
        }
        file.close();
    }
}
