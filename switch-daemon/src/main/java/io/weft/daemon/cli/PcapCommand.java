package io.weft.daemon.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weft pcap}: what can be done with a capture. */
@Command(name = "pcap", mixinStandardHelpOptions = true, versionProvider = Weft.Version.class, description = "Looks into captures.", subcommands = PcapInspectCommand.class)
public final class PcapCommand implements WeftCommand, Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: inspect");
    }
}
