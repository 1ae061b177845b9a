package io.weft.labs.command;

import io.weft.daemon.config.Quantity;
import io.weft.daemon.exit.ExitCode;
import io.weft.labs.generate.LabGenerator;
import io.weft.labs.generate.LabPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft lab new}: writes a two-tier Clos that runs. */
@Command(name = "new", mixinStandardHelpOptions = true, description = "Writes a lab: a two-tier Clos with its configurations, a workload and checks.")
final class LabNewCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "a folder that does not exist yet, or is empty")
    private Path folder = Path.of("");

    @Option(names = "--spines", paramLabel = "S", required = true, description = "1 to 128")
    private int spines;

    @Option(names = "--leaves", paramLabel = "L", required = true, description = "1 to 1000")
    private int leaves;

    @Option(names = "--hosts", paramLabel = "H", required = true, description = "a leaf: 1 to 250")
    private int hosts;

    @Option(names = "--speed", paramLabel = "RATE", defaultValue = "100G", description = "of every link (default: ${DEFAULT-VALUE})")
    private String speed = "";

    @Option(names = "--delay", paramLabel = "TIME", defaultValue = "1us", description = "of every link (default: ${DEFAULT-VALUE})")
    private String delay = "";

    @Option(names = "--workload", paramLabel = "KIND:SIZE", defaultValue = "permutation:2MiB", description = "permutation, all-pairs or incast, and what each transfer carries (default: ${DEFAULT-VALUE})")
    private String workload = "";

    @Option(names = "--host-routes", paramLabel = "KIND", defaultValue = "default", description = "default or full (default: ${DEFAULT-VALUE})")
    private String hostRoutes = "";

    @Override
    public Integer call() throws IOException {
        SortedMap<String, String> files = LabGenerator.files(plan());
        if (Files.exists(folder) && !isEmptyFolder()) {
            throw new ParameterException(spec.commandLine(), folder + " is there already and is not an empty folder; nothing was written");
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, file.getValue());
        }
        spec.commandLine().getOut().println(files.size() + " files in " + folder + "; run it: weft lab run " + folder);
        return ExitCode.HELD;
    }

    private LabPlan plan() {
        try {
            LabPlan.HostRoutes routes = switch (hostRoutes) {
                case "default" -> LabPlan.HostRoutes.DEFAULT;
                case "full" -> LabPlan.HostRoutes.FULL;
                default -> throw new IllegalArgumentException("--host-routes is default or full, not '" + hostRoutes + "'");
            };
            String name = folder.toAbsolutePath().normalize().getFileName().toString();
            return LabPlan.of(name, spines, leaves, hosts, Quantity.RATE.parse(speed), Quantity.DURATION.parse(delay),
                    LabPlan.Traffic.parse(workload),
                    routes);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private boolean isEmptyFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
