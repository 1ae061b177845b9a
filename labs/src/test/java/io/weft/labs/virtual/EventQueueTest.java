package io.weft.labs.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EventQueueTest {
    /** A source that does nothing but note that it was called. */
    private static final class Noting extends EventSource {
        private final int number;
        private final List<Integer> heard;

        Noting(EventQueue queue, int number, List<Integer> heard) {
            super(queue);
            this.number = number;
            this.heard = heard;
        }

        @Override
        void fire(long now) {
            heard.add(number);
            next(EventQueue.NEVER);
        }
    }

    /** The twin: one record an event in a sorted set. */
    private record Event(long time, int source) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return time != other.time ? Long.compare(time, other.time) : Integer.compare(source, other.source);
        }
    }

    private static List<Noting> sources(EventQueue queue, int count, List<Integer> heard) {
        List<Noting> sources = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sources.add(new Noting(queue, i, heard));
        }
        return sources;
    }

    @Test
    void ordersEqualTimesBySourceHoweverTheyWereSet() {
        List<Integer> heard = new ArrayList<>();
        var queue = new EventQueue(5);
        List<Noting> sources = sources(queue, 5, heard);
        for (int source : new int[]{3, 0, 4, 1, 2}) {
            sources.get(source).next(7);
        }
        while (queue.nextTime() != EventQueue.NEVER) {
            queue.run();
        }
        assertThat(heard).containsExactly(0, 1, 2, 3, 4);
        assertThat(queue.now()).isEqualTo(7);
        assertThat(queue.events()).isEqualTo(5);
    }

    @Test
    void refusesAnEventInThePast() {
        var queue = new EventQueue(1);
        Noting source = sources(queue, 1, new ArrayList<>()).getFirst();
        queue.advance(10);
        assertThatThrownBy(() -> source.next(9)).isInstanceOf(IllegalStateException.class).hasMessageContaining("9 ps");
    }

    @Test
    void doesNotAdvanceOverAnEvent() {
        var queue = new EventQueue(1);
        sources(queue, 1, new ArrayList<>()).getFirst().next(10);
        assertThatThrownBy(() -> queue.advance(11)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Each number sets a source to a time, or lets an event happen. */
    @Property(tries = 500)
    void agreesWithASortedSetOfRecords(@ForAll @IntRange(min = 1, max = 40) int count,
            @ForAll @Size(max = 300) List<@IntRange(max = 1 << 20) Integer> steps) {
        List<Integer> heard = new ArrayList<>();
        var queue = new EventQueue(count);
        List<Noting> sources = sources(queue, count, heard);
        var twin = new TreeSet<Event>();
        List<Integer> expected = new ArrayList<>();
        for (int step : steps) {
            if (step % 3 == 0 && !twin.isEmpty()) {
                expected.add(twin.removeFirst().source());
                queue.run();
            } else {
                int source = step / 3 % count;
                long time = queue.now() + step % 7;
                twin.removeIf(event -> event.source() == source);
                twin.add(new Event(time, source));
                sources.get(source).next(time);
            }
            assertThat(queue.nextTime()).isEqualTo(twin.isEmpty() ? EventQueue.NEVER : twin.first().time());
        }
        assertThat(heard).isEqualTo(expected);
    }
}
