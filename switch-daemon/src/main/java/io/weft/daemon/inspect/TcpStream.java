package io.weft.daemon.inspect;

import io.weft.daemon.inspect.Content.TcpSegment;
import io.weft.pipeline.wire.Tcp;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One direction of a TCP connection put back into order: what was sent twice is passed on once, what came early waits. Where a capture has lost
 * a segment and more than a bound waits behind it, the stream goes on behind the hole.
 */
final class TcpStream {
    /** Bytes that may wait for a missing segment. */
    private static final int MOST_WAITING = 1 << 20;

    /** Who takes the octets, in order. */
    interface Sink {
        void octets(byte[] octets);

        /** Octets are missing, or a new connection begins: what follows does not continue what came before. */
        void broken();
    }

    private final Sink sink;
    private final NavigableMap<Integer, byte[]> waiting;
    private int waitingBytes;
    private boolean isSynchronised;
    private int next;

    TcpStream(Sink sink) {
        this.sink = sink;
        // Sequence numbers wrap: ordered by their distance from the next one awaited.
        this.waiting = new TreeMap<>(Comparator.comparingInt(sequence -> sequence - next));
    }

    void add(TcpSegment segment) {
        int sequence = segment.sequence();
        if ((segment.flags() & Tcp.SYN) != 0) {
            if (!isSynchronised || next != sequence + 1) {
                restart(sequence + 1);
            }
            sequence++;
        } else if (!isSynchronised && segment.payload().length > 0) {
            restart(sequence);
        }
        if (segment.payload().length > 0) {
            take(sequence, segment.payload());
        }
    }

    private void restart(int at) {
        waiting.clear();
        waitingBytes = 0;
        isSynchronised = true;
        next = at;
        sink.broken();
    }

    private void take(int sequence, byte[] payload) {
        if (sequence - next > 0) {
            await(sequence, payload);
            return;
        }
        pass(sequence, payload);
        for (Iterator<Integer> it = waiting.keySet().iterator(); it.hasNext();) {
            int early = it.next();
            if (early - next > 0) {
                return;
            }
            byte[] octets = waiting.getOrDefault(early, payload);
            it.remove();
            waitingBytes -= octets.length;
            pass(early, octets);
        }
    }

    private void await(int sequence, byte[] payload) {
        byte[] known = waiting.get(sequence);
        if (known == null || known.length < payload.length) {
            waiting.put(sequence, payload);
            waitingBytes += payload.length - (known == null ? 0 : known.length);
        }
        if (waitingBytes > MOST_WAITING) {
            int behindTheHole = waiting.firstKey();
            byte[] octets = waiting.getOrDefault(behindTheHole, payload);
            restart(behindTheHole);
            pass(behindTheHole, octets);
        }
    }

    private void pass(int sequence, byte[] payload) {
        int known = next - sequence;
        if (known < payload.length) {
            sink.octets(Arrays.copyOfRange(payload, known, payload.length));
            next = sequence + payload.length;
        }
    }
}
