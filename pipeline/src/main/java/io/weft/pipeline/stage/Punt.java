package io.weft.pipeline.stage;

import io.weft.pipeline.packet.Verdict;

/** The control port's policer: what a CPU can take, whatever the ports bring. */
public final class Punt {
    private final TokenBucket bucket;

    public Punt(TokenBucket bucket) {
        this.bucket = bucket;
    }

    /** {@code PUNTED} or {@code POLICED}. */
    public Verdict apply(long now) {
        return bucket.take(now) ? Verdict.PUNTED : Verdict.POLICED;
    }
}
