package io.weft.nic.verbs;

/**
 * The end of a work request or receive request.
 *
 * @param id              the request's
 * @param qpn             the local queue pair's number
 * @param length          bytes of the message: sent, or received
 * @param immediate       what the peer sent, if the operation has one
 * @param posted          when the request was posted (ps)
 * @param started         when its first packet was first made (ps), equal to {@code posted} if none was
 * @param sent            when the last of its packets that were made was first made (ps), equal to {@code posted} if none was
 * @param retransmissions packets of it that were made more than once, each time counted
 */
public record Completion(long id, int qpn, Status status, Operation operation, long length, int immediate, boolean hasImmediate, long posted,
        long started, long sent, int retransmissions) {
    /** How a request ended. IBTA Vol 1 §11.6.2; the names are those of the verbs API. */
    public enum Status {
        SUCCESS("success"),
        LOC_LEN_ERR("a message longer than the receive buffer"),
        REM_INV_REQ_ERR("the peer called the request invalid (NAK 0x61)"),
        REM_ACCESS_ERR("the peer's memory may not be accessed so (NAK 0x62)"),
        REM_OP_ERR("the peer could not carry it out (NAK 0x63)"),
        RETRY_EXC_ERR("no acknowledgement after all retries"),
        RNR_RETRY_EXC_ERR("the peer had no receive request after all retries"),
        WR_FLUSH_ERR("flushed: the queue pair had failed before");

        private final String words;

        Status(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public boolean succeeded() {
        return status == Status.SUCCESS;
    }
}
