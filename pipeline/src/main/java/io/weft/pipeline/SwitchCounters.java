package io.weft.pipeline;

import io.weft.pipeline.packet.Verdict;

/** What came into a switch and how it ended, frames since the start. What was sent is counted by the ports. */
public final class SwitchCounters {
    private final long[] exits = new long[Verdict.values().length];
    private long received;
    private long originated;
    private long dropped;
    private long consumed;

    void received() {
        received++;
    }

    void originated() {
        originated++;
    }

    /** A packet ends here. */
    void exit(Verdict verdict) {
        exits[verdict.ordinal()]++;
        switch (verdict.kind()) {
            case CONSUMED -> consumed++;
            case DROP -> dropped++;
            case PROGRESS -> throw new IllegalStateException(verdict + " is no exit");
        }
    }

    /** Packets that have ended here with this verdict. */
    public long exits(Verdict verdict) {
        return exits[verdict.ordinal()];
    }

    Balance balance(long sent, long buffered) {
        return new Balance(received, originated, sent, dropped, consumed, buffered);
    }
}
