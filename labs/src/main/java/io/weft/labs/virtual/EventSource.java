package io.weft.labs.virtual;

/**
 * Something that has events to come, in the order of their times: a link's direction, a timer, a list of orders. It keeps its events itself and
 * tells the {@link EventQueue} the time of the first.
 */
abstract class EventSource {
    private final EventQueue queue;
    private final int index;

    /** Takes its place in the queue behind the sources made before it. */
    EventSource(EventQueue queue) {
        this.queue = queue;
        this.index = queue.add(this);
    }

    /** The time given to {@link #next} has come: the source takes its first event, tells the next one's time, and acts. */
    abstract void fire(long now);

    /** Says when this source's first event is due; replaces what it said before. {@link EventQueue#NEVER}: it has none. */
    final void next(long time) {
        queue.set(index, time);
    }

    final long now() {
        return queue.now();
    }
}
