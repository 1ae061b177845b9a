package io.weft.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyndromeTest {
    /** IBTA Vol 1 table 45: milliseconds. */
    @ParameterizedTest
    @CsvSource({"0,655.36", "1,0.01", "4,0.04", "5,0.06", "12,0.64", "14,1.28", "25,61.44", "31,491.52"})
    void codesRnrDelays(int code, double milliseconds) {
        assertThat(Syndrome.rnrDelay(code)).isEqualTo(Math.round(milliseconds * 1e9));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "5,6", "10,32", "30,32768", "31,-1"})
    void codesCredits(int code, int credits) {
        assertThat(Syndrome.credits(code)).isEqualTo(credits);
    }

    /** Syndromes of tests/data/vectors/roce-icrc.json, vectors 2 and 17 to 20; 0x40 is reserved. */
    @ParameterizedTest
    @CsvSource({"0x1f,true,false,false,ACK", "0x2c,false,true,false,'RNR NAK, timer code 12'", "0x60,false,false,true,NAK PSN sequence error",
            "0x62,false,false,true,NAK remote access error", "0x63,false,false,true,NAK remote operational error",
            "0x40,false,false,false,reserved syndrome 64", "0x80,false,false,false,reserved syndrome 128"})
    void isAckOrRnrOrNak(int syndrome, boolean ack, boolean rnr, boolean nak, String words) {
        assertThat(Syndrome.isAck(syndrome)).isEqualTo(ack);
        assertThat(Syndrome.isRnrNak(syndrome)).isEqualTo(rnr);
        assertThat(Syndrome.isNak(syndrome)).isEqualTo(nak);
        assertThat(Syndrome.words(syndrome)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"1,0,1", "0,0xffffff,1", "0xffffff,0,-1", "0x7fffff,0,8388607", "0x800000,0,-8388608"})
    void psnsAreComparedModulo(int a, int b, int distance) {
        assertThat(Psn.distance(a, b)).isEqualTo(distance);
    }
}
