package io.weft.labs.file;

import io.weft.daemon.config.Glob;
import io.weft.daemon.config.Located;
import io.weft.daemon.config.Origin;
import io.weft.daemon.config.Source;
import io.weft.daemon.config.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code lab.yml}. {@code until} (ps from t = 0): absent, the run ends when the workload is done and every check is decided. {@code quiet} (ps): t = 0
 * is when every session is Established and nothing has been pending for this long. {@code dilation} counts in real time only.
 */
public record LabFile(String title, long seed, OptionalLong until, long quiet, List<LinkRule> links, Located<String> asic, List<NodeRule> nodes,
        int dilation, Payload payload, ControlDelay control, List<Workload> workload, Optional<Window> measure, List<Fault> faults,
        List<Check> checks,
        Origin origin) {
    public LabFile {
        links = List.copyOf(links);
        nodes = List.copyOf(nodes);
        workload = List.copyOf(workload);
        faults = List.copyOf(faults);
        checks = List.copyOf(checks);
    }

    public static LabFile read(Path file) {
        return read(Yaml.read(Source.of(file)));
    }

    public static LabFile read(Source source) {
        return read(Yaml.read(source));
    }

    /** From a tree, perhaps one in which {@code --set} has changed values. */
    public static LabFile read(Yaml document) {
        return LabReader.read(document);
    }

    /** Whether payloads are described or held. */
    public enum Payload {
        LAZY, MATERIALISED
    }

    /** {@code nodes.<glob>}: what holds for some nodes only. */
    public record NodeRule(Glob glob, Located<String> asic, Origin origin) {
    }

    /** {@code measure.window}: from when to when figures are taken, ps from t = 0. */
    public record Window(long from, long to) {
    }

    /**
     * {@code control.delay}: what a node's processor takes for one BGP message, and for one write to the FIB, in ps. The default, 10 us each, is what FRR
     * 8.4 took for a route of ten full tables on two cores of 2026 (12.7 us) and BIRD 2.0 (7.6 us), rounded.
     */
    public record ControlDelay(long message, long fibWrite) {
        public static final ControlDelay DEFAULT = new ControlDelay(10_000_000, 10_000_000);
    }
}
