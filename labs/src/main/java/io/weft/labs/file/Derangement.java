package io.weft.labs.file;

/**
 * A permutation of n that leaves nothing in its place: one cycle through all of it, each of the (n-1)! cycles alike likely (Sattolo's shuffle),
 * a function of seed and n alone. Random numbers: SplitMix64, as Steele, Lea and Flood published it (OOPSLA 2014).
 */
final class Derangement {
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    private Derangement() {
    }

    static int[] of(long seed, int n) {
        int[] to = new int[n];
        for (int i = 0; i < n; i++) {
            to[i] = i;
        }
        long state = seed;
        for (int i = n - 1; i > 0; i--) {
            state += GOLDEN;
            int j = (int) Math.unsignedMultiplyHigh(mix(state), i);
            int swap = to[i];
            to[i] = to[j];
            to[j] = swap;
        }
        return to;
    }

    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ z >>> 27) * 0x94d0_49bb_1331_11ebL;
        return z ^ z >>> 31;
    }
}
