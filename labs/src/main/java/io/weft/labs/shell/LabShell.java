package io.weft.labs.shell;

import io.weft.daemon.exit.ExitCoded;
import io.weft.labs.engine.LabSession;
import io.weft.labs.shell.Reply.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A lab that stays up. {@link #execute} takes a line and answers; time passes only within it. Knows no terminal and no wall clock, so a script gets
 * the same answers every time. Belongs to one thread, but for {@link #interrupt}.
 */
public final class LabShell implements AutoCloseable {
    private final Scene scene;
    private final CaptureCommand captures;
    private final NodeQuestions questions;
    private final Map<String, Command> commands = new LinkedHashMap<>();

    /** {@code session} has not been begun; {@link #boot} does. */
    public LabShell(LabSession session) {
        scene = Scene.of(session);
        captures = new CaptureCommand(scene);
        ProbeCommands probes = new ProbeCommands(scene);
        questions = new NodeQuestions(scene, probes);
        Stream.of(new TimeCommands(scene).commands(), new UntilCommand(scene).commands(), questions.commands(), new TransferCommand(scene).commands(),
                new FaultCommand(scene).commands(), captures.commands(), new TraceCommand(scene, probes).commands(),
                new StateCommands(scene, captures).commands(), own()).flatMap(List::stream).forEach(c -> commands.put(c.name(), c));
    }

    private List<Command> own() {
        return List.of(
                Command.of("help", List.of("help [COMMAND]"), "explains the commands", "", this::help)
                        .completing(said -> said.isEmpty() ? List.copyOf(commands.keySet()) : List.of()),
                Command.of("exit", List.of("exit", "quit", "Ctrl-D"), "leaves; captures are completed", "", LabShell::leave));
    }

    /** Lets the fabric boot and converge; false if it does not converge within 60 s. */
    public boolean boot() {
        return scene.time().boot();
    }

    /** What a person reads first. */
    public String banner() {
        LabSession session = scene.session();
        String missing = session.missingSessions().stream().map(m -> "missing: " + m + "\n").collect(Collectors.joining());
        String when = session.zero().isPresent() ? "converged after " + VirtualTime.rounded(session.zero().getAsLong()) : "NOT converged";
        return session.lab().file().title() + " (seed " + session.lab().file().seed() + "): " + scene.names().nodes().size() + " nodes, "
                + session.lab().topology().links().size() + " links, " + when + "\n" + missing
                + "Time stands still between commands. 'start' starts the lab's workload; 'help' lists the commands, Ctrl-D leaves.\n";
    }

    /** As {@code weft 10.190ms> }, nominal time since the start of the fabric. */
    public String prompt() {
        return "weft " + VirtualTime.rounded(scene.time().now()).replace(" ", "") + "> ";
    }

    /** Does what the line says. An empty line, or a comment from {@code #} on, does nothing. */
    public Reply execute(String line) {
        scene.time().goOn();
        Words words = Words.of(line);
        if (!words.hasMore()) {
            return Reply.done("");
        }
        try {
            return execute(words.next("a command"), words);
        } catch (Refusal refusal) {
            return new Reply(Outcome.MISUSED, refusal.getMessage() + "\n");
        } catch (RuntimeException failure) {
            if (failure instanceof ExitCoded) {
                return Reply.failed(failure.getMessage() + "\n");
            }
            throw failure;
        }
    }

    private Reply execute(String first, Words words) {
        Command command = first.equals("quit") ? commands.get("exit") : commands.get(first);
        if (command != null) {
            return command.action().apply(words);
        }
        if (scene.names().isNode(first)) {
            return questions.ask(first, words);
        }
        List<String> possible = new ArrayList<>(commands.keySet());
        possible.remove("NODE");
        possible.addAll(scene.names().nodes());
        throw Refusal.unknown("a command or a node", first, possible);
    }

    private static Reply leave(Words words) {
        words.end();
        return new Reply(Outcome.LEAVE, "");
    }

    private Reply help(Words words) {
        if (!words.hasMore()) {
            String list = commands.values().stream().map(c -> String.format("  %-10s %s\n", c.name(), c.about())).collect(Collectors.joining());
            return Reply.done(list
                    + "'help COMMAND' says more. From a pipe or a file a line that is not understood ends the shell with exit code 2, one that fails with 1.\n");
        }
        String name = words.oneOf(List.copyOf(commands.keySet()));
        Command command = commands.values().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
        words.end();
        String forms = String.join("\n", command.forms());
        String details = command.details().isEmpty() ? "" : command.details() + "\n";
        return Reply.done(forms + "\n\n" + command.about() + "\n" + details);
    }

    /** What may stand for the last of {@code words}, which is begun but perhaps empty. */
    public List<String> completions(List<String> words) {
        List<String> said = words.subList(0, words.size() - 1);
        return possible(said, words).stream().filter(p -> p.startsWith(words.getLast())).toList();
    }

    private List<String> possible(List<String> said, List<String> words) {
        if (said.isEmpty()) {
            return Stream.concat(commands.keySet().stream().filter(c -> !c.equals("NODE")), scene.names().nodes().stream()).toList();
        }
        Command command = commands.get(said.getFirst());
        if (command != null) {
            return command.following().apply(said.subList(1, said.size()));
        }
        return scene.names().isNode(said.getFirst()) ? questions.completions(words.subList(1, words.size())) : List.of();
    }

    /** Stops what a line is doing, between two events; from any thread. */
    public void interrupt() {
        scene.time().interrupt();
    }

    /** Completes what is being captured. */
    @Override
    public void close() {
        captures.close();
    }
}
