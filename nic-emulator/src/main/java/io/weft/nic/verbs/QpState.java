package io.weft.nic.verbs;

/**
 * The states of a queue pair and the steps between them. IBTA Vol 1 §10.3.1; SQD and SQE (drained and broken send queues) are not needed for RC
 * writes.
 */
public enum QpState {
    RESET, INIT, READY_TO_RECEIVE, READY_TO_SEND, ERROR;

    /** Any state may fall into ERROR and be RESET; upwards there is one way. */
    public boolean mayBecome(QpState next) {
        return switch (next) {
            case RESET, ERROR -> true;
            case INIT -> this == RESET;
            case READY_TO_RECEIVE -> this == INIT;
            case READY_TO_SEND -> this == READY_TO_RECEIVE;
        };
    }

    /** Requests and responses reach the queue pair; below, they are dropped without an answer. */
    public boolean receives() {
        return this == READY_TO_RECEIVE || this == READY_TO_SEND;
    }
}
