package io.weft.nic.verbs;

import java.util.ArrayDeque;

/** Completions that wait until the NIC's work of the moment is done. Holds no more than there are requests in its NIC's queues. */
public final class CompletionQueue {
    private final ArrayDeque<Completion> waiting = new ArrayDeque<>();

    public void add(Completion completion) {
        waiting.add(completion);
    }

    /** Tells {@code listener} everything that waits and what is added meanwhile. */
    public void deliver(Completions listener, long now) {
        for (Completion next = waiting.poll(); next != null; next = waiting.poll()) {
            listener.completed(next, now);
        }
    }
}
