package io.weft.labs.engine;

import io.weft.labs.virtual.LinkObserver;
import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.IpProtocol;

/** Counts the RoCE frames that were dropped, on nodes and links: those of the workload, since nobody else speaks RoCE in a lab. */
public final class Drops implements LinkObserver {
    private static final int ROCE_PORT = 4791;

    private final long[] byReason = new long[Verdict.values().length];
    private final Observer observer = new Observer() {
        @Override
        public void drop(Packet packet, Verdict reason, long now) {
            count(packet, reason);
        }
    };

    Observer observer() {
        return observer;
    }

    @Override
    public void lost(int direction, Packet packet, Verdict reason, long now) {
        count(packet, reason);
    }

    private void count(Packet packet, Verdict reason) {
        if (packet.protocol() == IpProtocol.UDP && packet.length() >= packet.transport() + 4 && packet.u16(packet.transport() + 2) == ROCE_PORT) {
            byReason[reason.ordinal()]++;
        }
    }

    public long of(Verdict reason) {
        return byReason[reason.ordinal()];
    }

    public long total() {
        long sum = 0;
        for (long count : byReason) {
            sum += count;
        }
        return sum;
    }
}
