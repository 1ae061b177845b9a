package io.weft.nic.verbs;

import io.weft.pipeline.packet.Pattern;
import java.util.Arrays;

/**
 * Registered memory: {@code length} bytes from {@code address}, named to peers by {@code rkey}. IBTA Vol 1 §10.6. It either holds its bytes, all
 * zero at first, or notes of every byte which pattern byte was written there ({@link Coverage}); {@link #compare} answers alike in both forms.
 */
public final class MemoryRegion {
    /** No region: contains nothing, allows nothing. */
    public static final MemoryRegion NONE = new MemoryRegion(0, 0, 0, 0, new byte[0]);
    /** Up to this length a region can hold its bytes: 64 MiB. */
    public static final long MAX_HELD = 64L << 20;
    private static final byte[] NOT_HELD = {};

    private final int rkey;
    private final long address;
    private final long length;
    private final int access;
    private final byte[] bytes;
    private final Coverage coverage = new Coverage();
    private long bytesWritten;
    private boolean expects;
    private long expectedSeed;
    private long expectedShift;

    private MemoryRegion(int rkey, long address, long length, int access, byte[] bytes) {
        this.rkey = rkey;
        this.address = address;
        this.length = length;
        this.access = access;
        this.bytes = bytes;
    }

    /** A region that holds its bytes; longer than {@link #MAX_HELD} is an error. */
    public static MemoryRegion held(int rkey, long address, long length, Access... access) {
        if (length > MAX_HELD) {
            throw new IllegalArgumentException("a region of " + length + " bytes cannot be held; at most " + MAX_HELD);
        }
        return new MemoryRegion(rkey, address, checked(address, length), mask(access), new byte[(int) length]);
    }

    /** A region of any size that holds no byte but remembers which pattern bytes stand where. */
    public static MemoryRegion described(int rkey, long address, long length, Access... access) {
        return new MemoryRegion(rkey, address, checked(address, length), mask(access), NOT_HELD);
    }

    private static long checked(long address, long length) {
        if (length <= 0 || Long.compareUnsigned(address + length - 1, address) < 0) {
            throw new IllegalArgumentException("a region of " + length + " bytes at 0x" + Long.toHexString(address));
        }
        return length;
    }

    private static int mask(Access... access) {
        return Arrays.stream(access).mapToInt(Access::bit).reduce(0, (a, b) -> a | b);
    }

    public boolean allows(Access wanted) {
        return (access & wanted.bit()) != 0;
    }

    /** True if all of {@code count} bytes from {@code at} on, unsigned, are inside. */
    public boolean contains(long at, long count) {
        long from = at - address;
        return from >= 0 && count >= 0 && from <= length && count <= length - from;
    }

    /** Writes pattern bytes; the range is inside the region. */
    public void write(long at, long seed, long offset, int count) {
        bytesWritten += count;
        if (isHeld()) {
            Pattern.fill(seed, offset, bytes, (int) (at - address), count);
        } else {
            coverage.put(at - address, count, seed, offset);
        }
    }

    /**
     * Writes bytes that came without a description; the range is inside the region. A described region cannot hold them: it notes them if they
     * are what {@link #expect} announced, and else only that what stood there is gone.
     */
    public void write(long at, byte[] source, int from, int count) {
        bytesWritten += count;
        long place = at - address;
        if (isHeld()) {
            System.arraycopy(source, from, bytes, (int) place, count);
        } else if (expects && Pattern.mismatch(expectedSeed, place + expectedShift, source, from, count) < 0) {
            coverage.put(place, count, expectedSeed, place + expectedShift);
        } else {
            coverage.erase(place, count);
        }
    }

    /** Announces what a sender without descriptions, a foreign NIC, will write: pattern byte {@code offset} at the region's first byte, and so on. */
    public void expect(long seed, long offset) {
        expects = true;
        expectedSeed = seed;
        expectedShift = offset;
    }

    /**
     * Compares memory with the pattern: -1 if {@code count} bytes from {@code at} on are its bytes from {@code offset} on, else how far behind
     * {@code at} the first different byte stands. A byte that was never written is different, unless it is held and happens to be the same.
     */
    public long compare(long at, long count, long seed, long offset) {
        if (!contains(at, count)) {
            throw new IllegalArgumentException(count + " bytes at 0x" + Long.toHexString(at) + " are not inside " + this);
        }
        return isHeld()
                ? Pattern.mismatch(seed, offset, bytes, (int) (at - address), (int) count)
                : coverage.mismatch(at - address, count, seed, offset);
    }

    /** One byte of a region that holds its bytes. */
    public int byteAt(long at) {
        return bytes[(int) (at - address)] & 0xff;
    }

    public boolean isHeld() {
        return bytes != NOT_HELD;
    }

    public int rkey() {
        return rkey;
    }

    public long address() {
        return address;
    }

    public long length() {
        return length;
    }

    /** Bytes written so far, those written again counted again. */
    public long bytesWritten() {
        return bytesWritten;
    }

    /** Separate stretches of a described region that one run of a pattern covers each. */
    public int stretches() {
        return coverage.size();
    }

    @Override
    public String toString() {
        return "region rkey 0x" + Integer.toHexString(rkey) + ", " + length + " bytes at 0x" + Long.toHexString(address);
    }
}
