package io.weft.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoceEntropyTest {
    /** Oracle udp-sport-entropy. */
    @ParameterizedTest
    @CsvSource({"0x0,0xC000", "0x1,0xC001", "0x4000,0xC001", "0x12345,0xE341", "0xFFFFF,0xFFC0"})
    void foldsAFlowLabelIntoAPort(int flowLabel, int port) {
        assertThat(RoceEntropy.sourcePort(flowLabel)).isEqualTo(port);
    }

    /** Oracle udp-sport-from-qpns. */
    @ParameterizedTest
    @CsvSource({"0x11,0x12,0x132,0xC132", "0x123,0x456,0x4EDC2,0xEDD1", "0xABCDEF,0x123456,0xAC3E3,0xC3C8"})
    void takesTheFlowLabelFromBothQpNumbers(int local, int remote, int flowLabel, int port) {
        assertThat(RoceEntropy.flowLabel(local, remote)).isEqualTo(flowLabel);
        assertThat(RoceEntropy.flowLabel(remote, local)).isEqualTo(flowLabel);
        assertThat(RoceEntropy.sourcePort(flowLabel)).isEqualTo(port);
    }

    /** tests/data/captures/README.md: QP 0x11 with QP 0x11 used port 49441. */
    @ParameterizedTest
    @CsvSource({"0x11,0x11,49441"})
    void agreesWithACapture(int local, int remote, int port) {
        assertThat(RoceEntropy.sourcePort(RoceEntropy.flowLabel(local, remote))).isEqualTo(port);
    }
}
