package io.weft.labs.shell;

import io.weft.daemon.config.Quantity;
import io.weft.labs.engine.Transfer;
import io.weft.labs.file.Flow;
import io.weft.labs.topology.TopologyNode;
import io.weft.labs.virtual.Link;
import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** {@code until}: lets time pass until something happens. */
final class UntilCommand {
    private static final String DROP = "drop@";
    private static final String SESSION = "session@";
    private static final String COMPLETE = "complete";
    private static final List<String> REASONS = Arrays.stream(Verdict.values()).filter(Verdict::isDrop).map(Verdict::name).toList();

    private final Scene scene;

    UntilCommand(Scene scene) {
        this.scene = scene;
    }

    List<Command> commands() {
        return List.of(Command.of("until",
                List.of("until drop@NODE[:REASON] [within TIME]", "until session@NODE [within TIME]", "until complete ID [within TIME]"),
                "lets time pass until a frame is dropped, a session comes or goes, a transfer ends",
                "Looks after every event and waits 60 s unless 'within' says otherwise; if it does not happen, that is a failure.\n"
                        + "A drop is the node's, or on a link at it (LINK_LOSS, LINK_DOWN, NODE_DEAD). ID: of the workload, as in the lab's checks, or of a 'transfer'.",
                this::until).completing(this::following));
    }

    private List<String> following(List<String> said) {
        return switch (said.size()) {
            case 0 -> Stream.concat(scene.names().nodes().stream().flatMap(n -> Stream.of(DROP + n, SESSION + n)), Stream.of(COMPLETE)).toList();
            case 1 -> said.getFirst().equals(COMPLETE) ? ids() : List.of("within");
            case 2 -> List.of("within");
            default -> List.of();
        };
    }

    private List<String> ids() {
        return scene.session().transfers().all().stream().flatMap(t -> Stream.of(t.flow().workload(), t.flow().id())).distinct().toList();
    }

    private Reply until(Words words) {
        String what = words.next("what to wait for: drop@NODE, drop@NODE:REASON, session@NODE or complete ID");
        if (what.startsWith(DROP)) {
            return drop(what.substring(DROP.length()), words);
        }
        if (what.startsWith(SESSION)) {
            return session(scene.names().living(what.substring(SESSION.length())), words);
        }
        if (what.equals(COMPLETE)) {
            return complete(words.next("the id of a transfer or a workload: " + String.join(", ", ids())), words);
        }
        throw Refusal.unknown("something to wait for", what, List.of("drop@NODE", "drop@NODE:REASON", "session@NODE", "complete"));
    }

    private long end(Words words) {
        long patience = words.take("within") ? words.next("a time, such as 10ms", Quantity.DURATION::parse) : VirtualTime.PATIENCE;
        words.end();
        return scene.time().in(patience);
    }

    private Reply await(BooleanSupplier happened, long end, String what) {
        long begin = scene.time().now();
        return switch (scene.time().until(happened, end)) {
            case HAPPENED -> Reply.done("");
            case TIME_IS_UP -> Reply.failed(what + " has not happened within " + Quantity.DURATION.print(end - begin) + "\n");
            case INTERRUPTED -> Reply.failed("interrupted at " + VirtualTime.exact(scene.time().now()) + "\n");
        };
    }

    /** Notes the first drop for one of some reasons. */
    private static final class FirstDrop implements Observer {
        private final Optional<Verdict> wanted;
        private String seen = "";

        FirstDrop(Optional<Verdict> wanted) {
            this.wanted = wanted;
        }

        @Override
        public void drop(Packet packet, Verdict reason, long now) {
            if (seen.isEmpty() && wanted.map(w -> w == reason).orElse(true)) {
                seen = reason + " (" + reason.words() + "): " + FrameWords.of(packet);
            }
        }
    }

    private Reply drop(String where, Words words) {
        int colon = where.indexOf(':');
        TopologyNode node = scene.names().node(colon < 0 ? where : where.substring(0, colon));
        Optional<Verdict> wanted = colon < 0 ? Optional.empty() : Optional.of(reason(where.substring(colon + 1)));
        long end = end(words);
        FirstDrop first = new FirstDrop(wanted);
        List<Link> links = linksAt(node);
        long lostBefore = lost(links, wanted);
        scene.watches().add(node.id(), first);
        Reply reply = await(() -> !first.seen.isEmpty() || lost(links, wanted) > lostBefore, end, "a drop at " + where);
        scene.watches().remove(node.id(), first);
        if (reply.outcome() != Reply.Outcome.DONE) {
            return reply;
        }
        String seen = first.seen.isEmpty()
                ? "a frame was lost on a link at " + node.name() + wanted.map(w -> ": " + w).orElse("")
                : node.name() + " drops for " + first.seen;
        return Reply.done(VirtualTime.exact(scene.time().now()) + "  " + seen + "\n");
    }

    private static Verdict reason(String word) {
        if (!REASONS.contains(word)) {
            throw Refusal.unknown("a reason for a drop", word, REASONS);
        }
        return Verdict.valueOf(word);
    }

    private List<Link> linksAt(TopologyNode node) {
        List<Link> links = new ArrayList<>();
        for (io.weft.labs.topology.Link link : scene.session().lab().topology().links()) {
            if (link.a().node() == node.id() || link.b().node() == node.id()) {
                links.add(scene.session().fabric().directions().get(2 * link.id()));
                links.add(scene.session().fabric().directions().get(2 * link.id() + 1));
            }
        }
        return links;
    }

    private static long lost(List<Link> links, Optional<Verdict> wanted) {
        long sum = 0;
        for (Link link : links) {
            sum += wanted.isEmpty() ? link.counters().lostFrames() : switch (wanted.get()) {
                case LINK_LOSS, LINK_DOWN, NODE_DEAD -> link.counters().lostFrames(wanted.get());
                default -> 0;
            };
        }
        return sum;
    }

    private Reply session(TopologyNode node, Words words) {
        long end = end(words);
        scene.ears().awaitSession(node.id());
        Reply reply = await(() -> scene.ears().change() != Ears.SessionChange.NONE, end, "a change of a session of " + node.name());
        if (reply.outcome() != Reply.Outcome.DONE) {
            return reply;
        }
        Ears.SessionChange change = scene.ears().change();
        return Reply.done(VirtualTime.exact(change.at()) + "  " + node.name() + ": the session with " + change.peer()
                + (change.established() ? " is Established" : " has left Established: " + change.reason()) + "\n");
    }

    private Reply complete(String id, Words words) {
        long end = end(words);
        List<Flow> named = scene.session().lab().flows(id);
        List<Transfer> meant = scene.session().transfers().all().stream().filter(t -> named.contains(t.flow()) || t.flow().id().equals(id)).toList();
        if (meant.isEmpty()) {
            throw Refusal.unknown("the id of a transfer or a workload", id, ids());
        }
        if (!scene.time().isStarted() && meant.stream().anyMatch(t -> t.state() == Transfer.State.WAITING)) {
            throw new Refusal("the workload has not been started: start");
        }
        if (meant.stream().anyMatch(Transfer::isEndless)) {
            throw new Refusal("'" + id + "' is a stream and has no end");
        }
        Reply reply = await(() -> meant.stream().allMatch(TransferCommand::hasEnded), end, "the end of " + id);
        boolean all = meant.stream().allMatch(t -> t.state() == Transfer.State.COMPLETE);
        String lines = TransferCommand.table(scene.session(), meant);
        return reply.outcome() == Reply.Outcome.DONE && all ? Reply.done(lines) : Reply.failed(reply.text() + lines);
    }
}
