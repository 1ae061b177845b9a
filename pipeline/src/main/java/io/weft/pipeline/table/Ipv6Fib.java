package io.weft.pipeline.table;

import java.util.ArrayList;
import java.util.List;

/**
 * (VRF, IPv6 destination) to next-hop group by longest prefix: one hash probe for each prefix length in use, longest first. A fabric has a handful
 * of lengths and its host routes are the longest, so a host is found by the first probe; 48 lengths would cost 48. Memory follows the
 * prefixes, not where they lie. Full at {@code capacity} prefixes: {@link #add} answers false and changes nothing.
 */
public final class Ipv6Fib implements Table {
    private static final int LENGTHS = 129;

    private final KeyRows prefixes;
    private final int[] countOfLength = new int[LENGTHS];
    /** Lengths in use, longest first. */
    private final int[] lengths = new int[LENGTHS];
    private int lengthCount;

    public Ipv6Fib(int capacity) {
        prefixes = new KeyRows(capacity);
    }

    /** The group of the longest prefix that holds the address, or {@link NextHopGroups#NO_ROUTE}. */
    public int lookup(int vrf, long high, long low) {
        for (int i = 0; i < lengthCount; i++) {
            int row = find(vrf, high, low, lengths[i]);
            if (row != KeyRows.NONE) {
                return (int) prefixes.value(row);
            }
        }
        return NextHopGroups.NO_ROUTE;
    }

    /** Sets the prefix's group, new or not. False if it is new and the table is full. Bits behind the prefix are ignored. */
    public boolean add(int vrf, long high, long low, int length, int group) {
        int row = find(vrf, high, low, length);
        if (row != KeyRows.NONE) {
            prefixes.value(row, group);
            return true;
        }
        if (prefixes.add(vrf, high & highMask(length), low & lowMask(length), length, group) == KeyRows.NONE) {
            return false;
        }
        if (countOfLength[length]++ == 0) {
            listLengths();
        }
        return true;
    }

    /** Removes the prefix; false if it is not there. */
    public boolean remove(int vrf, long high, long low, int length) {
        int row = find(vrf, high, low, length);
        if (row == KeyRows.NONE) {
            return false;
        }
        prefixes.remove(row);
        if (--countOfLength[length] == 0) {
            listLengths();
        }
        return true;
    }

    /** The group of exactly this prefix, or {@link NextHopGroups#NO_ROUTE}. */
    public int get(int vrf, long high, long low, int length) {
        return (int) prefixes.value(find(vrf, high, low, length));
    }

    private int find(int vrf, long high, long low, int length) {
        return prefixes.find(vrf, high & highMask(length), low & lowMask(length), length);
    }

    private void listLengths() {
        lengthCount = 0;
        for (int length = LENGTHS - 1; length >= 0; length--) {
            if (countOfLength[length] > 0) {
                lengths[lengthCount++] = length;
            }
        }
    }

    private static long highMask(int length) {
        return length == 0 ? 0 : -1L << 64 - Math.min(length, 64);
    }

    private static long lowMask(int length) {
        return length <= 64 ? 0 : -1L << 128 - length;
    }

    @Override
    public Schema schema() {
        return Fibs.schema("ipv6_fib", Field.lpm("ipv6.destination", 128, Format.IPV6_ADDRESS), prefixes.capacity());
    }

    @Override
    public int size() {
        return prefixes.count();
    }

    @Override
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int row = 1; row <= prefixes.last(); row++) {
            if (prefixes.isUsed(row)) {
                entries.add(Fibs.entry(prefixes, row, Table.unsigned(prefixes.high(row), prefixes.low(row))));
            }
        }
        return entries;
    }
}
