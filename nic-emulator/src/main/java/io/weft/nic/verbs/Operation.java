package io.weft.nic.verbs;

/** What a work request does, or what consumed a receive request. IBTA Vol 1 §11.4.1. */
public enum Operation {
    WRITE,
    WRITE_WITH_IMMEDIATE,
    SEND,
    SEND_WITH_IMMEDIATE,
    /** A receive request that a SEND consumed, or that was flushed. */
    RECEIVE,
    /** A receive request that a WRITE with immediate consumed: its buffer is untouched, the data went where RETH said. */
    RECEIVE_WRITE_WITH_IMMEDIATE;

    public boolean hasImmediate() {
        return this == WRITE_WITH_IMMEDIATE || this == SEND_WITH_IMMEDIATE;
    }

    public boolean isWrite() {
        return this == WRITE || this == WRITE_WITH_IMMEDIATE;
    }

    /** True for what goes into a send queue. */
    public boolean isRequest() {
        return isWrite() || this == SEND || this == SEND_WITH_IMMEDIATE;
    }
}
