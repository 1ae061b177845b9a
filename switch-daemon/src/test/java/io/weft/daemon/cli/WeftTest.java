package io.weft.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.daemon.exit.ExitCode;
import io.weft.daemon.exit.ExitCoded;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class WeftTest {
    private static final String PCAP = "d4c3b2a1" + "02000400" + "0000000000000000" + "00000400" + "01000000";
    private static final String LLDP = "00000000" + "00000000" + "0e000000" + "0e000000" + "0180c200000e02000000000188cc";

    @TempDir
    private Path folder = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Fails as it was told to. */
    @Command(name = "fail")
    static final class Fail implements Callable<Integer> {
        private final RuntimeException failure;

        Fail(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() {
            throw failure;
        }
    }

    static final class Lacking extends RuntimeException implements ExitCoded {
        private static final long serialVersionUID = 1L;

        Lacking() {
            super("needs /dev/net/tun: modprobe tun");
        }

        @Override
        public int exitCode() {
            return ExitCode.ENVIRONMENT;
        }
    }

    @Test
    void showsItsCommandsWhenNothingIsSaid() {
        assertThat(weft()).isZero();
        assertThat(out.toString()).contains("pcap", "Exit codes:", "3   the environment lacks something");
    }

    @Test
    void suggestsTheNearestCommandAndOption() {
        assertThat(weft("pcpa")).isEqualTo(2);
        assertThat(err.toString()).contains("'pcpa'", "Did you mean: weft pcap");
        assertThat(weft("pcap", "inspect", "--jsn", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("Unknown option: '--jsn'", "--json");
    }

    @Test
    void callsAMissingCommandOrParameterAUsageError() {
        assertThat(weft("pcap")).isEqualTo(2);
        assertThat(err.toString()).contains("a command is missing: inspect", "Try 'weft pcap --help'.");
        assertThat(weft("pcap", "inspect")).isEqualTo(2);
        assertThat(err.toString()).contains("FILE");
    }

    @Test
    void givesAFailureThatKnowsItsExitCodeThatCodeAndShowsItsMessageOnly() {
        assertThat(execute(Weft.commandLine().addSubcommand(new Fail(new Lacking())), "fail")).isEqualTo(3);
        assertThat(err.toString()).isEqualToIgnoringNewLines("weft: needs /dev/net/tun: modprobe tun");
    }

    @Test
    void showsWhereAnUnforeseenFailureCameFromAndExits1() {
        assertThat(execute(Weft.commandLine().addSubcommand(new Fail(new IllegalStateException("oops"))), "fail")).isEqualTo(1);
        assertThat(err.toString()).contains("IllegalStateException: oops", "at io.weft.daemon.cli.WeftTest");
    }

    @Test
    void inspectsACaptureWithoutFault() throws IOException {
        assertThat(weft("pcap", "inspect", file(PCAP + LLDP))).isZero();
        assertThat(out.toString()).startsWith("1 frames, 14 bytes").contains("0 malformed");
    }

    @Test
    void exits1AtAMalformedFrame() throws IOException {
        assertThat(weft("pcap", "inspect", "--json", file(PCAP + LLDP.replace("88cc", "0800")))).isEqualTo(1);
        assertThat(out.toString()).contains("\"malformed\" : 1", "\"IPV4_TRUNCATED\" : 1");
    }

    @Test
    void exits2AtACaptureWithoutAFrame() throws IOException {
        assertThat(weft("pcap", "inspect", file(PCAP))).isEqualTo(2);
        assertThat(err.toString()).contains("there is no frame in it");
    }

    @Test
    void showsWhatCameBeforeTheDamageInAFile() throws IOException {
        assertThat(weft("pcap", "inspect", file(PCAP + LLDP + "00000000"))).isEqualTo(2);
        assertThat(out.toString()).startsWith("1 frames");
        assertThat(err.toString()).contains("byte 58: ends within the header of a record");
    }

    private String file(String hex) throws IOException {
        return Files.write(folder.resolve("a.pcap"), HexFormat.of().parseHex(hex)).toString();
    }

    private int weft(String... arguments) {
        return execute(Weft.commandLine(), arguments);
    }

    private int execute(CommandLine weft, String... arguments) {
        return weft.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
