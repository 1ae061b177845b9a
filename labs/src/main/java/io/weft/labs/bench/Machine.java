package io.weft.labs.bench;

import io.weft.daemon.cli.Weft;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the figures were measured on. */
final class Machine {
    private static final double GIB = 1 << 30;

    private Machine() {
    }

    /** By name, for the report. */
    static SortedMap<String, String> description() {
        SortedMap<String, String> lines = new TreeMap<>();
        lines.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        lines.put("processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " available");
        lines.put("memory", memory());
        lines.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version") + ", " + System.getProperty("os.arch"));
        lines.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        lines.put("jvm options",
                String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(Machine::matters).toList()));
        String version = Weft.class.getPackage().getImplementationVersion();
        lines.put("weft", version == null ? "not from a jar" : version);
        return lines;
    }

    private static boolean matters(String option) {
        return option.startsWith("-X") && !option.contains("AOTCache") && !option.startsWith("-Xlog");
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(l -> l.startsWith("model name")).findFirst()
                    .map(l -> l.substring(l.indexOf(':') + 1).strip()).orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static String memory() {
        String heap = "heap at most %.1f GiB".formatted(Runtime.getRuntime().maxMemory() / GIB);
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? "%.1f GiB, ".formatted(system.getTotalMemorySize() / GIB) + heap
                : heap;
    }
}
