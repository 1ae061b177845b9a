package io.weft.bgp.session;

import io.weft.bgp.message.Message;

/** Messages of one direction, by type, since the speaker was made. */
public final class MessageCounts {
    private final long[] byType = new long[Message.ROUTE_REFRESH + 1];

    void count(int type) {
        byType[type]++;
    }

    /** {@code type} as in the header. */
    public long of(int type) {
        return byType[type];
    }

    public long total() {
        long total = 0;
        for (long count : byType) {
            total += count;
        }
        return total;
    }
}
