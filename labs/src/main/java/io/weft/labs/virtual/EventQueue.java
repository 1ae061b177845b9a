package io.weft.labs.virtual;

import java.util.Arrays;

/**
 * What happens next. Every {@link EventSource} has one entry: the time of its first event. Among equal times the source that was added first is
 * first, so the order of events is (time, node, kind, port, sequence at the source), which the fabric's numbering of sources states: a property
 * of the event and never of its insertion.
 *
 * <p>A winner tree: leaf {@code leaves + source} holds a source's time, an inner node the earlier of its two children, the left one if they are
 * equal. To change an entry is one walk to the root, over siblings whose places are known beforehand. Nothing is allocated.
 */
final class EventQueue {
    /** The time of what does not happen. */
    static final long NEVER = Long.MAX_VALUE;

    private final EventSource[] sources;
    private final int leaves;
    private final long[] time;
    private final int[] winner;
    private int added;
    private long now;
    private long events;

    /** A queue for {@code capacity} sources; one more is an error. */
    EventQueue(int capacity) {
        sources = new EventSource[capacity];
        leaves = Math.max(1, Integer.highestOneBit(Math.max(1, capacity - 1)) << 1);
        time = new long[2 * leaves];
        winner = new int[2 * leaves];
        Arrays.fill(time, NEVER);
        for (int i = 0; i < leaves; i++) {
            winner[leaves + i] = i;
        }
        for (int i = leaves - 1; i > 0; i--) {
            winner[i] = winner[2 * i];
        }
    }

    int add(EventSource source) {
        if (added == sources.length) {
            throw new IllegalStateException("a queue for " + sources.length + " sources of events, one more wanted");
        }
        sources[added] = source;
        return added++;
    }

    /** Replaces the time of {@code source}'s first event. */
    void set(int source, long at) {
        if (at < now) {
            throw new IllegalStateException("an event for " + at + " ps, and it is " + now + " ps");
        }
        int place = leaves + source;
        long first = at;
        int owner = source;
        time[place] = at;
        while (place > 1) {
            int sibling = place ^ 1;
            long other = time[sibling];
            if (other < first || other == first && sibling < place) {
                first = other;
                owner = winner[sibling];
            }
            place >>= 1;
            if (time[place] == first && winner[place] == owner) {
                return;
            }
            time[place] = first;
            winner[place] = owner;
        }
    }

    /** When the next event is due, {@link #NEVER} if there is none. */
    long nextTime() {
        return time[1];
    }

    /** The source whose event is next; meaningless if there is none. */
    int nextSource() {
        return winner[1];
    }

    /** Lets the next event happen. There must be one. */
    void run() {
        now = time[1];
        events++;
        sources[winner[1]].fire(now);
    }

    /** Moves the present to {@code at}, before which nothing is due. */
    void advance(long at) {
        if (at < now || at > time[1]) {
            throw new IllegalArgumentException("from " + now + " ps to " + at + " ps, past the event at " + time[1] + " ps");
        }
        now = at;
    }

    long now() {
        return now;
    }

    /** Events that have happened. */
    long events() {
        return events;
    }
}
