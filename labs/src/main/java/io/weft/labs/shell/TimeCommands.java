package io.weft.labs.shell;

import io.weft.daemon.config.Quantity;
import io.weft.labs.topology.TopologyNode;
import java.util.ArrayList;
import java.util.List;

/** {@code run}, {@code step}, {@code start}: lets time pass. */
final class TimeCommands {
    private static final int MOST_STEPS = 10_000;

    private final Scene scene;

    TimeCommands(Scene scene) {
        this.scene = scene;
    }

    List<Command> commands() {
        return List.of(
                Command.of("run", List.of("run TIME"), "lets time pass: run 10ms",
                        "Nominal time, with a unit: ps, ns, us, ms, s. Ctrl-C stops it between two events.",
                        this::run),
                Command.of("step", List.of("step [N]"), "lets the next event happen, or the next N, and says what became of frames",
                        "An event without a frame is a timer's, an order's, or TCP's behind a control port.", this::step),
                Command.of("start", List.of("start"), "starts the lab's workload and its faults",
                        "What lab.yml has at an offset counts from now. Once; before that the fabric carries control traffic and your own only.",
                        this::start));
    }

    private Reply run(Words words) {
        long duration = words.next("a time, such as 10ms", Quantity.DURATION::parse);
        words.end();
        VirtualTime.Halt halt = scene.time().until(() -> false, scene.time().in(duration));
        return halt == VirtualTime.Halt.INTERRUPTED ? Reply.failed("interrupted at " + VirtualTime.exact(scene.time().now()) + "\n") : Reply.done("");
    }

    private Reply start(Words words) {
        words.end();
        scene.time().start();
        int flows = scene.session().lab().flows().size();
        int faults = scene.session().lab().file().faults().size();
        return Reply.done(flows + (flows == 1 ? " transfer" : " transfers") + " and " + faults + (faults == 1 ? " fault" : " faults")
                + " of the lab take their course from "
                + VirtualTime.exact(scene.time().now()) + "\n");
    }

    private static int steps(String word) {
        if (!word.matches("[1-9][0-9]{0,4}") || Integer.parseInt(word) > MOST_STEPS) {
            throw new IllegalArgumentException("'" + word + "' is not a number of steps: 1 to " + MOST_STEPS);
        }
        return Integer.parseInt(word);
    }

    private Reply step(Words words) {
        int steps = words.hasMore() ? words.next("a number", TimeCommands::steps) : 1;
        words.end();
        List<String> lines = new ArrayList<>();
        List<NodeWatch> watches = watchAll(lines);
        int done = 0;
        for (boolean more = true; more && done < steps; done += more ? 1 : 0) {
            int before = lines.size();
            more = scene.time().step();
            if (more && lines.size() == before) {
                lines.add(VirtualTime.exact(scene.time().now()) + "  no frame: a timer, an order, or TCP behind a control port");
            }
        }
        for (TopologyNode node : scene.session().lab().topology().nodes()) {
            scene.watches().remove(node.id(), watches.get(node.id()));
        }
        if (done < steps) {
            lines.add(scene.time().isInterrupted() ? "interrupted" : "nothing more can happen");
        }
        return new Reply(done < steps ? Reply.Outcome.FAILED : Reply.Outcome.DONE, String.join("\n", lines) + "\n");
    }

    private List<NodeWatch> watchAll(List<String> lines) {
        List<NodeWatch> watches = new ArrayList<>();
        for (TopologyNode node : scene.session().lab().topology().nodes()) {
            NodeWatch watch = new NodeWatch(scene.session().node(node.id()).profile(), lines);
            watches.add(watch);
            scene.watches().add(node.id(), watch);
        }
        return watches;
    }
}
