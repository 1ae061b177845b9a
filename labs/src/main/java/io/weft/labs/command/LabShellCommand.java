package io.weft.labs.command;

import io.weft.daemon.exit.ExitCode;
import io.weft.labs.engine.LabSession;
import io.weft.labs.file.Lab;
import io.weft.labs.shell.Dialogue;
import io.weft.labs.shell.LabShell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft lab shell}. */
@Command(name = "shell", mixinStandardHelpOptions = true, description = "Keeps a lab up in virtual time, to look around in and to break. Reads commands from a terminal, a pipe or a file; 'help' lists them.", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:left at the end or by 'exit'", "1:the fabric did not converge, or a line of a script failed",
        "2:usage or configuration, or a line of a script was not understood", "3:the environment lacks something"})
final class LabShellCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "the lab's folder, with lab.yml and topology.clab.yml")
    private Path folder = Path.of("");

    @Option(names = "--seed", paramLabel = "N", description = "seed of every random stream (default: the lab's)")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "changes lab.yml, or with NODEGLOB:path=value the configuration of nodes, for this run")
    private List<String> settings = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        LabSession session = new LabSession(Lab.read(folder, settings, seed));
        PrintWriter out = spec.commandLine().getOut();
        boolean person = System.console() != null && System.console().isTerminal();
        try (LabShell shell = new LabShell(session)) {
            boolean converged = shell.boot();
            out.print(shell.banner());
            out.flush();
            Dialogue dialogue = new Dialogue(shell);
            if (person) {
                return dialogue.withPerson(history());
            }
            if (!converged) {
                return ExitCode.FAILED;
            }
            return dialogue.withScript(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), out,
                    spec.commandLine().getErr());
        }
    }

    /** Where the XDG Base Directory Specification wants what should outlast a restart and is no data. */
    private static Path history() {
        String home = System.getenv("XDG_STATE_HOME");
        Path state = home == null || home.isEmpty() ? Path.of(System.getProperty("user.home"), ".local", "state") : Path.of(home);
        return state.resolve("weft").resolve("history");
    }
}
