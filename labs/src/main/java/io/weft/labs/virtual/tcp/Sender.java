package io.weft.labs.virtual.tcp;

import static io.weft.labs.virtual.tcp.Segment.isBefore;

import io.weft.pipeline.wire.Tcp;

/**
 * The sending half of a connection: what is queued, what is out, and when to send it again. RFC 9293 §3.8. Sequence numbers run SYN, bytes, FIN;
 * {@code una ≤ nxt ≤ max}: a timeout takes {@code nxt} back to {@code una} and all is sent again as the congestion window allows.
 */
final class Sender {
    private static final long NEVER = Long.MAX_VALUE;
    private static final int DUPLICATES = 3;
    private static final int LEAST_MSS = 536;

    /** Where segments go; the connection adds acknowledgment and window. */
    @FunctionalInterface
    interface Output {
        void emit(int sequence, int flags, byte[] payload);
    }

    private final Output output;
    private final TcpCounters counters;
    private final SendBuffer buffer = new SendBuffer();
    private final RoundTrip roundTrip;
    private Congestion congestion = new Congestion(LEAST_MSS);
    private int mss = LEAST_MSS;

    private int una;
    private int nxt;
    private int max;
    private boolean finQueued;
    private int window;
    private int largestWindow;
    private int windowSequence;
    private int windowAcknowledgment;

    private int duplicates;
    private int recover;
    private boolean timing;
    private int timedEnd;
    private long timedAt;
    private boolean probing;
    private long deadline = NEVER;
    private long waitingSince = NEVER;

    /** Begins with {@code first}, the sequence number behind our SYN. Nothing is sent before {@link #open}. */
    Sender(int first, RoundTrip roundTrip, TcpCounters counters, Output output) {
        this.output = output;
        this.counters = counters;
        this.roundTrip = roundTrip;
        una = nxt = max = first;
        recover = first - 1;
    }

    /** The handshake is done: {@code segment} has acknowledged our SYN and tells the peer's window; segments have at most {@code mss} bytes. */
    void open(int mss, Segment segment) {
        this.mss = mss;
        congestion = new Congestion(mss);
        windowSequence = segment.sequence();
        windowAcknowledgment = segment.acknowledgment();
        window(segment);
    }

    void queue(byte[] bytes) {
        buffer.append(bytes);
    }

    void queueFin() {
        finQueued = true;
    }

    /** Takes the peer's window from a segment that is newer than the one that set it. RFC 9293 §3.10.7.4, fifth step. */
    private void window(Segment segment) {
        boolean newer = isBefore(windowSequence, segment.sequence())
                || windowSequence == segment.sequence() && !isBefore(segment.acknowledgment(), windowAcknowledgment);
        if (newer) {
            window = segment.window();
            largestWindow = Math.max(largestWindow, window);
            windowSequence = segment.sequence();
            windowAcknowledgment = segment.acknowledgment();
        }
    }

    /** RFC 5961 §5.2: no older than the largest window, nothing that was never sent. */
    boolean accepts(int acknowledgment) {
        return !isBefore(acknowledgment, una - Math.max(largestWindow, 1)) && !isBefore(max, acknowledgment);
    }

    /** An acceptable acknowledgment; takes the window too. */
    void acknowledge(Segment segment, long now) {
        int before = window;
        int count = segment.acknowledgment() - una;
        if (count >= 0) {
            window(segment);
        }
        if (count > 0) {
            advance(segment.acknowledgment(), count, now);
        } else if (count == 0 && max != una && segment.length() == 0 && segment.window() == before && window > 0) {
            duplicate();
        }
        if (probing) {
            waitingSince = now;
            if (window > 0) {
                endProbing();
            }
        }
    }

    private void advance(int acknowledgment, int count, long now) {
        boolean fin = finQueued && acknowledgment == end();
        buffer.remove(count - (fin ? 1 : 0));
        una = acknowledgment;
        if (fin) {
            finQueued = false;
        }
        if (isBefore(nxt, una)) {
            nxt = una;
        }
        if (timing && !isBefore(una, timedEnd)) {
            roundTrip.sample(now - timedAt);
            timing = false;
        }
        roundTrip.forgetBackOff();
        duplicates = 0;
        if (!congestion.isRecovering()) {
            congestion.acknowledged(count);
        } else if (isBefore(una, recover)) {
            congestion.partly(count);
            resendFirst();
        } else {
            congestion.endRecovery(max - una);
        }
        waitingSince = NEVER;
        deadline = NEVER;
        if (una != max) {
            arm(now);
        }
    }

    /** RFC 5681 §3.2; RFC 6582 §3.2 step 2 guards against segments that a timeout has sent twice. */
    private void duplicate() {
        duplicates++;
        if (congestion.isRecovering()) {
            congestion.duplicate();
        } else if (duplicates == DUPLICATES && isBefore(recover, una)) {
            recover = max;
            congestion.beginRecovery(max - una);
            resendFirst();
        }
    }

    private void resendFirst() {
        timing = false;
        counters.retransmitted++;
        emit(una, Math.min(mss, max - una));
    }

    /** Sends what the windows allow. */
    void push(long now) {
        while (!probing) {
            int unsent = end() - nxt;
            int usable = Math.min(congestion.window(), window) - (nxt - una);
            int length = Math.min(Math.min(mss, unsent), usable);
            if (length <= 0 || isSilly(length, unsent)) {
                break;
            }
            send(length, now);
        }
        if (nxt == una && end() != una && deadline == NEVER) {
            startProbing(now);
        }
    }

    /** RFC 9293 §3.8.6.2.1: a small segment waits, unless it is all there is or half of what the peer ever took. */
    private boolean isSilly(int length, int unsent) {
        return length < mss && length < unsent && length < largestWindow / 2;
    }

    private void send(int length, long now) {
        if (nxt == max && !timing) {
            timing = true;
            timedEnd = nxt + length;
            timedAt = now;
        }
        if (nxt != max) {
            counters.retransmitted++;
        }
        emit(nxt, length);
        nxt += length;
        if (isBefore(max, nxt)) {
            max = nxt;
        }
        arm(now);
    }

    /** Emits {@code length} sequence numbers from {@code sequence} on, of which the last may be the FIN. */
    private void emit(int sequence, int length) {
        int bytes = Math.min(length, buffer.size() - (sequence - una));
        int flags = Tcp.ACK;
        if (bytes < length) {
            flags |= Tcp.FIN;
        }
        if (bytes > 0 && sequence + bytes == una + buffer.size()) {
            flags |= Tcp.PSH;
        }
        output.emit(sequence, flags, buffer.copy(sequence - una, bytes));
    }

    private void arm(long now) {
        if (waitingSince == NEVER) {
            waitingSince = now;
        }
        if (deadline == NEVER) {
            deadline = now + roundTrip.timeout();
        }
    }

    /** RFC 9293 §3.8.6.1: the peer's window is closed, or too small to use; ask again and again. */
    private void startProbing(long now) {
        probing = true;
        timing = false;
        nxt = una;
        deadline = NEVER;
        arm(now);
    }

    private void endProbing() {
        probing = false;
        nxt = una;
        deadline = NEVER;
        waitingSince = NEVER;
        roundTrip.forgetBackOff();
    }

    /** The timer has expired: probe, or take everything that is out as lost. RFC 6298 §5.4 … §5.6. */
    void onTimer(long now) {
        roundTrip.backOff();
        deadline = NEVER;
        if (probing || window == 0) {
            probe(now);
            return;
        }
        congestion.timeout(max - una);
        recover = max;
        duplicates = 0;
        timing = false;
        nxt = una;
        push(now);
    }

    private void probe(long now) {
        if (!probing) {
            startProbing(now);
        }
        int length = Math.min(Math.min(mss, end() - una), Math.max(1, window));
        counters.retransmitted++;
        emit(una, length);
        nxt = una + length;
        if (isBefore(max, nxt)) {
            max = nxt;
        }
        arm(now);
    }

    /** The sequence number behind all that is queued. */
    private int end() {
        return una + buffer.size() + (finQueued ? 1 : 0);
    }

    /** True if all that was queued, FIN included, has been sent and acknowledged. */
    boolean isDone() {
        return end() == una;
    }

    /** When {@link #onTimer} is wanted. */
    long deadline() {
        return deadline;
    }

    /** How long the peer has not moved on, in ps; 0 if nothing is waited for. */
    long waited(long now) {
        return waitingSince == NEVER ? 0 : now - waitingSince;
    }

    /** The sequence number for a segment without bytes: behind all that was ever sent, but within the window, or the peer would not hear it. */
    int next() {
        return isBefore(una + window, max) ? una + window : max;
    }

    int queued() {
        return buffer.size();
    }
}
