package io.weft.labs.shell;

import io.weft.daemon.capture.CaptureFile;
import io.weft.daemon.capture.NodeCapture;
import io.weft.daemon.node.PortProfile;
import io.weft.labs.topology.TopologyNode;
import io.weft.pipeline.observe.PcapNg;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code capture}: takes down the frames of a port or a node. */
final class CaptureCommand implements AutoCloseable {
    private record Running(TopologyNode node, String what, Path path, CaptureFile file, NodeCapture capture) {
    }

    private final Scene scene;
    private final List<Running> running = new ArrayList<>();

    CaptureCommand(Scene scene) {
        this.scene = scene;
    }

    List<Command> commands() {
        return List.of(Command.of("capture", List.of("capture NODE[:PORT] FILE", "capture stop"),
                "writes a port's frames, or all of a node's, into a pcapng file",
                "FILE is emptied if it is there. Frames that the node drops are in it with the reason. Every capture ends with 'capture stop' or with the shell.",
                this::capture)
                .completing(said -> said.isEmpty()
                        ? Stream.of(scene.names().ports(), scene.names().nodes(), List.of("stop")).flatMap(List::stream).toList()
                        : List.of()));
    }

    private Reply capture(Words words) {
        if (words.take("stop")) {
            words.end();
            return stop();
        }
        String what = words.next("a port or a node, or 'stop'");
        int colon = what.indexOf(':');
        TopologyNode node = scene.names().living(colon < 0 ? what : what.substring(0, colon));
        List<PortProfile> ports = scene.session().node(node.id()).profile().ports();
        List<String> names = ports.stream().map(PortProfile::name).toList();
        String port = colon < 0 ? "" : what.substring(colon + 1);
        if (colon >= 0 && !names.contains(port)) {
            throw Refusal.unknown("a port of " + node.name(), port, names);
        }
        Path path = words.next("a file to write", CaptureCommand::path);
        words.end();
        if (running.stream().anyMatch(r -> r.path.toAbsolutePath().equals(path.toAbsolutePath()))) {
            throw new Refusal(path + " is being written already");
        }
        CaptureFile file = CaptureFile.create(path, new PcapNg(), scene.session().lab().file().title() + ", " + what);
        NodeCapture capture = new NodeCapture(file, node.name());
        for (int i = 0; i < ports.size(); i++) {
            if (colon < 0 || names.get(i).equals(port)) {
                capture.port(i, names.get(i), ports.get(i).rate().bitsPerSecond());
            }
        }
        running.add(new Running(node, what, path, file, capture));
        scene.watches().add(node.id(), capture);
        return Reply.done(what + " is written into " + path + "\n");
    }

    private static Path path(String word) {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + word + "' cannot be the name of a file", e);
        }
    }

    private Reply stop() {
        if (running.isEmpty()) {
            throw new Refusal("nothing is being captured");
        }
        StringBuilder lines = new StringBuilder();
        running.forEach(r -> lines.append(r.path).append(" is complete\n"));
        close();
        return Reply.done(lines.toString());
    }

    /** What is being captured, a line each. */
    String running() {
        StringBuilder lines = new StringBuilder();
        running.forEach(r -> lines.append("capture   ").append(r.what).append(" into ").append(r.path).append('\n'));
        return lines.toString();
    }

    /** Ends every capture; the files are complete. */
    @Override
    public void close() {
        for (Running each : List.copyOf(running)) {
            running.remove(each);
            scene.watches().remove(each.node.id(), each.capture);
            each.file.close();
        }
    }
}
