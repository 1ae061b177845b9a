package io.weft.pipeline.table;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * (VRF, IPv4 destination) to next-hop group by longest prefix: a trie of 8-bit strides, prefixes expanded to their leaves, one to four reads and
 * one for the group (Srinivasan and Varghese 1999). A VRF costs 1 KiB from its first prefix on, nothing before. Full at {@code capacity}
 * prefixes: {@link #add} answers false and changes nothing; the RIB keeps the route. VRF numbers are small: they index an array.
 */
public final class Ipv4Fib implements Table {
    private static final int BLOCK = 256;

    private final KeyRows prefixes;
    /** By VRF: like an entry of {@link #nodes}. */
    private int[] roots = {KeyRows.NONE};
    /** Blocks of 256 entries: a row of {@link #prefixes}, 0 for no route; negative: ~block of the next stride. */
    private int[] nodes = {};
    private int blocks;
    /** ~block, linked by each free block's first entry; 0: none. */
    private int freeBlock;

    public Ipv4Fib(int capacity) {
        prefixes = new KeyRows(capacity);
    }

    /** The group of the longest prefix that holds {@code address}, or {@link NextHopGroups#NO_ROUTE}. */
    public int lookup(int vrf, int address) {
        int entry = vrf < roots.length ? roots[vrf] : KeyRows.NONE;
        for (int shift = 24; entry < 0; shift -= 8) {
            entry = nodes[(~entry << 8) + (address >>> shift & 0xff)];
        }
        return (int) prefixes.value(entry);
    }

    /** Sets the prefix's group, new or not. False if it is new and the table is full. Bits behind the prefix are ignored. */
    public boolean add(int vrf, int address, int length, int group) {
        int network = address & mask(length);
        int row = find(vrf, network, length);
        if (row != KeyRows.NONE) {
            prefixes.value(row, group);
            return true;
        }
        row = prefixes.add(vrf, 0, network & 0xffffffffL, length, group);
        if (row == KeyRows.NONE) {
            return false;
        }
        if (vrf >= roots.length) {
            roots = Arrays.copyOf(roots, vrf + 1);
        }
        if (roots[vrf] >= 0) {
            roots[vrf] = ~newBlock(KeyRows.NONE);
        }
        expand(~roots[vrf], 24, network, length, row);
        return true;
    }

    /** Removes the prefix; false if it is not there. */
    public boolean remove(int vrf, int address, int length) {
        int network = address & mask(length);
        int row = find(vrf, network, length);
        if (row == KeyRows.NONE) {
            return false;
        }
        int covering = KeyRows.NONE;
        for (int shorter = length - 1; shorter >= 0 && covering == KeyRows.NONE; shorter--) {
            covering = find(vrf, network & mask(shorter), shorter);
        }
        replace(~roots[vrf], 24, network, length, row, covering);
        prefixes.remove(row);
        return true;
    }

    /** The group of exactly this prefix, or {@link NextHopGroups#NO_ROUTE}. */
    public int get(int vrf, int address, int length) {
        return (int) prefixes.value(find(vrf, address & mask(length), length));
    }

    private int find(int vrf, int network, int length) {
        return prefixes.find(vrf, 0, network & 0xffffffffL, length);
    }

    private static int mask(int length) {
        return length == 0 ? 0 : -1 << 32 - length;
    }

    /** Writes {@code row} to every leaf under the prefix that no longer prefix owns. {@code shift}: where this block's eight bits stand. */
    private void expand(int block, int shift, int network, int length, int row) {
        int within = length - (24 - shift);
        int first = (block << 8) + (network >>> shift & 0xff);
        if (within > 8) {
            if (nodes[first] >= 0) {
                int child = newBlock(nodes[first]);
                nodes[first] = ~child;
            }
            expand(~nodes[first], shift - 8, network, length, row);
            return;
        }
        for (int i = first; i < first + (BLOCK >>> within); i++) {
            overwrite(i, length, row);
        }
    }

    private void overwrite(int index, int length, int row) {
        int entry = nodes[index];
        if (entry < 0) {
            for (int i = ~entry << 8; i < (~entry << 8) + BLOCK; i++) {
                overwrite(i, length, row);
            }
        } else if (entry == KeyRows.NONE || prefixes.length(entry) < length) {
            nodes[index] = row;
        }
    }

    /** Gives the leaves of {@code row} to the prefix that covers it, and folds blocks that have become one value. */
    private void replace(int block, int shift, int network, int length, int row, int covering) {
        int within = length - (24 - shift);
        int first = (block << 8) + (network >>> shift & 0xff);
        if (within > 8) {
            replace(~nodes[first], shift - 8, network, length, row, covering);
            fold(first);
            return;
        }
        for (int i = first; i < first + (BLOCK >>> within); i++) {
            replaceLeaves(i, row, covering);
        }
    }

    private void replaceLeaves(int index, int row, int covering) {
        int entry = nodes[index];
        if (entry < 0) {
            for (int i = ~entry << 8; i < (~entry << 8) + BLOCK; i++) {
                replaceLeaves(i, row, covering);
            }
            fold(index);
        } else if (entry == row) {
            nodes[index] = covering;
        }
    }

    private void fold(int index) {
        int block = ~nodes[index];
        int value = nodes[block << 8];
        for (int i = block << 8; i < (block << 8) + BLOCK; i++) {
            if (nodes[i] != value || value < 0) {
                return;
            }
        }
        nodes[index] = value;
        nodes[block << 8] = freeBlock;
        freeBlock = ~block;
    }

    private int newBlock(int value) {
        int block;
        if (freeBlock != 0) {
            block = ~freeBlock;
            freeBlock = nodes[block << 8];
        } else {
            block = blocks++;
            if (nodes.length < blocks << 8) {
                nodes = Arrays.copyOf(nodes, Math.max(blocks, nodes.length >>> 7) << 8);
            }
        }
        Arrays.fill(nodes, block << 8, (block << 8) + BLOCK, value);
        return block;
    }

    /** Bytes of the trie, for who wants to know what routes cost. */
    public long trieBytes() {
        return 4L * nodes.length;
    }

    @Override
    public Schema schema() {
        return Fibs.schema("ipv4_fib", Field.lpm("ipv4.destination", 32, Format.IPV4_ADDRESS), prefixes.capacity());
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
                entries.add(Fibs.entry(prefixes, row, BigInteger.valueOf(prefixes.low(row))));
            }
        }
        return entries;
    }
}
