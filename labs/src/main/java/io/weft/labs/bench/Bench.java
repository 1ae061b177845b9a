package io.weft.labs.bench;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** One benchmark. A module adds its own by a line in {@code META-INF/services/io.weft.labs.bench.Bench}. */
public interface Bench {
    /** As the command line says it. */
    String name();

    /** What is measured, and how: a sentence or two for the report. */
    String method();

    /** Measures {@code runs} times after a warm-up; {@code progress} hears what it is at. */
    List<Figure> measure(int runs, Consumer<String> progress) throws IOException, InterruptedException;
}
