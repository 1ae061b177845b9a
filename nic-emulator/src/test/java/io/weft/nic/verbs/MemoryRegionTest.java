package io.weft.nic.verbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.pipeline.packet.Pattern;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryRegionTest {
    private static final long BASE = 1000;
    private static final int LENGTH = 256;

    private record Write(int at, int count, int seed, int offset) {
    }

    @Provide
    Arbitrary<List<Write>> writes() {
        Arbitrary<Integer> at = Arbitraries.integers().between(0, LENGTH);
        Arbitrary<Integer> seed = Arbitraries.integers().between(0, 2);
        return Combinators.combine(at, at, seed, Arbitraries.integers().between(0, 40))
                .as((a, b, s, shift) -> new Write(Math.min(a, b), Math.abs(a - b), s, Math.min(a, b) + (shift < 30 ? 0 : shift))).list()
                .ofMaxSize(25);
    }

    /** Written over and over, a region that only remembers descriptions compares like one that holds its bytes, wherever something was written. */
    @Property(tries = 500)
    void comparesAlikeInBothForms(@ForAll("writes") List<Write> writes) {
        MemoryRegion held = MemoryRegion.held(1, BASE, LENGTH);
        MemoryRegion described = MemoryRegion.described(1, BASE, LENGTH);
        held.write(BASE, 99, 0, LENGTH);
        described.write(BASE, 99, 0, LENGTH);
        for (Write write : writes) {
            held.write(BASE + write.at(), write.seed(), write.offset(), write.count());
            described.write(BASE + write.at(), write.seed(), write.offset(), write.count());
        }
        for (int at = 0; at < LENGTH; at += 5) {
            for (int seed = 0; seed <= 2; seed++) {
                int count = Math.min(50, LENGTH - at);
                assertThat(described.compare(BASE + at, count, seed, at)).isEqualTo(held.compare(BASE + at, count, seed, at));
            }
        }
        assertThat(described.stretches()).isLessThanOrEqualTo(2 * writes.size() + 1);
    }

    @Test
    void joinsWhatArrivesInOrder() {
        MemoryRegion region = MemoryRegion.described(1, BASE, 1L << 40);
        for (int packet = 0; packet < 1000; packet++) {
            region.write(BASE + packet * 4096L, 7, packet * 4096L, 4096);
        }
        assertThat(region.stretches()).isEqualTo(1);
        assertThat(region.compare(BASE, 4096_000, 7, 0)).isEqualTo(-1);
        assertThat(region.compare(BASE, 4096_001, 7, 0)).isEqualTo(4096_000);
        assertThat(region.compare(BASE, 10, 8, 0)).isZero();
    }

    /** A foreign sender's bytes cannot be held in a described region, but they can be recognised. */
    @Test
    void recognisesForeignBytesThatWereAnnounced() {
        MemoryRegion region = MemoryRegion.described(1, BASE, LENGTH);
        byte[] bytes = new byte[20];
        Pattern.fill(7, 100 + 10, bytes, 0, 20);
        region.write(BASE + 10, bytes, 0, 20);
        assertThat(region.compare(BASE + 10, 20, 7, 110)).as("not announced").isZero();
        region.expect(7, 100);
        region.write(BASE + 10, bytes, 0, 20);
        assertThat(region.compare(BASE + 10, 20, 7, 110)).isEqualTo(-1);
        bytes[3] ^= 1;
        region.write(BASE + 10, bytes, 3, 1);
        assertThat(region.compare(BASE + 10, 20, 7, 110)).isZero();
    }

    @Test
    void namesTheFirstByteThatDiffers() {
        MemoryRegion region = MemoryRegion.held(1, BASE, LENGTH);
        region.write(BASE, 7, 0, 100);
        region.write(BASE + 33, new byte[]{(byte) ~Pattern.byteAt(7, 33)}, 0, 1);
        assertThat(region.compare(BASE, 100, 7, 0)).isEqualTo(33);
    }

    @ParameterizedTest
    @CsvSource({"1000, 256, true", "1000, 0, true", "1256, 0, true", "1255, 1, true", "999, 1, false", "1255, 2, false", "1257, 0, false",
            "-1, 2, false",
            "1000, 9223372036854775807, false"})
    void containsExactlyItsRange(long at, long count, boolean inside) {
        assertThat(MemoryRegion.held(1, BASE, LENGTH).contains(at, count)).isEqualTo(inside);
    }

    /** Virtual addresses are unsigned: a region may lie across 2^63. */
    @Test
    void mayLieAcrossTheMiddleOfTheAddressSpace() {
        MemoryRegion region = MemoryRegion.described(1, Long.MAX_VALUE - 9, 20);
        assertThat(region.contains(Long.MAX_VALUE - 9, 20)).isTrue();
        assertThat(region.contains(Long.MIN_VALUE + 9, 1)).isTrue();
        assertThat(region.contains(Long.MIN_VALUE + 10, 1)).isFalse();
    }

    @Test
    void cannotHoldTooMuchNorWrap() {
        assertThatThrownBy(() -> MemoryRegion.held(1, 0, MemoryRegion.MAX_HELD + 1)).hasMessageContaining("cannot be held");
        assertThatThrownBy(() -> MemoryRegion.described(1, -5, 6)).hasMessageContaining("a region of 6 bytes");
    }
}
