package io.weft.tests.capture;

import io.weft.tests.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Wireshark's decoder. Without lapbether, which tshark 4.0 mistakes some RoCE frames for. */
public final class Tshark {
    private Tshark() {
    }

    /** The values of {@code fields}, tab separated, of every frame that {@code filter} lets through, a line each. */
    public static List<String> fields(Path capture, String filter, String... fields) {
        List<String> command = new ArrayList<>(List.of("-Y", filter, "-T", "fields"));
        for (String field : fields) {
            command.add("-e");
            command.add(field);
        }
        return run(capture, command);
    }

    /** What tshark calls malformed, or shows with a wrong checksum: a line each, empty if the capture is clean. */
    public static List<String> complaints(Path capture) {
        return run(capture, List.of("-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE",
                "-Y", "_ws.malformed || _ws.short || ip.checksum.status == 0 || tcp.checksum.status == 0 || udp.checksum.status == 0 "
                        + "|| icmp.checksum.status == 0 || icmpv6.checksum.status == 0"));
    }

    private static List<String> run(Path capture, List<String> options) {
        List<String> command = new ArrayList<>(List.of(Requires.tool("tshark").toString(), "--disable-protocol", "lapbether", "-n", "-r",
                capture.toString()));
        command.addAll(options);
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException("tshark ended with " + status + ": " + command);
            }
            return out.lines().toList();
        } catch (IOException e) {
            throw new IllegalStateException("tshark cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
