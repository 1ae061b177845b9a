package io.weft.bgp.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Octets as a value: never changed, compared by content, printed in hex. */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] octets;

    private Bytes(byte[] octets) {
        this.octets = octets;
    }

    /** Copies. */
    public static Bytes of(byte[] source, int from, int to) {
        return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(source, from, to));
    }

    /** The lowest eight bits of each. */
    public static Bytes of(int... octets) {
        byte[] copy = new byte[octets.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = (byte) octets[i];
        }
        return new Bytes(copy);
    }

    public int length() {
        return octets.length;
    }

    public int u8(int at) {
        return octets[at] & 0xff;
    }

    /** The rest from {@code from} as UTF-8; what is not UTF-8 shows as U+FFFD. */
    public String text(int from) {
        return new String(octets, from, octets.length - from, StandardCharsets.UTF_8);
    }

    public Bytes from(int at) {
        return of(octets, at, octets.length);
    }

    /** A copy. */
    public byte[] toArray() {
        return octets.clone();
    }

    void writeTo(ByteWriter out) {
        out.octets(octets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes b && Arrays.equals(octets, b.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(octets);
    }
}
