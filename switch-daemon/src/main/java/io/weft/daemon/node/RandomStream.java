package io.weft.daemon.node;

import java.util.random.RandomGenerator;

/**
 * Random numbers that are the same on every machine and in every release: SplitMix64 (Steele, Lea and Flood 2014). There is one stream for each
 * thing that is drawn, derived from the seed of the run, the name of who draws and the purpose, so that no draw moves another's.
 */
public final class RandomStream implements RandomGenerator {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int MANTISSA_BITS = 53;

    private long state;

    public RandomStream(long state) {
        this.state = state;
    }

    /** The stream of {@code name} for {@code purpose}: {@code of(1, "leaf1", "tcp")}. */
    public static RandomStream of(long seed, String name, String purpose) {
        return new RandomStream(derive(derive(mix(seed + GOLDEN), name), purpose));
    }

    /** A seed for something that is a part of what {@code seed} is for. */
    public static long derive(long seed, String name) {
        long hash = seed;
        for (int i = 0; i < name.length(); i++) {
            hash = mix((hash ^ name.charAt(i)) + GOLDEN);
        }
        return mix(hash + name.length());
    }

    @Override
    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /** 0 … {@code bound} - 1; the bias is below {@code bound} / 2^32. */
    @Override
    public int nextInt(int bound) {
        return (int) ((nextLong() >>> 32) * bound >>> 32);
    }

    /** At least 0, less than 1, a multiple of 2^-53. */
    @Override
    public double nextDouble() {
        return (nextLong() >>> Long.SIZE - MANTISSA_BITS) * 0x1.0p-53;
    }

    /** True with the probability given. */
    public boolean chance(double probability) {
        return nextDouble() < probability;
    }

    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
