package io.weft.daemon.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RandomStreamTest {
    /** The first outputs of SplitMix64 from state 1234567, as the algorithm's published test values list them (Rosetta Code, "Pseudo-random numbers/Splitmix64"). */
    @Test
    void isSplitMix64() {
        var stream = new RandomStream(1234567);
        assertThat(Long.toUnsignedString(stream.nextLong())).isEqualTo("6457827717110365317");
        assertThat(Long.toUnsignedString(stream.nextLong())).isEqualTo("3203168211198807973");
        assertThat(Long.toUnsignedString(stream.nextLong())).isEqualTo("9817491932198370423");
    }

    @Test
    void differsBySeedNameAndPurpose() {
        long first = RandomStream.of(1, "leaf1", "tcp").nextLong();
        assertThat(RandomStream.of(1, "leaf1", "tcp").nextLong()).isEqualTo(first);
        assertThat(RandomStream.of(2, "leaf1", "tcp").nextLong()).isNotEqualTo(first);
        assertThat(RandomStream.of(1, "leaf2", "tcp").nextLong()).isNotEqualTo(first);
        assertThat(RandomStream.of(1, "leaf1t", "cp").nextLong()).isNotEqualTo(first);
    }

    @Test
    void staysBelowItsBound() {
        var stream = new RandomStream(1);
        int[] seen = new int[3];
        for (int i = 0; i < 3000; i++) {
            seen[stream.nextInt(3)]++;
        }
        assertThat(java.util.Arrays.stream(seen).min().orElseThrow()).isGreaterThan(800);
    }
}
