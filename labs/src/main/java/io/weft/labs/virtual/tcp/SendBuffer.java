package io.weft.labs.virtual.tcp;

/** Bytes that were given to be sent and are not yet acknowledged, in order: a ring that grows as needed. Its user bounds it. */
final class SendBuffer {
    private static final int FIRST_ROOM = 256;

    private byte[] ring = new byte[FIRST_ROOM];
    private int head;
    private int size;

    void append(byte[] bytes) {
        if (size + bytes.length > ring.length) {
            grow(size + bytes.length);
        }
        int at = head + size & ring.length - 1;
        int first = Math.min(bytes.length, ring.length - at);
        System.arraycopy(bytes, 0, ring, at, first);
        System.arraycopy(bytes, first, ring, 0, bytes.length - first);
        size += bytes.length;
    }

    private void grow(int needed) {
        byte[] larger = new byte[Integer.highestOneBit(needed - 1) << 1];
        copy(0, size, larger);
        ring = larger;
        head = 0;
    }

    /** Bytes {@code offset … offset + length - 1}, counted from the first one held. */
    byte[] copy(int offset, int length) {
        byte[] bytes = new byte[length];
        copy(offset, length, bytes);
        return bytes;
    }

    private void copy(int offset, int length, byte[] target) {
        int at = head + offset & ring.length - 1;
        int first = Math.min(length, ring.length - at);
        System.arraycopy(ring, at, target, 0, first);
        System.arraycopy(ring, 0, target, first, length - first);
    }

    /** Forgets the first {@code count} bytes. */
    void remove(int count) {
        head = head + count & ring.length - 1;
        size -= count;
    }

    int size() {
        return size;
    }
}
