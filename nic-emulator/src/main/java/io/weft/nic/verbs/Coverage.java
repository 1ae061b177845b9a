package io.weft.nic.verbs;

import io.weft.pipeline.packet.Pattern;
import java.util.Arrays;

/**
 * Which pattern byte stands at which place: stretches that do not overlap, in order of place, each a run of one pattern. A stretch that goes on
 * where the one in front ends, in the same pattern, is joined to it: a message that arrives in order is one stretch. Grows with the number of
 * stretches, not with their length.
 */
final class Coverage {
    private long[] from = new long[8];
    private long[] to = new long[8];
    private long[] seed = new long[8];
    /** Pattern offset minus place. */
    private long[] shift = new long[8];
    private int size;

    /** Puts {@code count} pattern bytes at {@code place}, over what stood there. */
    void put(long place, int count, long newSeed, long offset) {
        if (count == 0) {
            return;
        }
        long end = place + count;
        int first = firstEndingBehind(place);
        if (first > 0 && to[first - 1] == place && seed[first - 1] == newSeed && shift[first - 1] == offset - place
                && (first == size || from[first] >= end)) {
            to[first - 1] = end;
            joinWithNext(first - 1);
            return;
        }
        clear(first, place, end);
        int at = firstEndingBehind(place);
        insert(at, place, end, newSeed, offset - place);
        joinWithNext(at);
        if (at > 0) {
            joinWithNext(at - 1);
        }
    }

    /** What stood at {@code count} bytes from {@code place} on is no pattern that we know any more. */
    void erase(long place, int count) {
        clear(firstEndingBehind(place), place, place + count);
    }

    /** The index of the first stretch with an end behind {@code place}, or {@code size}. */
    private int firstEndingBehind(long place) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = low + high >>> 1;
            if (to[middle] <= place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Takes {@code place … end - 1} out of all stretches; {@code first} is the first that may reach into it. */
    private void clear(int first, long place, long end) {
        int index = first;
        if (index < size && from[index] < place) {
            if (to[index] > end) {
                insert(index + 1, end, to[index], seed[index], shift[index]);
            }
            to[index++] = place;
        }
        int last = index;
        while (last < size && to[last] <= end) {
            last++;
        }
        remove(index, last - index);
        if (index < size && from[index] < end) {
            from[index] = end;
        }
    }

    private void joinWithNext(int index) {
        int next = index + 1;
        if (next < size && to[index] == from[next] && seed[index] == seed[next] && shift[index] == shift[next]) {
            to[index] = to[next];
            remove(next, 1);
        }
    }

    private void insert(int index, long newFrom, long newTo, long newSeed, long newShift) {
        if (size == from.length) {
            from = Arrays.copyOf(from, size * 2);
            to = Arrays.copyOf(to, size * 2);
            seed = Arrays.copyOf(seed, size * 2);
            shift = Arrays.copyOf(shift, size * 2);
        }
        move(index, index + 1, size - index);
        size++;
        from[index] = newFrom;
        to[index] = newTo;
        seed[index] = newSeed;
        shift[index] = newShift;
    }

    private void remove(int index, int count) {
        if (count > 0) {
            move(index + count, index, size - index - count);
            size -= count;
        }
    }

    private void move(int source, int target, int count) {
        System.arraycopy(from, source, from, target, count);
        System.arraycopy(to, source, to, target, count);
        System.arraycopy(seed, source, seed, target, count);
        System.arraycopy(shift, source, shift, target, count);
    }

    /** How far behind {@code place} the first byte stands that is not the pattern's, or -1. */
    long mismatch(long place, long count, long wantedSeed, long offset) {
        long end = place + count;
        long at = place;
        for (int index = firstEndingBehind(place); at < end; index++) {
            if (index == size || from[index] > at) {
                return at - place;
            }
            long stop = Math.min(end, to[index]);
            if (seed[index] != wantedSeed || shift[index] != offset - place) {
                long difference = differenceWithin(at, stop, seed[index], shift[index], wantedSeed, offset - place);
                if (difference >= 0) {
                    return difference - place;
                }
            }
            at = stop;
        }
        return -1;
    }

    /** Two patterns may agree in a byte by chance: the place where they first do not, or -1. */
    private static long differenceWithin(long start, long stop, long seed, long shift, long wantedSeed, long wantedShift) {
        for (long at = start; at < stop; at++) {
            if (Pattern.byteAt(seed, at + shift) != Pattern.byteAt(wantedSeed, at + wantedShift)) {
                return at;
            }
        }
        return -1;
    }

    int size() {
        return size;
    }
}
