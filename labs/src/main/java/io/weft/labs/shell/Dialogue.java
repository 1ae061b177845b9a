package io.weft.labs.shell;

import io.weft.daemon.exit.ExitCode;
import io.weft.labs.shell.Reply.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Lines in, answers out: with a person at a terminal, or with a script that comes through a pipe. */
public final class Dialogue {
    private static final int HISTORY = 10_000;

    private final LabShell shell;

    public Dialogue(LabShell shell) {
        this.shell = shell;
    }

    /**
     * Executes line by line until the end, {@code exit}, or the first that is not done; answers go to {@code out}, the last one's failure to {@code
     * err}. The exit code: 2 if that line was not understood, 1 if it failed.
     */
    public int withScript(BufferedReader in, PrintWriter out, PrintWriter err) throws IOException {
        for (Optional<String> line = next(in); line.isPresent(); line = next(in)) {
            Reply reply = shell.execute(line.get());
            if (reply.outcome() == Outcome.MISUSED) {
                err.print("weft: " + reply.text());
                err.flush();
                return ExitCode.USAGE;
            }
            out.print(reply.text());
            out.flush();
            if (reply.outcome() == Outcome.FAILED) {
                err.println("weft: failed: " + line.get().strip());
                err.flush();
                return ExitCode.FAILED;
            }
            if (reply.outcome() == Outcome.LEAVE) {
                return ExitCode.HELD;
            }
        }
        return ExitCode.HELD;
    }

    private static Optional<String> next(BufferedReader in) throws IOException {
        return Optional.ofNullable(in.readLine());
    }

    /** Talks until the person leaves. Ctrl-C stops a command, or forgets a line that is being written. */
    public int withPerson(Path history) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            terminal.handle(Terminal.Signal.INT, _ -> shell.interrupt());
            LineReader reader = LineReaderBuilder.builder().terminal(terminal).appName("weft").parser(new DefaultParser().escapeChars(new char[0]))
                    .completer((_, line, candidates) -> complete(line.words().subList(0, line.wordIndex() + 1), candidates))
                    .variable(LineReader.HISTORY_FILE, history).variable(LineReader.HISTORY_SIZE, HISTORY)
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true).build();
            while (answered(reader, terminal)) {
                terminal.flush();
            }
            return ExitCode.HELD;
        }
    }

    /** False if the person has left. */
    private boolean answered(LineReader reader, Terminal terminal) {
        try {
            Reply reply = shell.execute(reader.readLine(shell.prompt()));
            terminal.writer().print(reply.text());
            return reply.outcome() != Outcome.LEAVE;
        } catch (UserInterruptException e) {
            return true;
        } catch (EndOfFileException e) {
            return false;
        }
    }

    private void complete(List<String> words, List<Candidate> candidates) {
        List<String> begun = words.isEmpty() ? List.of("") : new ArrayList<>(words);
        shell.completions(begun).forEach(word -> candidates.add(new Candidate(word)));
    }
}
