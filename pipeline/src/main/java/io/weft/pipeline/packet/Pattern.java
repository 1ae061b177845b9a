package io.weft.pipeline.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bytes that a described payload stands for: a function of (seed, offset), so that any part of a region of any size can be made alone.
 * Eight bytes at a time, each word a SplitMix64 finalisation of seed and word index (Steele, Lea and Flood 2014), little endian.
 */
public final class Pattern {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Pattern() {
    }

    /** Bytes 8·index … 8·index + 7 of the pattern, the first one lowest. */
    public static long word(long seed, long index) {
        long z = seed + (index + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    public static byte byteAt(long seed, long offset) {
        return (byte) (word(seed, offset >>> 3) >>> ((offset & 7) << 3));
    }

    /** Writes pattern bytes {@code offset … offset + length - 1} to {@code target} from {@code at} on. */
    public static void fill(long seed, long offset, byte[] target, int at, int length) {
        int done = 0;
        for (; done < length && (offset + done & 7) != 0; done++) {
            target[at + done] = byteAt(seed, offset + done);
        }
        for (; length - done >= 8; done += 8) {
            WORD.set(target, at + done, word(seed, offset + done >>> 3));
        }
        for (; done < length; done++) {
            target[at + done] = byteAt(seed, offset + done);
        }
    }

    /** The index of the first byte that differs from the pattern, or -1 if all {@code length} are equal. */
    public static int mismatch(long seed, long offset, byte[] actual, int at, int length) {
        for (int i = 0; i < length;) {
            if ((offset + i & 7) == 0 && length - i >= 8 && (long) WORD.get(actual, at + i) == word(seed, offset + i >>> 3)) {
                i += 8;
            } else if (actual[at + i] == byteAt(seed, offset + i)) {
                i++;
            } else {
                return i;
            }
        }
        return -1;
    }
}
