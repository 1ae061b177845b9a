package io.weft.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames: tests/data/vectors/pfc.json by id, without the padding to 60 bytes where it does not matter. */
class PfcFrameTest {
    private static final String HEADER = "0180c200000102f0000000aa8808";

    /** Vectors 1 to 5: -1 stands for a class that the frame says nothing about. */
    @ParameterizedTest
    @CsvSource({"0101 0008 000000000000ffff0000000000000000,8,-1 -1 -1 65535 -1 -1 -1 -1",
            "0101 0008 00000000000000000000000000000000,8,-1 -1 -1 0 -1 -1 -1 -1",
            "0101 0019 00000000000003e8ffff000001f40000,25,0 -1 -1 1000 65535 -1 -1 -1",
            "0101 00ff 00010002000400080010002000400080,255,1 2 4 8 16 32 64 128",
            "0101 0000 00090009000900090009000900090009,0,-1 -1 -1 -1 -1 -1 -1 -1"})
    void saysWhichPrioritiesPauseForHowLong(String body, int vector, String quanta) {
        Packet packet = TestData.packet(HEADER + body);
        PfcFrame pfc = new PfcFrame().wrap(packet, Ethernet.LENGTH);

        assertThat(pfc.check()).isEqualTo(Verdict.CONTINUE);
        assertThat(pfc.opcode()).isEqualTo(PfcFrame.OPCODE_PFC);
        assertThat(pfc.classEnableVector()).isEqualTo(vector);
        assertThat(IntStream.range(0, 8).mapToObj(p -> String.valueOf(pfc.isEnabled(p) ? pfc.quanta(p) : -1)).toList())
                .containsExactly(quanta.split(" "));
    }

    /** Vector 3, but for the time of class 6, which is not enabled. */
    @Test
    void isWrittenAsIeee8023Says() {
        Packet packet = Packet.of(new byte[60]);
        new Ethernet().wrap(packet, 0).destination(PfcFrame.DESTINATION).source(0x02f0_0000_00aaL).etherType(Ethernet.TYPE_MAC_CONTROL);
        new PfcFrame().wrap(packet, Ethernet.LENGTH).blank().quanta(3, 1000).quanta(4, 65535).quanta(0, 0);

        assertThat(packet.toBytes()).isEqualTo(TestData.hex(HEADER + "0101 0019 00000000000003e8ffff000000000000" + "00".repeat(26)));
    }

    /** Vectors 6 and 8. */
    @Test
    void tellsPauseAndUnknownOpcodesApart() {
        PfcFrame pause = new PfcFrame().wrap(TestData.packet(HEADER + "0001ffff" + "00".repeat(42)), Ethernet.LENGTH);
        PfcFrame other = new PfcFrame().wrap(TestData.packet(HEADER + "0202" + "00".repeat(44)), Ethernet.LENGTH);

        assertThat(pause.opcode()).isEqualTo(PfcFrame.OPCODE_PAUSE);
        assertThat(pause.pauseQuanta()).isEqualTo(65535);
        assertThat(other.opcode()).isNotIn(PfcFrame.OPCODE_PAUSE, PfcFrame.OPCODE_PFC);
    }

    @Test
    void isTruncatedWithoutAllItsTimes() {
        assertThat(new PfcFrame().wrap(TestData.packet(HEADER + "00".repeat(19)), Ethernet.LENGTH).check()).isEqualTo(Verdict.FRAME_TRUNCATED);
    }
}
