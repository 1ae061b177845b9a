package io.weft.pipeline.table;

import java.util.Arrays;

/**
 * Rows with a number that stays, found by an exact key: (scope, 128 bits, length), where scope is a VRF or a port and length a prefix's. Each row
 * has one value. Open addressing with linear probing (Knuth, TAOCP 6.4, algorithms L and R); grows by doubling, up to {@code capacity} rows.
 * Row 0 is never used and has value 0: "not found". Freed rows rest while there are fresh ones, then serve again in the order in which they were
 * freed, so that whoever still holds a number of old seldom meets a stranger.
 */
final class KeyRows {
    static final int NONE = 0;
    private static final int FREE = -1;

    private final int capacity;
    /** Hash slot to row, 0 if the slot is empty; a power of two, at most half full. */
    private int[] slots = new int[16];
    private int[] scopes = new int[8];
    private long[] highs = new long[8];
    private long[] lows = new long[8];
    private int[] lengths = new int[8];
    private long[] values = new long[8];
    /** In a free row: the next free one. */
    private int[] nextFree = new int[8];
    private int firstFree;
    private int lastFree;
    /** Rows 1 … used have been in use. */
    private int used;
    private int count;

    KeyRows(int capacity) {
        this.capacity = capacity;
        Arrays.fill(lengths, FREE);
    }

    /** The row of the key, or {@link #NONE}. */
    int find(int scope, long high, long low, int length) {
        int mask = slots.length - 1;
        for (int slot = hash(scope, high, low, length) & mask;; slot = slot + 1 & mask) {
            int row = slots[slot];
            if (row == NONE || lows[row] == low && highs[row] == high && lengths[row] == length && scopes[row] == scope) {
                return row;
            }
        }
    }

    /** A new row for a key that has none, or {@link #NONE} if {@code capacity} rows are in use. */
    int add(int scope, long high, long low, int length, long value) {
        if (count == capacity) {
            return NONE;
        }
        int row = freeRow();
        scopes[row] = scope;
        highs[row] = high;
        lows[row] = low;
        lengths[row] = length;
        values[row] = value;
        count++;
        if (count * 2 > slots.length) {
            slots = new int[slots.length * 2];
            for (int r = 1; r <= used; r++) {
                if (lengths[r] != FREE) {
                    fill(r);
                }
            }
        } else {
            fill(row);
        }
        return row;
    }

    private int freeRow() {
        if (firstFree != NONE && used + 1 == lengths.length) {
            int row = firstFree;
            firstFree = nextFree[row];
            return row;
        }
        if (++used == lengths.length) {
            int size = used * 2;
            scopes = Arrays.copyOf(scopes, size);
            highs = Arrays.copyOf(highs, size);
            lows = Arrays.copyOf(lows, size);
            lengths = Arrays.copyOf(lengths, size);
            Arrays.fill(lengths, used, size, FREE);
            values = Arrays.copyOf(values, size);
            nextFree = Arrays.copyOf(nextFree, size);
        }
        return used;
    }

    private void fill(int row) {
        int mask = slots.length - 1;
        int slot = hash(row) & mask;
        while (slots[slot] != NONE) {
            slot = slot + 1 & mask;
        }
        slots[slot] = row;
    }

    void remove(int row) {
        int mask = slots.length - 1;
        int hole = hash(row) & mask;
        while (slots[hole] != row) {
            hole = hole + 1 & mask;
        }
        for (int slot = hole + 1 & mask; slots[slot] != NONE; slot = slot + 1 & mask) {
            int home = hash(slots[slot]) & mask;
            if ((slot - home & mask) >= (slot - hole & mask)) {
                slots[hole] = slots[slot];
                hole = slot;
            }
        }
        slots[hole] = NONE;
        lengths[row] = FREE;
        values[row] = 0;
        nextFree[row] = NONE;
        if (firstFree == NONE) {
            firstFree = row;
        } else {
            nextFree[lastFree] = row;
        }
        lastFree = row;
        count--;
    }

    private int hash(int row) {
        return hash(scopes[row], highs[row], lows[row], lengths[row]);
    }

    private static int hash(int scope, long high, long low, int length) {
        long h = (high ^ (long) scope << 32) * 0x9E3779B97F4A7C15L;
        h = (h ^ h >>> 32 ^ low ^ (long) length << 48) * 0xBF58476D1CE4E5B9L;
        return (int) (h >>> 32 ^ h >>> 17);
    }

    boolean isUsed(int row) {
        return lengths[row] != FREE;
    }

    int scope(int row) {
        return scopes[row];
    }

    long high(int row) {
        return highs[row];
    }

    long low(int row) {
        return lows[row];
    }

    int length(int row) {
        return lengths[row];
    }

    long value(int row) {
        return values[row];
    }

    void value(int row, long value) {
        values[row] = value;
    }

    /** Rows are numbered 1 … last; not every one is in use. */
    int last() {
        return used;
    }

    int count() {
        return count;
    }

    int capacity() {
        return capacity;
    }
}
