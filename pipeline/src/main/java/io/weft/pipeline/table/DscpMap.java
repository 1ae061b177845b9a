package io.weft.pipeline.table;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * DSCP to egress queue and priority group, which are one number here, 0 … 7. As RoCE guides have it unless changed: 26 (RoCE) is 3, 48 (CNP) is 6,
 * 56 (network control) is 7, all others 0.
 */
public final class DscpMap implements Table {
    private static final int CODE_POINTS = 64;

    private final int[] queues = new int[CODE_POINTS];

    public DscpMap() {
        set(26, 3);
        set(48, 6);
        set(56, 7);
    }

    public void set(int dscp, int queue) {
        if (queue < 0 || queue > 7) {
            throw new IllegalArgumentException("queue " + queue + " of 0 … 7");
        }
        queues[dscp] = queue;
    }

    public int queue(int dscp) {
        return queues[dscp];
    }

    @Override
    public Schema schema() {
        Action setQueue = new Action("set_queue", List.of(Field.parameter("queue", 3, Format.NUMBER)));
        return new Schema("dscp", List.of(Field.exact("ip.dscp", 6, Format.NUMBER)), List.of(setQueue), false, CODE_POINTS);
    }

    @Override
    public int size() {
        return CODE_POINTS;
    }

    @Override
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int dscp = 0; dscp < CODE_POINTS; dscp++) {
            entries.add(new Entry(dscp, 0, List.of(Match.exact(dscp)), "set_queue", List.of(BigInteger.valueOf(queues[dscp]))));
        }
        return entries;
    }
}
