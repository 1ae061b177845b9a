package io.weft.labs.virtual;

import static io.weft.labs.virtual.EventQueue.NEVER;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * What was ordered from outside for certain times: inputs for a node, faults for the fabric. Among equal times the {@code order} given decides,
 * then the order in which they were stated, as a lab's file states them.
 */
final class Agenda<T> extends EventSource {
    private record Item<T>(long time, long number, T what) {
    }

    private final PriorityQueue<Item<T>> items;
    private final Consumer<T> act;
    private long stated;

    Agenda(EventQueue queue, Comparator<T> order, Consumer<T> act) {
        super(queue);
        this.act = act;
        items = new PriorityQueue<>(Comparator.<Item<T>>comparingLong(Item::time).thenComparing(Item::what, order).thenComparingLong(Item::number));
    }

    void at(long time, T what) {
        if (time < now()) {
            throw new IllegalArgumentException(what + " for " + time + " ps, and it is " + now() + " ps");
        }
        items.add(new Item<>(time, stated++, what));
        announce();
    }

    @Override
    void fire(long now) {
        T what = items.remove().what();
        announce();
        act.accept(what);
    }

    void clear() {
        items.clear();
        announce();
    }

    private void announce() {
        next(items.isEmpty() ? NEVER : items.element().time());
    }
}
