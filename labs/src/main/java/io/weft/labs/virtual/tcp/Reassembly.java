package io.weft.labs.virtual.tcp;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bytes that came before those in front of them. Places are counted from the beginning of the stream and do not wrap. Pieces never overlap; what
 * is held already is kept and the newcomer cut. The receive window bounds it: the caller cuts what lies beyond.
 */
final class Reassembly {
    private final TreeMap<Long, byte[]> pieces = new TreeMap<>();

    void add(long place, byte[] bytes) {
        long end = place + bytes.length;
        long from = place;
        while (from < end) {
            Map.Entry<Long, byte[]> before = pieces.floorEntry(from);
            if (before != null && before.getKey() + before.getValue().length > from) {
                from = before.getKey() + before.getValue().length;
                continue;
            }
            Long after = pieces.ceilingKey(from);
            long to = after == null ? end : Math.min(end, after);
            pieces.put(from, java.util.Arrays.copyOfRange(bytes, (int) (from - place), (int) (to - place)));
            from = to;
        }
    }

    /** Takes out all that follows {@code place} without a gap. */
    byte[] take(long place) {
        var taken = new ByteArrayOutputStream();
        while (!pieces.isEmpty() && pieces.firstKey() == place + taken.size()) {
            taken.writeBytes(pieces.pollFirstEntry().getValue());
        }
        return taken.toByteArray();
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    void clear() {
        pieces.clear();
    }
}
