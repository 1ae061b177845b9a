package io.weft.labs.bench;

import io.weft.labs.engine.LabRun;
import io.weft.labs.engine.LabSession;
import io.weft.labs.file.Lab;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Packet transmissions per second (PTS), lazy and materialised. */
final class FabricBench implements Bench {
    private static final int WARM_UP = 2;
    private static final double MILLION = 1e6;
    private static final double SECOND = 1e9;

    /** One measured run. */
    private record Run(long transmissions, long wall, long processor, String fingerprint) {
        double byWall() {
            return transmissions / MILLION / (wall / SECOND);
        }

        double byProcessor() {
            return transmissions / MILLION / (processor / SECOND);
        }
    }

    /** The figures of one kind of run. */
    private record Kind(List<Double> byWall, List<Double> byProcessor) {
        Kind() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void add(Run run) {
            byWall.add(run.byWall());
            byProcessor.add(run.byProcessor());
        }
    }

    @Override
    public String name() {
        return "fabric";
    }

    @Override
    public String method() {
        return "Frames put on links per second of wall time (PTS), on one core: 4 spines, 16 leaves, 128 hosts, 100G and 1us links, a permutation of 2 MiB"
                + " WRITEs, from convergence to the last completion. Building and convergence are not in it. Lazy and materialised runs alternate, after "
                + WARM_UP
                + " of each that do not count; they must have one fingerprint. By processor time: per second in which the simulating thread had a"
                + " processor, which is what a second of wall time gives on a machine that does nothing else.";
    }

    @Override
    public List<Figure> measure(int runs, Consumer<String> progress) throws IOException {
        Kind lazy = new Kind();
        Kind materialised = new Kind();
        List<Double> ratios = new ArrayList<>();
        List<Double> frames = new ArrayList<>();
        try (GeneratedLab lab = GeneratedLab.of128Hosts()) {
            for (int i = -WARM_UP; i < runs; i++) {
                progress.accept("fabric: " + (i < 0 ? "warming up" : "run " + (i + 1) + " of " + runs));
                Run described = run(lab.read("payload=lazy"));
                Run bytes = run(lab.read("payload=materialised"));
                if (!described.fingerprint.equals(bytes.fingerprint)) {
                    throw new IllegalStateException("lazy has fingerprint " + described.fingerprint + ", materialised " + bytes.fingerprint);
                }
                if (i >= 0) {
                    lazy.add(described);
                    materialised.add(bytes);
                    ratios.add(described.byProcessor() / bytes.byProcessor());
                    frames.add((double) described.transmissions);
                }
            }
        }
        return List.of(new Figure("PTS, lazy", "M/s", lazy.byWall), new Figure("PTS, materialised", "M/s", materialised.byWall),
                new Figure("PTS by processor time, lazy", "M/s", lazy.byProcessor),
                new Figure("PTS by processor time, materialised", "M/s", materialised.byProcessor),
                new Figure("lazy : materialised, by processor time", "", ratios), new Figure("transmissions", "frames", frames));
    }

    private static Run run(Lab lab) {
        LabSession session = new LabSession(lab);
        // Everything that runs before t = 0 is over when the first question after it is asked.
        long[] begin = new long[3];
        LabRun.Ending ending = new LabRun(session, () -> {
            if (begin[0] == 0 && session.zero().isPresent()) {
                begin[0] = System.nanoTime();
                begin[1] = session.fabric().transmissions();
                begin[2] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            }
            return true;
        }).toEnd();
        long wall = System.nanoTime() - begin[0];
        long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin[2];
        if (ending != LabRun.Ending.DONE) {
            throw new IllegalStateException("the run ended as " + ending);
        }
        return new Run(session.fabric().transmissions() - begin[1], wall, processor, session.fabric().fingerprint());
    }
}
