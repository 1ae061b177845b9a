package io.weft.nic.verbs;

/**
 * One message for a send queue. Its payload is {@code length} bytes of the pattern {@code (seed, offset)}; a WRITE puts them at {@code
 * remoteAddress} of the region that {@code rkey} names, a SEND into the receive request at the head of the peer's queue.
 *
 * @param id     the application's, returned in the {@link Completion}
 * @param length 0 … 2^31 bytes, IBTA Vol 1 §9.7.2
 */
public record WorkRequest(long id, Operation operation, long remoteAddress, int rkey, long length, long seed, long offset, int immediate) {
    public static final long MAX_LENGTH = 1L << 31;

    public WorkRequest {
        if (!operation.isRequest()) {
            throw new IllegalArgumentException(operation + " is no work for a send queue");
        }
        if (length < 0 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("message of " + length + " bytes; 0 … 2^31 are possible");
        }
    }

    public static WorkRequest write(long id, long remoteAddress, int rkey, long length, long seed, long offset) {
        return new WorkRequest(id, Operation.WRITE, remoteAddress, rkey, length, seed, offset, 0);
    }

    public static WorkRequest send(long id, long length, long seed, long offset) {
        return new WorkRequest(id, Operation.SEND, 0, 0, length, seed, offset, 0);
    }

    /** The same with 32 bits for the peer's completion; each such message consumes one of the peer's receive requests. */
    public WorkRequest withImmediate(int value) {
        Operation with = operation.isWrite() ? Operation.WRITE_WITH_IMMEDIATE : Operation.SEND_WITH_IMMEDIATE;
        return new WorkRequest(id, with, remoteAddress, rkey, length, seed, offset, value);
    }
}
