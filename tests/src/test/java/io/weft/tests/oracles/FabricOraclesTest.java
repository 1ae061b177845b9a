package io.weft.tests.oracles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weft.labs.engine.LabRun;
import io.weft.labs.engine.LabSession;
import io.weft.labs.engine.Transfer;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.port.LineRate;
import io.weft.pipeline.wire.RoceOpcode;
import io.weft.tests.labs.LabFolder;
import io.weft.tests.oracles.RoceOnLink.Frame;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two hosts at two leaves, one spine; h1 writes to h2. */
class FabricOraclesTest {
    private static final long DELAY = 1_000_000;

    @TempDir
    private Path temporary = Path.of("");

    private LabFolder lab(String speed) {
        LabFolder lab = LabFolder.generated(temporary, "--spines", "1", "--leaves", "2", "--hosts", "1", "--speed", speed, "--delay", "1us");
        String text = lab.read("lab.yml");
        return lab.write("lab.yml", text.substring(0, text.indexOf("checks:")));
    }

    private static LabSession finished(LabSession session) {
        assertThat(new LabRun(session, () -> true).toEnd()).isEqualTo(LabRun.Ending.DONE);
        assertThat(session.transfers().all()).allMatch(t -> t.state() == Transfer.State.COMPLETE)
                .allMatch(t -> session.transfers().memoryIsEqual(session.fabric(), t));
        return session;
    }

    private static String write(String bytes) {
        return "workload=[{id: w, write: {from: h1, to: h2, bytes: " + bytes + "}}]";
    }

    /**
     * Oracle serialization-delay: bytes · 8 / rate, of WRITE ONLY 1024, WRITE MIDDLE 4096 and WRITE ONLY 4096 over IPv4 with FCS, preamble and
     * gap. A frame arrives when its last bit has left and crossed the link.
     */
    @ParameterizedTest
    @CsvSource({"10, 897.6, 3342.4, 3355.2", "100, 89.76, 334.24, 335.52", "400, 22.44, 83.56, 83.88", "800, 11.22, 41.78, 41.94"})
    void keepsEachFrameOnTheLineForItsBytes(int gigabits, double only1024, double middle4096, double only4096) {
        LabFolder lab = lab(gigabits + "G");
        onTheLine(lab, "1024", RoceOpcode.RC_WRITE_ONLY, 1122, only1024);
        onTheLine(lab, "12288", RoceOpcode.RC_WRITE_MIDDLE, 4178, middle4096);
        onTheLine(lab, "4096", RoceOpcode.RC_WRITE_ONLY, 4194, only4096);
    }

    private static void onTheLine(LabFolder lab, String bytes, RoceOpcode opcode, int lineBytes, double nanoseconds) {
        LabSession session = lab.session(write(bytes));
        RoceOnLink seen = new RoceOnLink(session, "h1");
        finished(session);
        assertThat(seen.sent(opcode)).hasSize(1);
        Frame frame = seen.sent(opcode).getFirst();
        assertThat(RoceOnLink.lineBytes(frame)).isEqualTo(lineBytes);
        assertThat((frame.departure() - frame.begin()) / 1000.0).isCloseTo(nanoseconds, within(0.001));
        assertThat(seen.arrivals.get(seen.sent.indexOf(frame)) - frame.departure()).isEqualTo(DELAY);
    }

    /** Oracle serialization-delay, its first row: PFC, the smallest frame there is. */
    @ParameterizedTest
    @CsvSource({"10, 67.2", "100, 6.72", "400, 1.68", "800, 0.84"})
    void keepsTheSmallestFrameOnTheLineForEightyFourBytes(int gigabits, double nanoseconds) {
        assertThat(LineRate.ofGigabits(gigabits).serialisation(64) / 1000.0).isCloseTo(nanoseconds, within(0.001));
    }

    /**
     * Oracle goodput-ceiling: payload / (payload + 82) of the line while WRITE MIDDLEs follow each other. The whole transfer takes the line time of
     * its frames and, to fill and drain the way, less than 12 µs: eight times the delay of a link, three frames more at each of three hops, an ACK.
     */
    @ParameterizedTest
    @CsvSource({"1024, 0.9259", "2048, 0.9615", "4096, 0.9804"})
    void writesAtTheCeilingOfItsPathMtu(int pathMtu, double fraction) {
        long bytes = 8L << 20;
        LabSession session = lab("100G").session(write("8MiB"), "h*:config.rdma.path-mtu=" + pathMtu);
        RoceOnLink seen = new RoceOnLink(session, "h1");
        finished(session);
        List<Frame> middles = seen.sent(RoceOpcode.RC_WRITE_MIDDLE);
        assertThat(middles).hasSize((int) (bytes / pathMtu) - 2);
        double line = (middles.getLast().departure() - middles.getFirst().begin()) / 80.0;
        assertThat(middles.size() * (double) pathMtu / line).isCloseTo(fraction, within(0.0001));
        long completion = session.transfers().all().getFirst().completionTime().orElseThrow();
        long ofFrames = seen.sent.stream().mapToLong(frame -> RoceOnLink.lineBytes(frame) * 80L).sum();
        assertThat(completion).isBetween(ofFrames + 8 * DELAY, ofFrames + 12 * DELAY);
    }

    /**
     * Oracle rc-nak-once: of packets 0 to 5 the link loses 2. Their first bits leave 334.24 ns apart, so 2 is the one that is handed to the link
     * between 500 and 800 ns.
     */
    @Test
    void asksOnceForALostPacketAndGoesOnFromIt() {
        LabSession session = lab("100G").session(write("24KiB"), "faults=[{at: 500ns, link: \"h1:eth1\", loss: 100%, for: 300ns}]");
        RoceOnLink requests = new RoceOnLink(session, "h1");
        RoceOnLink replies = new RoceOnLink(session, "h2");
        finished(session);
        int first = requests.sent.getFirst().psn();
        assertThat(requests.sent.getFirst().opcode()).isEqualTo(RoceOpcode.RC_WRITE_FIRST);
        assertThat(requests.lost).containsExactly(psn(first, 2));
        List<Frame> naks = replies.sent(RoceOpcode.RC_ACKNOWLEDGE).stream().filter(frame -> frame.syndrome() >>> 5 == 3).toList();
        assertThat(naks).extracting(Frame::syndrome).containsExactly(0x60);
        assertThat(naks).extracting(Frame::psn).containsExactly(psn(first, 2));
        assertThat(requests.sent).extracting(Frame::psn).containsExactly(first, psn(first, 1), psn(first, 2), psn(first, 3), psn(first, 4),
                psn(first, 5),
                psn(first, 2), psn(first, 3), psn(first, 4), psn(first, 5));
        assertThat(requests.sent(RoceOpcode.RC_WRITE_LAST)).hasSize(2);
        assertThat(session.drops().of(Verdict.PSN_SEQUENCE)).as("3, 4 and 5, out of sequence at the receiver").isEqualTo(3);
    }

    private static int psn(int first, int offset) {
        return first + offset & 0xffffff;
    }
}
