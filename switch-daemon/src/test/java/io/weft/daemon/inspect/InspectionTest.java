package io.weft.daemon.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.weft.daemon.capture.CapturedFrame;
import io.weft.pipeline.packet.Verdict;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InspectionTest {
    /** RC WRITE Only of "hello, fabric" to QP 0x12, PSN 0x800000 over IPv6: oracle icrc-write-v6-pad3. */
    private static final String WRITE = "02000000000202000000000186dd66a123450038114020010db800000000000000000000000120010db8000000000000000000000002"
            + "ffff12b7003800000a70ffff0000001280ffffff00000000000020000000abcd0000000d68656c6c6f2c2066616272696300000064855533";
    /** CNP to QP 0xb0: oracle icrc-cx4-cnp. */
    private static final String CNP = "e41d2dab2bc27cfe90643b32080045c2003c718c4000401191610a0011010a001201000012b7002800008100ffff40000118"
            + "0000000000000000000000000000000000000000" + "82fd002a";
    /** Pauses priority 3 for 65535 quanta, lets priority 4 go on. */
    private static final String PFC = "0180c2000001020000000001" + "8808" + "0101" + "0018" + "000000000000ffff0000000000000000" + "00".repeat(26);

    private final Inspection inspection = new Inspection();
    private long frames;

    @Test
    void countsARightIcrcAndAWrongOne() {
        add(WRITE);
        add(WRITE.replace("68656c6c6f", "68656c6c6e"));
        assertThat(inspection.roce().icrcOk()).isEqualTo(1);
        assertThat(inspection.roce().icrcBad()).isEqualTo(1);
        assertThat(inspection.isClean()).isFalse();
    }

    @Test
    void callsNoIcrcWrongThatWasNotCapturedWhole() {
        byte[] whole = HexFormat.of().parseHex(WRITE);
        inspection.add(new CapturedFrame(1, "", 0, Arrays.copyOf(whole, 80), whole.length, ""));
        assertThat(inspection.roce().icrcUnknown()).isEqualTo(1);
        assertThat(inspection.wrongChecksums()).isZero();
        assertThat(inspection.cut()).isEqualTo(1);
        assertThat(inspection.isClean()).isTrue();
    }

    @Test
    void countsCongestionNotifications() {
        add(CNP);
        assertThat(inspection.roce().total(QueuePairFlow::cnps)).isEqualTo(1);
        assertThat(InspectionJson.print(inspection)).contains("\"cnps\" : 1", "\"0x81\" : 1");
    }

    @Test
    void tellsPausesFromResumesByPriority() {
        add(PFC);
        assertThat(inspection.pauses().frames()).isEqualTo(1);
        assertThat(inspection.pauses().pauses(3)).isEqualTo(1);
        assertThat(inspection.pauses().resumes(4)).isEqualTo(1);
        assertThat(inspection.pauses().pauses(4) + inspection.pauses().resumes(3)).isZero();
        assertThat(InspectionText.print(inspection)).contains("PFC: 1 frames", "priority 3: 1 pauses, 0 resumes");
    }

    @Test
    void saysWhyAFrameCannotBeRead() {
        add(WRITE.substring(0, 26));
        add(WRITE.substring(0, 60));
        add(WRITE.substring(0, 200));
        add(PFC.substring(0, 60));
        assertThat(inspection.malformed()).containsExactly(entry(Verdict.FRAME_TRUNCATED, 2L), entry(Verdict.IPV6_TRUNCATED, 1L),
                entry(Verdict.IPV6_LENGTH, 1L));
    }

    @Test
    void takesAWrongTcpChecksumForNoMalformedFrame() {
        add("020000000002020000000001" + "0800" + "4500002900010000400666cc0a0000010a000002" + "c000005000000001000000005010ffff" + "12340000" + "61"
                + "00".repeat(5));
        assertThat(inspection.malformedFrames()).isZero();
        assertThat(inspection.wrongChecksums()).isEqualTo(1);
    }

    @Test
    void followsAFlowAtEachPortByItselfAndNotTheNoteOfADrop() {
        byte[] frame = HexFormat.of().parseHex(WRITE);
        inspection.add(new CapturedFrame(1, "leaf1:eth1", 0, frame, frame.length, ""));
        inspection.add(new CapturedFrame(2, "leaf1:eth2", 0, frame, frame.length, ""));
        inspection.add(new CapturedFrame(3, "leaf1:eth2", 0, frame, frame.length, "dropped: NO_ROUTE, no route to the destination"));
        assertThat(inspection.roce().flows()).hasSize(2);
        assertThat(inspection.roce().total(QueuePairFlow::retransmissions)).isZero();
    }

    @Property(tries = 500)
    void readsAnyBytes(@ForAll @Size(max = 200) byte[] bytes) {
        inspection.add(new CapturedFrame(1, "", 0, bytes, bytes.length, ""));
        assertThat(inspection.frames()).isPositive();
    }

    @Property(tries = 500)
    void readsAnyDamagedFrame(@ForAll @IntRange(min = 12, max = 120) int at, @ForAll byte value, @ForAll @IntRange(min = 0, max = 120) int length) {
        byte[] frame = Arrays.copyOf(HexFormat.of().parseHex(WRITE), length);
        if (at < length) {
            frame[at] = value;
        }
        inspection.add(new CapturedFrame(1, "", 0, frame, length, ""));
        assertThat(InspectionJson.print(inspection)).startsWith("{");
    }

    private void add(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        inspection.add(new CapturedFrame(++frames, "", 0, bytes, bytes.length, ""));
    }
}
