package io.weft.labs.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.daemon.exit.ExitCode;
import io.weft.labs.engine.LabCapture;
import io.weft.labs.engine.LabRun;
import io.weft.labs.engine.LabRun.Ending;
import io.weft.labs.engine.LabSession;
import io.weft.labs.file.Lab;
import io.weft.labs.report.RunReport;
import io.weft.labs.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft lab run}. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Runs a lab in virtual time; prints what happened, its checks and its fingerprint.", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:every check held", "1:a check failed", "2:usage or configuration, or nothing to check",
        "3:the environment lacks something", "130:interrupted"})
final class LabRunCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "the lab's folder, with lab.yml and topology.clab.yml")
    private Path folder = Path.of("");

    @Option(names = "--seed", paramLabel = "N", description = "seed of every random stream (default: the lab's)")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "changes lab.yml, or with NODEGLOB:path=value the configuration of nodes, for this run")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "writes the run as JSON")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--report", paramLabel = "DIR", description = "writes the run as JSON and as text into a folder")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--pcap", paramLabel = "DIR", description = "writes every frame into DIR/LAB.pcapng")
    private Optional<Path> pcap = Optional.empty();

    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final CountDownLatch written = new CountDownLatch(1);

    @Override
    public Integer call() throws IOException {
        Lab lab = Lab.read(folder, settings, seed);
        LabSession session = new LabSession(lab);
        Thread onInterrupt = new Thread(this::interrupt);
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            RunReport result = run(session);
            spec.commandLine().getOut().print(Summary.of(result));
            spec.commandLine().getOut().flush();
            write(result);
            return exitCode(result);
        } finally {
            written.countDown();
            if (!interrupted.get()) {
                Runtime.getRuntime().removeShutdownHook(onInterrupt);
            }
        }
    }

    /** Ctrl-C: the run stops between two events; the JVM waits until what there is has been written. */
    private void interrupt() {
        interrupted.set(true);
        try {
            written.await();
            Runtime.getRuntime().halt(INTERRUPTED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RunReport run(LabSession session) throws IOException {
        try (Progress progress = Progress.of(session, spec.commandLine().getErr());
                AutoCloseable capture = capture(session)) {
            Ending ending = new LabRun(session, () -> {
                progress.event();
                return !interrupted.get();
            }).toEnd();
            return new RunReport(session, ending);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private AutoCloseable capture(LabSession session) throws IOException {
        if (pcap.isEmpty()) {
            return () -> {
            };
        }
        Files.createDirectories(pcap.get());
        return new LabCapture(session, pcap.get().resolve(session.lab().topology().name() + ".pcapng"));
    }

    private void write(RunReport result) throws IOException {
        String text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(result.json()) + "\n";
        if (json.isPresent()) {
            Files.writeString(json.get(), text);
        }
        if (report.isPresent()) {
            Files.createDirectories(report.get());
            Files.writeString(report.get().resolve("run.json"), text);
            Files.writeString(report.get().resolve("summary.txt"), Summary.of(result));
        }
    }

    private static int exitCode(RunReport result) {
        if (result.ending() == Ending.INTERRUPTED) {
            return INTERRUPTED;
        }
        if (result.checks().isEmpty()) {
            return ExitCode.USAGE;
        }
        return result.passed() ? ExitCode.HELD : ExitCode.FAILED;
    }
}
