package io.weft.labs.virtual.tcp;

import static io.weft.labs.virtual.tcp.RoundTrip.MILLISECOND;
import static io.weft.labs.virtual.tcp.RoundTrip.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundTripTest {
    private final RoundTrip roundTrip = new RoundTrip();

    /** RFC 6298 §2.1. */
    @Test
    void beginsWithASecond() {
        assertThat(roundTrip.timeout()).isEqualTo(SECOND);
    }

    /** RFC 6298 §2.2 and §2.3: R = 400 gives 400 + 4 · 200; then R' = 480 gives SRTT 410, RTTVAR 3/4 · 200 + 1/4 · 80 = 170. */
    @Test
    void followsTheEstimator() {
        roundTrip.sample(400 * MILLISECOND);
        assertThat(roundTrip.timeout()).isEqualTo(1200 * MILLISECOND);
        roundTrip.sample(480 * MILLISECOND);
        assertThat(roundTrip.timeout()).isEqualTo((410 + 4 * 170) * MILLISECOND);
    }

    @Test
    void isNeverBelowTwoHundredMilliseconds() {
        roundTrip.sample(MILLISECOND);
        assertThat(roundTrip.timeout()).isEqualTo(200 * MILLISECOND);
    }

    /** RFC 6298 §5.5 and §2.5. */
    @Test
    void doublesUpToAMinuteUntilASampleEndsIt() {
        for (int i = 0; i < 20; i++) {
            roundTrip.backOff();
        }
        assertThat(roundTrip.timeout()).isEqualTo(60 * SECOND);
        roundTrip.sample(MILLISECOND);
        assertThat(roundTrip.timeout()).isEqualTo(200 * MILLISECOND);
    }
}
