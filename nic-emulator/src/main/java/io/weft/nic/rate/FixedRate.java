package io.weft.nic.rate;

import io.weft.pipeline.port.LineRate;

/**
 * A rate that never changes, preamble and gap counted: packet k + 1 is made no sooner than packet k's time on a line of this rate. One for each
 * queue pair.
 */
public final class FixedRate implements RateControl {
    private final LineRate.Serialiser line;
    private long free;

    public FixedRate(LineRate rate) {
        this.line = rate.serialiser();
    }

    @Override
    public long nextSend(long bytesInFlight, long now) {
        return free;
    }

    @Override
    public void onSend(int wireLength, long now) {
        free = Math.max(free, now) + line.next(wireLength);
    }
}
