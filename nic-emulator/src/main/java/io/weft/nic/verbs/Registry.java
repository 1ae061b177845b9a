package io.weft.nic.verbs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Things that a peer names by a number: queue pairs by QPN, memory regions by rkey. Open addressing over primitive keys, half empty at most, so
 * that {@link #find} neither boxes nor walks far. Full at {@code capacity}: {@link #add} then throws, as a verb fails with ENOMEM. Listed in the
 * order of registration.
 */
public final class Registry<T> {
    private final int capacity;
    private final T none;
    private final List<T> entries = new ArrayList<>();
    private int[] keys = new int[8];
    private int[] places = new int[8];

    /** {@code none} is what {@link #find} answers for a number that names nothing. */
    public Registry(int capacity, T none) {
        this.capacity = capacity;
        this.none = none;
        Arrays.fill(places, -1);
    }

    public T find(int key) {
        int place = places[slotOf(key)];
        return place < 0 ? none : entries.get(place);
    }

    public boolean contains(int key) {
        return places[slotOf(key)] >= 0;
    }

    /** Fails if the number is taken or the registry is full. */
    public void add(int key, T entry) {
        if (entries.size() == capacity) {
            throw new IllegalStateException("full: " + capacity + " are in use, no room for " + entry);
        }
        if (contains(key)) {
            throw new IllegalStateException("number 0x" + Integer.toHexString(key) + " is taken");
        }
        if ((entries.size() + 1) * 2 > keys.length) {
            grow();
        }
        int slot = slotOf(key);
        keys[slot] = key;
        places[slot] = entries.size();
        entries.add(entry);
    }

    public int size() {
        return entries.size();
    }

    public T get(int place) {
        return entries.get(place);
    }

    public List<T> entries() {
        return Collections.unmodifiableList(entries);
    }

    private int slotOf(int key) {
        int slot = (key * 0x9E3779B9) >>> 16 & keys.length - 1;
        while (places[slot] >= 0 && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private void grow() {
        int[] oldKeys = keys;
        int[] oldPlaces = places;
        keys = new int[oldKeys.length * 2];
        places = new int[keys.length];
        Arrays.fill(places, -1);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldPlaces[i] >= 0) {
                int slot = slotOf(oldKeys[i]);
                keys[slot] = oldKeys[i];
                places[slot] = oldPlaces[i];
            }
        }
    }
}
