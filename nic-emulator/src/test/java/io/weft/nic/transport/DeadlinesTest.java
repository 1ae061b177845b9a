package io.weft.nic.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    @Test
    void haveNoEarliestWhenNoneIsSet() {
        Deadlines deadlines = new Deadlines();
        assertThat(deadlines.earliest()).isEqualTo(Long.MAX_VALUE);
        deadlines.set(3, 10);
        deadlines.set(3, Long.MAX_VALUE);
        assertThat(deadlines.earliest()).isEqualTo(Long.MAX_VALUE);
    }

    /** Against a map searched from end to end; the lower number first among equals. Each step is number and time, time 0 taken as never. */
    @Property(tries = 300)
    void agreeWithASearchThroughAll(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 400 * 40) Integer> steps) {
        Deadlines deadlines = new Deadlines();
        Map<Integer, Long> all = new TreeMap<>();
        for (int step : steps) {
            int number = step % 40;
            long time = step / 40 == 0 ? Long.MAX_VALUE : step / 40;
            deadlines.set(number, time);
            all.put(number, time);
            long earliest = all.values().stream().mapToLong(Long::longValue).min().orElseThrow();
            assertThat(deadlines.earliest()).isEqualTo(earliest);
            if (earliest != Long.MAX_VALUE) {
                assertThat(deadlines.first())
                        .isEqualTo(all.entrySet().stream().filter(e -> e.getValue() == earliest).findFirst().orElseThrow().getKey());
            }
        }
    }
}
