package io.weft.daemon.cli;

import io.weft.daemon.capture.CaptureException;
import io.weft.daemon.capture.CaptureReader;
import io.weft.daemon.capture.CapturedFrame;
import io.weft.daemon.exit.ExitCode;
import io.weft.daemon.inspect.Inspection;
import io.weft.daemon.inspect.InspectionJson;
import io.weft.daemon.inspect.InspectionText;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft pcap inspect}. Of a file that is damaged, what came before is shown, too. */
@Command(name = "inspect", mixinStandardHelpOptions = true, versionProvider = Weft.Version.class, description = "Decodes every frame of a pcap or pcapng file, verifies every ICRC, and sums up queue pairs, pauses and BGP.", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:nothing malformed, every ICRC right", "1:a malformed frame or a wrong ICRC",
        "2:usage, a file that is no capture or is damaged, or one without a frame", "3:the environment lacks something"})
final class PcapInspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "the capture: pcap or pcapng, of Ethernet")
    private Path file = Path.of("");

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() {
        var inspection = new Inspection();
        Optional<CaptureException> damage = Optional.empty();
        try (CaptureReader reader = CaptureReader.open(file)) {
            for (Optional<CapturedFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
                inspection.add(next.get());
            }
        } catch (CaptureException e) {
            damage = Optional.of(e);
        }
        if (inspection.frames() > 0) {
            spec.commandLine().getOut().println(json ? InspectionJson.print(inspection) : InspectionText.print(inspection).stripTrailing());
        }
        if (damage.isPresent()) {
            throw damage.get();
        }
        if (inspection.frames() == 0) {
            spec.commandLine().getErr().println("weft: " + file + ": there is no frame in it");
            return ExitCode.USAGE;
        }
        return inspection.isClean() ? ExitCode.HELD : ExitCode.FAILED;
    }
}
