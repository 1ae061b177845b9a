package io.weft.labs.command;

import io.weft.daemon.config.ConfigException;
import io.weft.daemon.exit.ExitCode;
import io.weft.labs.file.Lab;
import io.weft.labs.file.LabFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft lab list}. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the labs in a folder with their titles.")
final class LabListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", arity = "0..1", defaultValue = "labs", description = "where to look (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("labs");

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), folder + " is not a folder");
        }
        PrintWriter out = spec.commandLine().getOut();
        for (Path lab : labs()) {
            try {
                out.printf("%-32s %s%n", lab, LabFile.read(lab.resolve(Lab.LAB_FILE)).title());
            } catch (ConfigException e) {
                out.printf("%-32s cannot be read: %s%n", lab, e.problems().getFirst());
            }
        }
        return ExitCode.HELD;
    }

    private List<Path> labs() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.exists(entry.resolve(Lab.LAB_FILE))).sorted().toList();
        }
    }
}
