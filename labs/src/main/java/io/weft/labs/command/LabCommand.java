package io.weft.labs.command;

import io.weft.daemon.cli.WeftCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weft lab}: labs, from a folder to a result. */
@Command(name = "lab", mixinStandardHelpOptions = true, description = "Runs labs: a topology, configurations, a workload, faults and checks.", subcommands = {
        LabRunCommand.class, LabShellCommand.class, LabNewCommand.class, LabListCommand.class})
public final class LabCommand implements WeftCommand, Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: " + String.join(", ", spec.subcommands().keySet()));
    }
}
