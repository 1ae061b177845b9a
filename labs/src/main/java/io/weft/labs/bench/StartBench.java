package io.weft.labs.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** From a command to the first event of lab 01, in JVMs of their own. */
final class StartBench implements Bench {
    private static final double MILLISECOND = 1e6;
    private static final String LAB = "labs/01-unnumbered-clos";

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String method() {
        return "From starting the command to its word that the first event of " + LAB
                + " has happened; the first does not count. Nothing has to be built."
                + " ./weft: the script, a JVM with the start-up cache; java: the same JVM and class path without script and cache.";
    }

    @Override
    public List<Figure> measure(int runs, Consumer<String> progress) throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("weft.root", "")).toAbsolutePath();
        String lab = root.resolve(LAB).toString();
        if (!Files.isDirectory(Path.of(lab))) {
            throw new NotHere("the start benchmark needs a clone: there is no " + lab);
        }
        List<String> script = List.of(root.resolve("weft").toString(), "first-event", lab);
        List<String> java = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-cp",
                System.getProperty("java.class.path"), "io.weft.daemon.cli.Weft", "first-event", lab);
        List<Double> byScript = new ArrayList<>();
        List<Double> byJava = new ArrayList<>();
        for (int i = 0; i <= runs; i++) {
            progress.accept("start: " + (i == 0 ? "warming up" : "run " + i + " of " + runs));
            double first = time(script);
            double second = time(java);
            if (i > 0) {
                byScript.add(first);
                byJava.add(second);
            }
        }
        return List.of(new Figure("./weft", "ms", byScript), new Figure("java", "ms", byJava));
    }

    private static double time(List<String> command) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            long end = System.nanoTime();
            if (line == null || process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed");
            }
            return (end - begin) / MILLISECOND;
        }
    }
}
