package io.weft.bgp.message;

/** Reads big-endian numbers from a part of an array. Who reads asks {@link #left} first: reading past the end is a mistake of ours, not of a peer. */
final class Cursor {
    private final byte[] data;
    private final int end;
    private int at;

    Cursor(byte[] data, int from, int end) {
        this.data = data;
        this.at = from;
        this.end = end;
    }

    int left() {
        return end - at;
    }

    int u8() {
        return data[take(1)] & 0xff;
    }

    int u16() {
        return u8() << 8 | u8();
    }

    long u32() {
        return (long) u16() << 16 | u16();
    }

    long u64() {
        return u32() << 32 | u32();
    }

    /** The next {@code length} octets as a cursor of their own; this one goes on behind them. */
    Cursor slice(int length) {
        int from = take(length);
        return new Cursor(data, from, from + length);
    }

    /** All that is left. */
    Bytes bytes() {
        int from = take(left());
        return Bytes.of(data, from, end);
    }

    /** The next octet, without taking it. */
    int peek() {
        return data[at] & 0xff;
    }

    private int take(int length) {
        if (length > end - at) {
            throw new IllegalStateException(length + " octets asked for, " + left() + " left");
        }
        int from = at;
        at += length;
        return from;
    }
}
