package io.weft.nic.verbs;

/** What a peer may do to a memory region. IBTA Vol 1 §10.6.3.1; a local write is always allowed. */
public enum Access {
    REMOTE_WRITE, REMOTE_READ, REMOTE_ATOMIC;

    int bit() {
        return 1 << ordinal();
    }
}
