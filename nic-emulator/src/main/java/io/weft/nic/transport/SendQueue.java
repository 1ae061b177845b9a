package io.weft.nic.transport;

import io.weft.nic.verbs.WorkRequest;

/**
 * The messages of one requester, in the order posted, from the oldest that has not ended. Named by ordinals that go on counting; the ring behind
 * them grows with use, up to {@code capacity}, and allocates nothing once it has.
 */
final class SendQueue {
    private static final int FIRST_ROOM = 8;

    private final int capacity;
    private final int pathMtu;
    private Message[] ring = new Message[0];
    private long head;
    private long tail;
    private long endSequence;
    private long endByte;

    /** {@code capacity} is a power of two. */
    SendQueue(int capacity, int pathMtu, long firstSequence) {
        this.capacity = capacity;
        this.pathMtu = pathMtu;
        this.endSequence = firstSequence;
    }

    /** False if the queue is full: nothing has changed. */
    boolean add(WorkRequest request, long now) {
        if (tail - head == capacity) {
            return false;
        }
        if (tail - head == ring.length) {
            grow();
        }
        Message message = get(tail++);
        message.begin(request, pathMtu, endSequence, endByte, now);
        endSequence = message.endSequence();
        endByte = message.endByte();
        return true;
    }

    private void grow() {
        Message[] larger = new Message[ring.length == 0 ? Math.min(capacity, FIRST_ROOM) : ring.length * 2];
        for (long ordinal = head; ordinal < head + larger.length; ordinal++) {
            larger[(int) ordinal & larger.length - 1] = ordinal < tail ? get(ordinal) : new Message();
        }
        ring = larger;
    }

    Message get(long ordinal) {
        return ring[(int) ordinal & ring.length - 1];
    }

    Message oldest() {
        return get(head);
    }

    void removeOldest() {
        head++;
    }

    boolean isEmpty() {
        return head == tail;
    }

    int size() {
        return (int) (tail - head);
    }

    /** The ordinal of the message that holds {@code sequence}; if none does yet, that of the next to be posted. */
    long holding(long sequence) {
        long ordinal = head;
        while (ordinal < tail && get(ordinal).endSequence() <= sequence) {
            ordinal++;
        }
        return ordinal;
    }

    /** Payload bytes in front of {@code sequence}, which message {@code ordinal} holds, or which is the queue's end. */
    long position(long ordinal, long sequence) {
        return ordinal == tail ? endByte : get(ordinal).position(sequence);
    }

    long head() {
        return head;
    }

    /** The sequence behind the last message's last. */
    long endSequence() {
        return endSequence;
    }
}
