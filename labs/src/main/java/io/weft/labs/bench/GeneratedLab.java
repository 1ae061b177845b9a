package io.weft.labs.bench;

import io.weft.labs.file.Lab;
import io.weft.labs.generate.LabGenerator;
import io.weft.labs.generate.LabPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A lab of the generator in a folder that is gone when this is closed. */
final class GeneratedLab implements AutoCloseable {
    /** 100 Gb/s and 1 µs a link. */
    private static final long SPEED = 100_000_000_000L;
    private static final long DELAY = 1_000_000;

    private final Path folder;

    GeneratedLab(LabPlan plan) throws IOException {
        folder = Files.createTempDirectory("weft-bench");
        for (Map.Entry<String, String> file : LabGenerator.files(plan).entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    /** 4 spines, 16 leaves, 128 hosts, each of which writes 2 MiB to another. */
    static GeneratedLab of128Hosts() throws IOException {
        return new GeneratedLab(plan(4, 16, 8, LabPlan.HostRoutes.DEFAULT));
    }

    static LabPlan plan(int spines, int leaves, int hosts, LabPlan.HostRoutes routes) {
        return LabPlan.of("bench", spines, leaves, hosts, SPEED, DELAY, LabPlan.Traffic.parse("permutation:2MiB"), routes);
    }

    /** Reads it, with lab.yml changed by {@code settings} as {@code --set} does. */
    Lab read(String... settings) {
        return Lab.read(folder, List.of(settings));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
