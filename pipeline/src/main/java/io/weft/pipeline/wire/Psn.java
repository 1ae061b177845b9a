package io.weft.pipeline.wire;

/** Packet sequence numbers: 24 bits that wrap. IBTA Vol 1 §9.7.1: at most half of them, 2^23, are in use at a time. */
public final class Psn {
    public static final int MASK = 0xff_ffff;

    private Psn() {
    }

    public static int plus(int psn, int count) {
        return psn + count & MASK;
    }

    /** How far {@code a} is ahead of {@code b}: negative if it is behind, -2^23 … 2^23 - 1. */
    public static int distance(int a, int b) {
        return a - b << 8 >> 8;
    }
}
