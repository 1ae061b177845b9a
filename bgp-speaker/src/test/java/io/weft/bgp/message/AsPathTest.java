package io.weft.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsPathTest {
    private static final AsPath.Segment SET = new AsPath.Segment(true, List.of(7L, 8L, 9L));

    @Test
    void countsASetAsOne() {
        AsPath path = new AsPath(List.of(new AsPath.Segment(false, List.of(1L, 2L)), SET));
        assertThat(path.length()).isEqualTo(3);
        assertThat(path).hasToString("1 2 {7,8,9}");
        assertThat(path.contains(8)).isTrue();
        assertThat(path.neighbor()).isEqualTo(1);
    }

    @Test
    void prependsInANewSegmentBeforeASetAndWhenOneIsFull() {
        assertThat(new AsPath(List.of(SET)).prepend(5)).hasToString("5 {7,8,9}");
        AsPath full = new AsPath(List.of(new AsPath.Segment(false, Collections.nCopies(255, 1L))));
        assertThat(full.prepend(5).segments()).extracting(s -> s.numbers().size()).containsExactly(1, 255);
        assertThat(AsPath.EMPTY.prepend(5)).isEqualTo(AsPath.sequence(5L));
    }

    @Test
    void ignoresAnAs4PathThatIsLongerThanThePath() {
        // RFC 6793 §4.2.3.
        AsPath two = AsPath.sequence(23456L);
        assertThat(two.merge(AsPath.sequence(70000L, 70001L))).isEqualTo(two);
        assertThat(two.merge(AsPath.sequence(70000L))).isEqualTo(AsPath.sequence(70000L));
    }
}
