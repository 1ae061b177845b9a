package io.weft.pipeline.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyRowsTest {
    @Test
    void refusesARowBeyondItsCapacity() {
        KeyRows rows = new KeyRows(2);
        assertThat(rows.add(0, 0, 1, 128, 11)).isEqualTo(1);
        assertThat(rows.add(0, 0, 2, 128, 12)).isEqualTo(2);
        assertThat(rows.add(0, 0, 3, 128, 13)).isEqualTo(KeyRows.NONE);
        rows.remove(1);
        assertThat(rows.add(0, 0, 3, 128, 13)).isEqualTo(3);
        assertThat(rows.value(rows.find(0, 0, 2, 128))).isEqualTo(12);
        assertThat(rows.value(rows.find(0, 0, 1, 128))).as("row 0 answers for what is not there").isZero();
    }

    @Test
    void letsFreedRowsRestWhileThereAreFreshOnes() {
        KeyRows rows = new KeyRows(100);
        for (int i = 0; i < 5; i++) {
            rows.add(0, 0, i, 128, i);
        }
        rows.remove(4);
        rows.remove(2);
        assertThat(rows.add(0, 1, 0, 128, 0)).isEqualTo(6);
        assertThat(rows.add(0, 1, 1, 128, 0)).isEqualTo(7);
        assertThat(rows.add(0, 1, 2, 128, 0)).as("the eight slots made at first are used up").isEqualTo(4);
        assertThat(rows.add(0, 1, 3, 128, 0)).isEqualTo(2);
        assertThat(rows.add(0, 1, 4, 128, 0)).isEqualTo(8);
    }
}
