package io.weft.labs.shell;

import io.weft.daemon.node.NodeProfile;
import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import java.util.List;

/** Writes down what happens to frames at one node, a line each. */
final class NodeWatch implements Observer {
    private final NodeProfile node;
    private final List<String> lines;

    NodeWatch(NodeProfile node, List<String> lines) {
        this.node = node;
        this.lines = lines;
    }

    private String port(int port) {
        return port >= 0 && port < node.ports().size() ? node.name() + ":" + node.ports().get(port).name() : node.name();
    }

    private void note(long at, String where, String what, Packet packet) {
        lines.add("%s  %-14s %s: %s".formatted(VirtualTime.exact(at), where, what, FrameWords.of(packet)));
    }

    @Override
    public void receive(int port, Packet packet, long now) {
        note(now, port(port), "has received", packet);
    }

    @Override
    public void originate(Packet packet, long now) {
        note(now, node.name(), "makes", packet);
    }

    @Override
    public void send(int port, Packet packet, long departure) {
        note(departure, port(port), "will have sent", packet);
    }

    @Override
    public void drop(Packet packet, Verdict reason, long now) {
        note(now, node.name(), "drops for " + reason + " (" + reason.words() + ")", packet);
    }

    @Override
    public void consume(Packet packet, Verdict verdict, long now) {
        note(now, node.name(), "ends as " + verdict, packet);
    }
}
