package io.weft.nic.rate;

/**
 * Congestion control of one queue pair. It hears what happens and answers one question, when the next packet may be made: an algorithm that
 * computes a rate answers with a time, one that computes a window with now or never-before-an-acknowledgement.
 */
public interface RateControl {
    /** No limit but the port's. Keeps nothing, so that all queue pairs may share it. */
    RateControl NONE = (bytesInFlight, now) -> now;

    /**
     * When the next packet may be made: {@code now} or earlier, at once; {@code Long.MAX_VALUE}, not before an acknowledgement. Changes nothing.
     *
     * @param bytesInFlight payload sent and not yet acknowledged
     */
    long nextSend(long bytesInFlight, long now);

    /** A data packet of {@code wireLength} bytes (FCS included) has been made. */
    default void onSend(int wireLength, long now) {
    }

    /** {@code bytes} of payload more have been acknowledged. */
    default void onAck(long bytes, long now) {
    }

    /** A congestion notification packet has come. */
    default void onCnp(long now) {
    }

    /** Packets were lost: a NAK or a timeout sends the queue pair back. */
    default void onLoss(long now) {
    }

    /** The deadline has come; afterwards {@code nextDeadline() > now}. */
    default void onTimer(long now) {
    }

    /** When {@link #onTimer} is wanted; {@code Long.MAX_VALUE}: never. */
    default long nextDeadline() {
        return Long.MAX_VALUE;
    }
}
