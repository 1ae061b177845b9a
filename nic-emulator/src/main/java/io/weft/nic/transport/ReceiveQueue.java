package io.weft.nic.transport;

import io.weft.nic.verbs.ReceiveRequest;
import java.util.ArrayDeque;

/** The receive requests of one responder, in the order posted; {@code capacity} at most. */
final class ReceiveQueue {
    private final int capacity;
    private final ArrayDeque<ReceiveRequest> waiting = new ArrayDeque<>(2);

    ReceiveQueue(int capacity) {
        this.capacity = capacity;
    }

    /** False if the queue is full: nothing has changed. */
    boolean add(ReceiveRequest request) {
        return waiting.size() < capacity && waiting.add(request);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    ReceiveRequest oldest() {
        return waiting.element();
    }

    ReceiveRequest remove() {
        return waiting.remove();
    }
}
