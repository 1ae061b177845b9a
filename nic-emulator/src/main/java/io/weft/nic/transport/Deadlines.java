package io.weft.nic.transport;

import java.util.Arrays;

/**
 * The deadlines of numbered things, each with one at most, and the earliest of all: a binary heap that knows where each number stands. Of equal
 * deadlines the lower number is first, so that the order does not depend on history.
 */
public final class Deadlines {
    private static final int ABSENT = -1;

    private int[] heap = new int[16];
    private int[] place = new int[16];
    private long[] deadline = new long[16];
    private int size;

    public Deadlines() {
        Arrays.fill(place, ABSENT);
    }

    /** {@code Long.MAX_VALUE}: none. */
    public void set(int number, long at) {
        if (number >= place.length) {
            grow(number);
        }
        int index = place[number];
        if (index == ABSENT) {
            if (at != Long.MAX_VALUE) {
                deadline[number] = at;
                settle(size++, number);
            }
        } else if (at == Long.MAX_VALUE) {
            remove(index);
        } else if (deadline[number] != at) {
            deadline[number] = at;
            settle(index, number);
        }
    }

    /** {@code Long.MAX_VALUE} if there is none. */
    public long earliest() {
        return size == 0 ? Long.MAX_VALUE : deadline[heap[0]];
    }

    /** The number whose deadline is the earliest. */
    public int first() {
        return heap[0];
    }

    private void remove(int index) {
        place[heap[index]] = ABSENT;
        int moved = heap[--size];
        if (index < size) {
            settle(index, moved);
        }
    }

    /** Puts {@code number} into the hole at {@code index}, or where the order wants it. */
    private void settle(int index, int number) {
        int at = index;
        while (at > 0 && isBefore(number, heap[at - 1 >> 1])) {
            put(at, heap[at - 1 >> 1]);
            at = at - 1 >> 1;
        }
        for (int child = at * 2 + 1; child < size; child = at * 2 + 1) {
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], number)) {
                break;
            }
            put(at, heap[child]);
            at = child;
        }
        put(at, number);
    }

    private void put(int index, int number) {
        heap[index] = number;
        place[number] = index;
    }

    private boolean isBefore(int a, int b) {
        return deadline[a] < deadline[b] || deadline[a] == deadline[b] && a < b;
    }

    private void grow(int number) {
        int old = place.length;
        int length = Math.max(old * 2, number + 1);
        heap = Arrays.copyOf(heap, length);
        place = Arrays.copyOf(place, length);
        Arrays.fill(place, old, length, ABSENT);
        deadline = Arrays.copyOf(deadline, length);
    }
}
