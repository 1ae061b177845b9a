package io.weft.pipeline.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineRateTest {
    /** (wire length + 20) · 8 / rate. */
    @ParameterizedTest
    @CsvSource({"100, 64, 6720", "400, 4178, 83960", "800, 1500, 15200", "25, 64, 26880"})
    void turnsBytesIntoPicosecondsExactly(int gigabits, int wireLength, long picoseconds) {
        assertThat(LineRate.ofGigabits(gigabits).serialisation(wireLength)).isEqualTo(picoseconds);
        assertThat(LineRate.ofGigabits(gigabits).serialiser().next(wireLength)).isEqualTo(picoseconds);
    }

    /** 56 Gb/s: 1000/7 ps a byte, so seven frames of 84 bytes on the wire take 84,000 ps. */
    @Test
    void losesNoFractionAtAnOddRate() {
        LineRate.Serialiser serialiser = LineRate.ofGigabits(56).serialiser();
        long sum = 0;
        for (int i = 0; i < 7; i++) {
            sum += serialiser.next(64);
        }
        assertThat(sum).isEqualTo(84_000);
    }

    @Test
    void refusesWhatItCannotKeepExact() {
        assertThatThrownBy(() -> new LineRate(1_500_000_001)).hasMessageContaining("1500000001");
        assertThatThrownBy(() -> new LineRate(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
