package io.weft.tests.jmh;

/** A longest-prefix match as a textbook has it: a binary trie, a node a bit, the last value on the way down. What {@code Ipv4Fib} is measured against. */
final class PlainTrie {
    private static final class Node {
        private final Node[] children = new Node[2];
        private int value = NO_ROUTE;
    }

    static final int NO_ROUTE = 0;

    private final Node root = new Node();

    void add(int address, int length, int value) {
        Node node = root;
        for (int bit = 0; bit < length; bit++) {
            int side = address >>> 31 - bit & 1;
            if (node.children[side] == null) {
                node.children[side] = new Node();
            }
            node = node.children[side];
        }
        node.value = value;
    }

    int lookup(int address) {
        int best = NO_ROUTE;
        Node node = root;
        for (int bit = 0; node != null; bit++) {
            if (node.value != NO_ROUTE) {
                best = node.value;
            }
            if (bit == Integer.SIZE) {
                break;
            }
            node = node.children[address >>> 31 - bit & 1];
        }
        return best;
    }
}
