package io.weft.nic.transport;

/** Why a queue pair makes no packet now; the first that holds, in this order. */
public enum Stalled {
    STATE("not ready to send"),
    IDLE("nothing to send"),
    AWAITING_ACK("all is sent, acknowledgements are missing"),
    RECEIVER_NOT_READY("waits as long as the peer's RNR NAK said"),
    PSN_WINDOW("2^23 packets are outstanding"),
    CONGESTION_WINDOW("the congestion window is full"),
    PACED("its rate allows the next packet later"),
    NO("ready: takes its turn at the port");

    private final String words;

    Stalled(String words) {
        this.words = words;
    }

    /** The reason for a reader, without a full stop. */
    public String words() {
        return words;
    }
}
