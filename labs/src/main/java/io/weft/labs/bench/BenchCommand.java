package io.weft.labs.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.daemon.cli.WeftCommand;
import io.weft.daemon.exit.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft bench}. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures what Weft costs on this machine: fabric (packet transmissions per second),"
        + " fib (lookups per second), start (time to the first event), heap (of nodes), converge (BGP).")
public final class BenchCommand implements WeftCommand, Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "which (default: all)")
    private List<String> names = new ArrayList<>();

    @Option(names = "--runs", paramLabel = "N", defaultValue = "5", description = "how often each is measured (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--json", paramLabel = "FILE", description = "writes every figure of every run as JSON")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Bench> chosen = chosen();
        if (runs < 1) {
            throw new ParameterException(spec.commandLine(), "--runs must be at least 1, not " + runs);
        }
        PrintWriter out = spec.commandLine().getOut();
        SortedMap<String, String> machine = Machine.description();
        out.print(BenchReport.machine(machine));
        out.flush();
        Map<Bench, List<Figure>> measured = new LinkedHashMap<>();
        for (Bench bench : chosen) {
            List<Figure> figures = bench.measure(runs, spec.commandLine().getErr()::println);
            measured.put(bench, figures);
            out.print(BenchReport.text(bench, figures));
            out.flush();
        }
        if (json.isPresent()) {
            Files.writeString(json.get(),
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(BenchReport.json(machine, measured)) + "\n");
        }
        return ExitCode.HELD;
    }

    private List<Bench> chosen() {
        List<Bench> all = new ArrayList<>(List.of(new StartBench(), new FabricBench(), new ConvergeBench(), new HeapBench()));
        ServiceLoader.load(Bench.class).forEach(all::add);
        for (String name : names) {
            if (all.stream().noneMatch(bench -> bench.name().equals(name))) {
                throw new ParameterException(spec.commandLine(),
                        "there is no benchmark '" + name + "'; there are: " + String.join(", ", all.stream().map(Bench::name).toList()));
            }
        }
        return all.stream().filter(bench -> names.isEmpty() || names.contains(bench.name())).toList();
    }
}
