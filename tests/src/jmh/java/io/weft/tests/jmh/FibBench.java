package io.weft.tests.jmh;

import io.weft.labs.bench.Bench;
import io.weft.labs.bench.Figure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** FIB lookups a second, by JMH. */
public final class FibBench implements Bench {
    private static final double MILLION = 1e6;

    @Override
    public String name() {
        return "fib";
    }

    @Override
    public String method() {
        return "IPv4 lookups per second on one core, by JMH: Weft's FIB and a plain binary trie with the same routes and 4,096 addresses in random order."
                + " hosts: a /32 for each of 1,024 hosts and a default route. mixed: 100,000 prefixes of 8 to 32 bits, six of ten /24. A JVM of its own for each,"
                + " 2 s of warm-up, iterations of 1 s.";
    }

    @Override
    public List<Figure> measure(int runs, Consumer<String> progress) throws IOException {
        progress.accept("fib: four benchmarks of " + (runs + 2) + " s");
        try {
            List<Figure> figures = new ArrayList<>();
            for (RunResult result : new Runner(
                    new OptionsBuilder().include(FibLookup.class.getName()).measurementIterations(runs).shouldFailOnError(true)
                            .verbosity(VerboseMode.SILENT).build())
                    .run()) {
                String method = result.getParams().getBenchmark().replaceFirst(".*\\.", "");
                List<Double> iterations = result.getBenchmarkResults().stream().flatMap(fork -> fork.getIterationResults().stream())
                        .map(IterationResult::getPrimaryResult).map(r -> r.getScore() / MILLION).toList();
                figures.add(new Figure(result.getParams().getParam("routes") + ", " + method, "M/s", iterations));
            }
            return figures;
        } catch (RunnerException e) {
            throw new IOException(e);
        }
    }
}
