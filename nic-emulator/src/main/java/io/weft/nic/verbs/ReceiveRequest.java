package io.weft.nic.verbs;

/**
 * A buffer for one SEND: {@code length} bytes from {@code address} of {@code region}. A WRITE with immediate consumes it without touching the
 * buffer.
 */
public record ReceiveRequest(long id, MemoryRegion region, long address, long length) {
    public ReceiveRequest {
        if (length != 0 && !region.contains(address, length)) {
            throw new IllegalArgumentException("receive buffer of " + length + " bytes at " + Long.toHexString(address) + " is not inside " + region);
        }
    }

    /** For WRITE with immediate alone: no room for a SEND. */
    public static ReceiveRequest withoutBuffer(long id) {
        return new ReceiveRequest(id, MemoryRegion.NONE, 0, 0);
    }
}
