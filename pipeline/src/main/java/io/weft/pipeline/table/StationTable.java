package io.weft.pipeline.table;

import java.util.ArrayList;
import java.util.List;

/** The MAC address of each port: what unicast frames must carry to be taken in, and what leaves as source. Fixed when the switch is made. */
public final class StationTable implements Table {
    private final long[] macs;

    public StationTable(long... macs) {
        this.macs = macs.clone();
    }

    public long mac(int port) {
        return macs[port];
    }

    @Override
    public Schema schema() {
        List<Field> key = List.of(Field.exact("port", 16, Format.NUMBER), Field.exact("ethernet.destination", 48, Format.MAC_ADDRESS));
        return new Schema("station", key, List.of(new Action("accept", List.of())), false, macs.length);
    }

    @Override
    public int size() {
        return macs.length;
    }

    @Override
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int port = 0; port < macs.length; port++) {
            entries.add(new Entry(port, 0, List.of(Match.exact(port), Match.exact(macs[port])), "accept", List.of()));
        }
        return entries;
    }
}
