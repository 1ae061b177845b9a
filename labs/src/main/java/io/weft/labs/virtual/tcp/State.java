package io.weft.labs.virtual.tcp;

/** The states of a connection. RFC 9293 §3.3.2; LISTEN is the stack's. */
enum State {
    SYN_SENT, SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT, CLOSED;

    /** Bytes or a FIN of ours may be out or waiting. */
    boolean maySend() {
        return switch (this) {
            case ESTABLISHED, FIN_WAIT_1, CLOSE_WAIT, CLOSING, LAST_ACK -> true;
            case SYN_SENT, SYN_RECEIVED, FIN_WAIT_2, TIME_WAIT, CLOSED -> false;
        };
    }

    /** The peer may send bytes yet. */
    boolean mayReceive() {
        return switch (this) {
            case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2 -> true;
            case SYN_SENT, SYN_RECEIVED, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT, CLOSED -> false;
        };
    }

    /** An abort sends a reset: the peer knows of the connection and may not know of its end. RFC 9293 §3.10.5. */
    boolean abortsWithReset() {
        return maySend() || this == SYN_RECEIVED || this == FIN_WAIT_2;
    }
}
