package io.weft.labs.bench;

import io.weft.daemon.cli.WeftCommand;
import io.weft.daemon.exit.ExitCode;
import io.weft.labs.engine.LabSession;
import io.weft.labs.file.Lab;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft first-event}: what the start benchmark starts. */
@Command(name = "first-event", hidden = true, mixinStandardHelpOptions = true, description = "Starts a lab, lets one event happen, says so, and ends.")
public final class FirstEventCommand implements WeftCommand, Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "the lab's folder")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        LabSession session = new LabSession(Lab.read(folder, List.of()));
        session.fabric().step();
        PrintWriter out = spec.commandLine().getOut();
        out.println("first event at " + session.fabric().now() + " ps");
        out.flush();
        return ExitCode.HELD;
    }
}
