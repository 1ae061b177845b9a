package io.weft.nic;

import io.weft.pipeline.packet.Verdict;

/** What one NIC has counted. received = the sum over all verdicts; requests and replies made were all given to the output. */
public final class NicCounters {
    private static final Verdict[] VERDICTS = Verdict.values();

    private final long[] byVerdict = new long[VERDICTS.length];
    private long received;
    private long requests;
    private long requestBytes;
    private long replies;
    private long poolEmpty;

    void received(Verdict verdict) {
        received++;
        byVerdict[verdict.ordinal()]++;
    }

    void request(int wireLength) {
        requests++;
        requestBytes += wireLength;
    }

    void reply() {
        replies++;
    }

    void poolEmpty() {
        poolEmpty++;
    }

    public long received() {
        return received;
    }

    public long of(Verdict verdict) {
        return byVerdict[verdict.ordinal()];
    }

    public long dropped() {
        long sum = 0;
        for (Verdict verdict : VERDICTS) {
            sum += verdict.isDrop() ? of(verdict) : 0;
        }
        return sum;
    }

    /** Data packets made, those made again counted again. */
    public long requests() {
        return requests;
    }

    /** Their wire length, FCS included. */
    public long requestBytes() {
        return requestBytes;
    }

    /** ACKs and NAKs made. */
    public long replies() {
        return replies;
    }

    /** Packets not made because the pool was empty: a request waits, a reply is missing and the peer's timer helps. */
    public long poolEmptied() {
        return poolEmpty;
    }
}
