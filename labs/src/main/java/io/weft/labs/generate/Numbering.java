package io.weft.labs.generate;

/**
 * Addresses and AS numbers of a generated fabric; all indices from 1. A switch's loopback is 10.255.x.y and fd00:255::n, spines from 1, leaves
 * from 11 (or behind the spines). Host H of leaf L is 10.x.y.H and fd00:1:L::H. In IPv6, numbers are written in decimal digits.
 */
record Numbering(LabPlan plan) {
    private static final int FIRST_HOST_NET = 1 << 8;

    String spine(int spine) {
        return loopback(spine);
    }

    String leaf(int leaf) {
        return loopback(Math.max(10, plan.spines()) + leaf);
    }

    private static String loopback(int number) {
        return "10.255." + (number >> 8) + "." + (number & 255);
    }

    String spineV6(int spine) {
        return "fd00:255::" + spine;
    }

    String leafV6(int leaf) {
        return "fd00:255::" + (Math.max(10, plan.spines()) + leaf);
    }

    /** Leaf 1 has 10.1.1, leaf 256 has 10.2.0. */
    String host(int leaf, int host) {
        int net = FIRST_HOST_NET + leaf;
        return "10." + (net >> 8) + "." + (net & 255) + "." + host;
    }

    String hostV6(int leaf, int host) {
        return "fd00:1:" + leaf + "::" + host;
    }

    /** Private AS numbers of two octets (RFC 6996: to 65534) as long as they last, else of four (4200000000 to 4294967294). */
    private boolean isSmall() {
        return plan.leaves() < 90 && plan.hosts() <= 433;
    }

    long spineAs() {
        return isSmall() ? 65_100 : 4_200_000_000L;
    }

    long leafAs(int leaf) {
        return isSmall() ? 65_010 + leaf : 4_200_000_000L + leaf;
    }

    long hostAs(int number) {
        return isSmall() ? 65_100 + number : 4_210_000_000L + number;
    }

    /** The number of a host in the whole lab: h1 is the first of leaf 1. */
    int number(int leaf, int host) {
        return (leaf - 1) * plan.hostsPerLeaf() + host;
    }
}
