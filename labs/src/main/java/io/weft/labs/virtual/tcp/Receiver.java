package io.weft.labs.virtual.tcp;

import static io.weft.labs.virtual.tcp.Segment.isBefore;

import io.weft.pipeline.wire.Tcp;
import java.util.Arrays;

/**
 * The receiving half of a connection: RCV.NXT, the window, bytes out of order, the peer's FIN. What has been handed up fills the window until the
 * node has consumed it, so that a node which does not read stops its peer. The window's right edge never goes back (RFC 9293 §3.8.6) and moves in
 * steps of half the buffer or one segment (§3.8.6.2.2, against silly windows).
 */
final class Receiver {
    /** The receive buffer, and the largest window: no window scaling (RFC 7323) is offered. */
    static final int BUFFER = 65_535;

    private final Reassembly reassembly = new Reassembly();
    private int step = 1;
    private int next;
    private long place;
    private int edge;
    private int unconsumed;
    private boolean finHeard;
    private int fin;

    /** Begins behind the peer's SYN, whose sequence number is {@code initial}. */
    void open(int initial, int mss) {
        next = initial + 1;
        edge = next + BUFFER;
        step = Math.min(BUFFER / 2, mss);
    }

    /** RFC 9293 §3.10.7.4, first step: some part of the segment lies in the window. */
    boolean accepts(Segment segment) {
        int length = segment.length();
        if (length == 0) {
            return window() == 0 ? segment.sequence() == next : isInWindow(segment.sequence());
        }
        return window() > 0 && (isInWindow(segment.sequence()) || isInWindow(segment.end() - 1));
    }

    boolean isInWindow(int sequence) {
        return !isBefore(sequence, next) && isBefore(sequence, edge);
    }

    /** Takes the segment's bytes as far as they lie in the window; answers those that are now next in order, perhaps none. */
    byte[] take(Segment segment) {
        if (segment.has(Tcp.FIN) && !isBefore(edge, segment.end() - 1)) {
            finHeard = true;
            fin = segment.end() - 1;
        }
        int from = isBefore(segment.textSequence(), next) ? next : segment.textSequence();
        int end = segment.textSequence() + segment.payload().length;
        int to = isBefore(edge, end) ? edge : end;
        if (!isBefore(from, to)) {
            return Segment.NOTHING;
        }
        byte[] text = Arrays.copyOfRange(segment.payload(), from - segment.textSequence(), to - segment.textSequence());
        if (from == next && reassembly.isEmpty()) {
            return advance(text);
        }
        reassembly.add(place + (from - next), text);
        return advance(reassembly.take(place));
    }

    private byte[] advance(byte[] bytes) {
        next += bytes.length;
        place += bytes.length;
        unconsumed += bytes.length;
        return bytes;
    }

    /** True once, when all bytes before the peer's FIN have arrived; its FIN is then received too. */
    boolean takeFin() {
        if (!finHeard || fin != next) {
            return false;
        }
        finHeard = false;
        next++;
        if (isBefore(edge, next)) {
            edge = next;
        }
        return true;
    }

    /** The node has dealt with {@code count} bytes. True if the peer should hear of it, because the window it knows is small. */
    boolean consumed(int count) {
        unconsumed -= count;
        return window() < BUFFER / 2 && widens();
    }

    private boolean widens() {
        return next + BUFFER - unconsumed - edge >= step;
    }

    /** The window to advertise now, at most {@link #BUFFER}. */
    int advertise() {
        if (widens()) {
            edge = next + BUFFER - unconsumed;
        }
        return window();
    }

    int window() {
        return edge - next;
    }

    int next() {
        return next;
    }
}
