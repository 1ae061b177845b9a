package io.weft.labs.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.daemon.capture.CaptureReader;
import io.weft.daemon.capture.CapturedFrame;
import io.weft.labs.engine.LabSession;
import io.weft.labs.file.Lab;
import io.weft.labs.shell.Reply.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabShellTest {
    private final LabShell shell = booted();

    private static LabShell booted() {
        LabShell shell = new LabShell(new LabSession(Lab.read(lab(), List.of())));
        assertThat(shell.boot()).isTrue();
        return shell;
    }

    private static Path lab() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("labs/01-unnumbered-clos"))) {
            folder = folder.getParent();
        }
        return folder.resolve("labs/01-unnumbered-clos");
    }

    private String done(String line) {
        Reply reply = shell.execute(line);
        assertThat(reply.outcome()).as(line + ": " + reply.text()).isEqualTo(Outcome.DONE);
        return reply.text();
    }

    private String misused(String line) {
        Reply reply = shell.execute(line);
        assertThat(reply.outcome()).as(line + ": " + reply.text()).isEqualTo(Outcome.MISUSED);
        return reply.text();
    }

    /**
     * 14 + 20 + 8 + 56 bytes and 4 of FCS are 102; with 20 of preamble and gap 122 bytes, 9 760 ps at 80 ps a byte. Four links of 1 us each way:
     * 8 × (9 760 + 1 000 000) ps = 8 078 080 ps, and the nodes take no time.
     */
    @Test
    void pingsInTheTimeThatEightLinksTake() {
        assertThat(done("h1 ping h5 count 2")).isEqualTo("""
                PING h5 (10.1.3.1) from h1, 56 bytes of data
                seq=1 reply from 10.1.3.1 time=8.078 us
                seq=2 reply from 10.1.3.1 time=8.078 us
                2 sent, 2 answered; round trip min/avg/max 8.078/8.078/8.078 us
                """);
    }

    /** 20 bytes more of IPv6 header each way: 8 × (142 × 80 + 1 000 000) ps = 8 090 880 ps. */
    @Test
    void pingsOverIpv6InTheTimeThatLongerFramesTake() {
        assertThat(done("h1 ping h5 ipv6 count 1")).contains("reply from fd00:1:3::1 time=8.091 us");
    }

    @Test
    void failsIfNoPingIsAnswered() {
        done("fault node h5 kill");
        done("run 1s");
        assertThat(shell.execute("h1 ping h5 count 2").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void tracesTheRouteOverALeafASpineAndALeafToTheHost() {
        List<String> lines = done("h1 traceroute h5").lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(1)).startsWith(" 1  leaf1 (10.255.0.11)  ");
        assertThat(lines.get(2)).matches(" 2  spine[12] \\(10\\.255\\.0\\.[12]\\)  .*");
        assertThat(lines.get(3)).startsWith(" 3  leaf3 (10.255.0.13)  ");
        assertThat(lines.get(4)).startsWith(" 4  h5 (10.1.3.1)  ");
    }

    @Test
    void takesALinkDownAndUp() {
        assertThat(done("leaf1 show ip route 10.1.3.1/32")).contains("eth1", "eth2");
        assertThat(done("fault link leaf1:eth1 down for 5ms")).startsWith("leaf1:eth1 spine1:eth1 has no carrier until ");
        done("run 1ms");
        assertThat(done("leaf1 show ip route 10.1.3.1/32")).contains("eth2").doesNotContain("eth1");
        assertThat(done("until session@leaf1 within 1s")).contains("leaf1: the session with eth1 is Established");
    }

    @Test
    void stopsAtTheFirstFrameThatALinkLoses() {
        done("fault link leaf1:eth3 loss 100%");
        done("transfer h1 h5 64KiB");
        assertThat(done("until drop@leaf1:LINK_LOSS within 1ms")).endsWith("a frame was lost on a link at leaf1: LINK_LOSS\n");
        done("fault link leaf1:eth3 loss 0%");
        assertThat(done("until complete shell-1")).contains("complete in", "memory equal");
    }

    @Test
    void stopsAtTheFirstFrameThatANodeDrops() {
        done("transfer h1 h5 16MiB");
        done("run 100us");
        done("fault node h5 kill");
        assertThat(done("until drop@leaf3 within 10ms")).containsPattern("leaf3 drops for [A-Z_]+ \\(.+\\): 10.1.1.1 > 10.1.3.1 RC RDMA WRITE");
    }

    @Test
    void failsIfWhatItWaitsForDoesNotHappen() {
        Reply reply = shell.execute("until drop@spine1:QUEUE_FULL within 1ms");
        assertThat(reply).isEqualTo(Reply.failed("a drop at spine1:QUEUE_FULL has not happened within 1ms\n"));
    }

    @Test
    void runsTheWorkloadUntilTheChecksHold() {
        assertThat(shell.execute("checks").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(misused("until complete kv")).contains("start");
        done("start");
        assertThat(done("until complete kv")).contains("16MiB", "memory equal");
        done("until complete all");
        assertThat(done("checks")).endsWith("8 of 8 checks hold\n");
    }

    @Test
    void capturesEachPingAtALeafOnItsWayInAndOut(@TempDir Path folder) {
        Path file = folder.resolve("leaf1.pcapng");
        done("capture leaf1 " + file);
        done("h1 ping h5 count 2");
        done("capture stop");
        List<CapturedFrame> frames = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file)) {
            for (Optional<CapturedFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
                frames.add(next.get());
            }
        }
        assertThat(frames).filteredOn(f -> f.length() == 98 && f.bytes()[23] == 1).hasSize(8);
    }

    @Test
    void followsAPingThroughEveryPipeline() {
        assertThat(done("trace h1 h5").lines().filter(l -> !l.startsWith(" "))).satisfiesExactly(l -> assertThat(l).isEqualTo("h1"),
                l -> assertThat(l).isEqualTo("leaf1"), l -> assertThat(l).startsWith("spine"), l -> assertThat(l).isEqualTo("leaf3"),
                l -> assertThat(l).isEqualTo("h5"), l -> assertThat(l).isEqualTo("answered after 8.078 us"));
    }

    @Test
    void tellsWhatAStepDoesToAFrame() {
        done("transfer h1 h5 64KiB");
        assertThat(done("step 20"))
                .containsPattern("h1:eth1 +will have sent: 10.1.1.1 > 10.1.3.1 RC RDMA WRITE First qp 0x[0-9a-f]{6} psn [0-9]+, 4170 bytes");
    }

    @Test
    void namesWhatIsPossibleAndWhatIsNearest() {
        assertThat(misused("lef1 show")).contains("'lef1' is not a command or a node", "did you mean 'leaf1'");
        assertThat(misused("fault lnk")).isEqualTo("'lnk' is not what follows 'fault': possible is link, node; did you mean 'link'?\n");
        assertThat(misused("leaf1 show ip rout 10.1.3.1/32 x")).isNotEmpty();
        assertThat(misused("run 10")).isEqualTo("'10' has no unit; units are ps, ns, us, ms, s\n");
        assertThat(misused("until drop@leaf1:QUEUE_FUL")).contains("did you mean 'QUEUE_FULL'");
        assertThat(misused("fault link leaf1:eth9 down")).contains("is not a port of the topology");
        assertThat(misused("h1 ping h5 now")).contains("possible is ipv6, count");
        assertThat(misused("h1 ping fe80::1")).isEqualTo("fe80::1 is not an address that packets are routed to\n");
        assertThat(misused("capture stop")).isEqualTo("nothing is being captured\n");
        assertThat(misused("transfer h1 h1 1MiB")).contains("from one host to another");
    }

    @Test
    void failsWithoutEndingWhenACaptureCannotBeWritten() {
        Reply reply = shell.execute("capture leaf1 /nowhere/at/all.pcapng");
        assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(reply.text()).contains("cannot be written");
    }

    @Test
    void completesCommandsNodesAndWordsOfShow() {
        assertThat(shell.completions(List.of("lea"))).containsExactly("leaf1", "leaf2", "leaf3", "leaf4");
        assertThat(shell.completions(List.of("fault", "link", "leaf1:"))).containsExactly("leaf1:eth1", "leaf1:eth2", "leaf1:eth3", "leaf1:eth4");
        assertThat(shell.completions(List.of("leaf1", "s"))).contains("show");
        assertThat(shell.completions(List.of("leaf1", "show", "bg"))).containsExactly("bgp");
        assertThat(shell.completions(List.of("clear", "bgp", "h1", ""))).containsExactly("eth1");
        assertThat(shell.completions(List.of("until", "complete", "k"))).containsExactly("kv");
    }

    @Test
    void answersAScriptAlikeEveryTime() throws IOException {
        String script = "run 3ms\nh1 ping h5\nstep 5\nfault link leaf1:eth1 down for 5ms\nuntil session@spine1\nstatus\n";
        StringWriter first = new StringWriter();
        StringWriter second = new StringWriter();
        assertThat(script(shell, script, first)).isZero();
        assertThat(script(booted(), script, second)).isZero();
        assertThat(first.toString()).isEqualTo(second.toString()).contains("fingerprint");
    }

    private static int script(LabShell shell, String lines, StringWriter out) throws IOException {
        return new Dialogue(shell).withScript(new BufferedReader(new StringReader(lines)), new PrintWriter(out), new PrintWriter(out));
    }

    @Test
    void endsAScriptAtTheFirstLineThatIsNotDone() throws IOException {
        StringWriter out = new StringWriter();
        assertThat(script(shell, "# a comment\n\nrun 1us # and another\nnonsense\nnodes\n", out)).isEqualTo(2);
        assertThat(out.toString()).startsWith("weft: 'nonsense' is not a command or a node").doesNotContain("spine1   ");
        assertThat(script(shell, "until session@leaf1 within 1us\nnodes\n", out)).isEqualTo(1);
        assertThat(script(shell, "exit\nnonsense\n", out)).isZero();
    }
}
