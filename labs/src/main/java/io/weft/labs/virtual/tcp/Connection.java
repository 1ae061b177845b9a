package io.weft.labs.virtual.tcp;

import static io.weft.labs.virtual.tcp.Segment.isBefore;

import io.weft.daemon.node.Input;
import io.weft.pipeline.wire.Tcp;

/**
 * One connection: the state machine of RFC 9293 §3.3.2, its segments processed in the order of §3.10.7. Resets and SYNs within a connection are
 * checked as RFC 5961 says. Data is acknowledged at once; nothing waits for more to send (no Nagle). Exactly one {@code TcpClosed} is told of
 * every connection that was asked for or told of; after it whatever the node orders is ignored.
 *
 * <p>A peer's FIN is told as {@code TcpClosed} at once, and our own FIN follows behind what is queued. After {@link #close} the peer's bytes are
 * still told until its FIN comes.
 */
final class Connection {
    /** Bytes that may be queued before the node should wait for {@code TcpWritable}, which comes at half of it. */
    static final int SEND_BUFFER = 1 << 18;
    /** Bytes that may be queued at all: beyond, the connection is reset. */
    static final int SEND_LIMIT = 1 << 26;
    private static final long NEVER = Long.MAX_VALUE;

    private final MiniTcp stack;
    private final long id;
    private final int port;
    private final Path path;
    private final boolean active;
    private final int ownMss;
    private final int iss;
    private final RoundTrip roundTrip = new RoundTrip();
    private final Sender sender;
    private final Receiver receiver = new Receiver();
    private final ChallengeLimit challenges = new ChallengeLimit();
    private State state;
    private int peerMss;
    private boolean closing;
    private boolean told;
    private boolean full;
    private boolean acknowledgmentDue;
    private long startedAt;
    private long deadline = NEVER;
    private boolean synRepeated;

    /** One that we open: sends the SYN. */
    static Connection open(MiniTcp stack, long id, int port, Path path, int ownMss, int iss, long now) {
        var connection = new Connection(stack, id, port, path, true, ownMss, iss, State.SYN_SENT);
        connection.sendSyn(now);
        return connection;
    }

    /** One that a peer's SYN opens: answers it. */
    static Connection accept(MiniTcp stack, long id, int port, Path path, int ownMss, int iss, Segment syn, long now) {
        var connection = new Connection(stack, id, port, path, false, ownMss, iss, State.SYN_RECEIVED);
        connection.hearSyn(syn);
        connection.sendSyn(now);
        return connection;
    }

    private Connection(MiniTcp stack, long id, int port, Path path, boolean active, int ownMss, int iss, State state) {
        this.stack = stack;
        this.id = id;
        this.port = port;
        this.path = path;
        this.active = active;
        this.ownMss = ownMss;
        this.iss = iss;
        this.state = state;
        sender = new Sender(iss + 1, roundTrip, stack.counters(), this::emit);
    }

    private void hearSyn(Segment syn) {
        peerMss = syn.mss() == 0 ? MiniTcp.defaultMss(path.remote()) : syn.mss();
        receiver.open(syn.sequence(), ownMss);
    }

    private void sendSyn(long now) {
        if (deadline == NEVER) {
            startedAt = now;
        }
        boolean acknowledges = state == State.SYN_RECEIVED;
        emit(iss, acknowledges ? Tcp.SYN | Tcp.ACK : Tcp.SYN, Segment.NOTHING);
        deadline = now + roundTrip.timeout();
    }

    void arrives(Segment segment, long now) {
        if (state == State.SYN_SENT) {
            answersSyn(segment, now);
        } else {
            synchronised(segment, now);
        }
        settle(now);
    }

    /** RFC 9293 §3.10.7.3: SYN-SENT. Text that comes with a SYN is left to be sent again. */
    private void answersSyn(Segment segment, long now) {
        boolean acknowledges = segment.has(Tcp.ACK);
        if (acknowledges && segment.acknowledgment() != iss + 1) {
            if (!segment.has(Tcp.RST)) {
                stack.reset(port, segment);
            }
        } else if (segment.has(Tcp.RST)) {
            if (acknowledges) {
                closed("connection refused");
            }
        } else if (segment.has(Tcp.SYN)) {
            hearSyn(segment);
            if (acknowledges) {
                established(segment);
                acknowledgmentDue = true;
            } else {
                state = State.SYN_RECEIVED;
                deadline = NEVER;
                sendSyn(now);
            }
        }
    }

    private void established(Segment segment) {
        state = State.ESTABLISHED;
        deadline = NEVER;
        if (synRepeated) {
            roundTrip.afterLostSyn();
        } else {
            roundTrip.sample(stack.now() - startedAt);
        }
        sender.open(Math.min(ownMss, peerMss), segment);
        stack.tell(new Input.TcpOpened(id, port, path.local(), path.remote()));
        if (closing) {
            closing = false;
            close();
        }
    }

    /** RFC 9293 §3.10.7.4: all other states. The steps are the RFC's; security and urgent data do not occur. */
    private void synchronised(Segment segment, long now) {
        if (!isAcceptable(segment)) {
            if (segment.payload().length > 0) {
                acknowledgmentDue = true;
            } else if (!segment.has(Tcp.RST)) {
                challenge(now);
            }
            if (state == State.TIME_WAIT && segment.has(Tcp.FIN)) {
                deadline = now + Timeouts.LINGER;
            }
        } else if (segment.has(Tcp.RST)) {
            resetBy(segment, now);
        } else if (segment.has(Tcp.SYN)) {
            synAgain(now);
        } else if (segment.has(Tcp.ACK) && acknowledges(segment, now)) {
            text(segment, now);
            fin(now);
        }
    }

    /** First step; whatever bears bytes is answered, the rest within limits, so that two ends never acknowledge each other for ever. With a closed window a segment at its edge is still heard for its acknowledgment (§3.10.7.4: "special allowance"). */
    private boolean isAcceptable(Segment segment) {
        return receiver.accepts(segment) || receiver.window() == 0 && segment.sequence() == receiver.next();
    }

    /** Second step, as RFC 5961 §3.2 has it. */
    private void resetBy(Segment segment, long now) {
        if (segment.sequence() != receiver.next()) {
            challenge(now);
        } else {
            closed(state == State.SYN_RECEIVED ? "connection refused" : "connection reset by peer");
        }
    }

    /** Fourth step, as RFC 5961 §4.2 has it; a passive opening goes back to listening. */
    private void synAgain(long now) {
        if (state == State.SYN_RECEIVED && !active) {
            closed("connection reset by peer");
        } else {
            challenge(now);
        }
    }

    /** Fifth step: false if the segment goes no further. */
    private boolean acknowledges(Segment segment, long now) {
        if (state == State.SYN_RECEIVED) {
            if (segment.acknowledgment() != iss + 1) {
                stack.reset(port, segment);
                return false;
            }
            established(segment);
        }
        if (!sender.accepts(segment.acknowledgment())) {
            challenge(now);
            return false;
        }
        sender.acknowledge(segment, now);
        if (full && sender.queued() <= SEND_BUFFER / 2) {
            full = false;
            stack.tell(new Input.TcpWritable(id));
        }
        if (sender.isDone()) {
            finAcknowledged(now);
        }
        return state != State.CLOSED;
    }

    private void finAcknowledged(long now) {
        switch (state) {
            case FIN_WAIT_1 -> {
                state = State.FIN_WAIT_2;
                deadline = now + Timeouts.HALF_CLOSED;
            }
            case CLOSING -> timeWait(now);
            case LAST_ACK -> closed("closed by peer");
            case SYN_SENT, SYN_RECEIVED, ESTABLISHED, FIN_WAIT_2, CLOSE_WAIT, TIME_WAIT, CLOSED -> {
            }
        }
    }

    /** Seventh step. */
    private void text(Segment segment, long now) {
        acknowledgmentDue |= segment.length() > 0;
        if (!state.mayReceive()) {
            return;
        }
        byte[] bytes = receiver.take(segment);
        if (bytes.length > 0) {
            stack.tell(new Input.TcpBytes(id, bytes));
        }
        if (state == State.FIN_WAIT_2) {
            deadline = now + Timeouts.HALF_CLOSED;
        }
    }

    /** Eighth step: the peer's FIN, once everything before it is here. */
    private void fin(long now) {
        if (!receiver.takeFin()) {
            return;
        }
        acknowledgmentDue = true;
        switch (state) {
            case ESTABLISHED -> {
                state = State.CLOSE_WAIT;
                tellClosed("closed by peer");
                close();
            }
            case FIN_WAIT_1 -> state = State.CLOSING;
            case FIN_WAIT_2 -> timeWait(now);
            case SYN_SENT, SYN_RECEIVED, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT, CLOSED -> {
            }
        }
    }

    private void timeWait(long now) {
        state = State.TIME_WAIT;
        deadline = now + Timeouts.LINGER;
        tellClosed("closed");
    }

    private void challenge(long now) {
        if (challenges.allows(now)) {
            stack.counters().challengesSent++;
            acknowledgmentDue = true;
        }
    }

    void send(byte[] bytes, long now) {
        if (told || closing) {
            return;
        }
        if (sender.queued() + (long) bytes.length > SEND_LIMIT) {
            abort("more than " + SEND_LIMIT + " bytes waiting to be sent");
            return;
        }
        sender.queue(bytes);
        full |= sender.queued() > SEND_BUFFER;
        settle(now);
    }

    /** What is queued is sent, then a FIN. */
    void closeByNode(long now) {
        if (!told && !closing) {
            close();
            settle(now);
        }
    }

    private void close() {
        switch (state) {
            case SYN_SENT -> closed("closed");
            case SYN_RECEIVED -> closing = true;
            case ESTABLISHED, CLOSE_WAIT -> {
                closing = true;
                sender.queueFin();
                state = state == State.ESTABLISHED ? State.FIN_WAIT_1 : State.LAST_ACK;
            }
            case FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT, CLOSED -> {
            }
        }
    }

    /** Ends now: with a reset, unless the peer does not know of the connection or has ended it too. */
    void abort(String reason) {
        if (state.abortsWithReset()) {
            stack.counters().resetsSent++;
            emit(sender.next(), Tcp.RST | Tcp.ACK, Segment.NOTHING);
        }
        closed(reason);
    }

    /** The node has dealt with bytes that it was told of. */
    void consumed(int count, long now) {
        if (receiver.consumed(count) && state != State.CLOSED && state != State.TIME_WAIT) {
            acknowledgmentDue = true;
        }
        settle(now);
    }

    void onTimer(long now) {
        if (deadline <= now) {
            switch (state) {
                case SYN_SENT, SYN_RECEIVED -> repeatSyn(now);
                case TIME_WAIT -> closed("closed");
                case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK -> abort("peer does not close");
                case CLOSED -> {
                }
            }
        }
        if (state != State.CLOSED && sender.deadline() <= now) {
            if (sender.waited(now) >= Timeouts.GIVE_UP) {
                abort("connection timed out");
            } else {
                sender.onTimer(now);
            }
        }
        settle(now);
    }

    private void repeatSyn(long now) {
        if (now - startedAt >= Timeouts.GIVE_UP_SYN) {
            closed("connection timed out");
            return;
        }
        synRepeated = true;
        stack.counters().retransmitted++;
        roundTrip.backOff();
        sendSyn(now);
    }

    /** Sends what may be sent; an acknowledgment that is due rides along or goes alone. */
    private void settle(long now) {
        if (state.maySend()) {
            sender.push(now);
        }
        if (acknowledgmentDue && state != State.CLOSED) {
            emit(sender.next(), Tcp.ACK, Segment.NOTHING);
        }
    }

    private void emit(int sequence, int flags, byte[] payload) {
        int acknowledgment = (flags & Tcp.ACK) != 0 ? receiver.next() : 0;
        int window = state == State.SYN_SENT ? Receiver.BUFFER : receiver.advertise();
        acknowledgmentDue = false;
        stack.transmit(port, new Segment(path.local(), path.localPort(), path.remote(), path.remotePort(), sequence, acknowledgment, flags, window,
                (flags & Tcp.SYN) != 0 ? ownMss : 0, payload));
    }

    private void closed(String reason) {
        boolean unheard = !active && state == State.SYN_RECEIVED;
        state = State.CLOSED;
        deadline = NEVER;
        if (!unheard) {
            tellClosed(reason);
        }
        stack.forget(id, path);
    }

    private void tellClosed(String reason) {
        if (!told) {
            told = true;
            stack.tell(new Input.TcpClosed(id, reason));
        }
    }

    /** Ends here if it only lingers and {@code syn} may begin a new connection in its place. RFC 9293 §3.10.7.4. */
    boolean yieldsTo(Segment syn) {
        boolean yields = state == State.TIME_WAIT && syn.has(Tcp.SYN) && !syn.has(Tcp.ACK) && isBefore(receiver.next(), syn.sequence());
        if (yields) {
            closed("closed");
        }
        return yields;
    }

    long deadline() {
        return state == State.CLOSED ? NEVER : Math.min(deadline, sender.deadline());
    }

    /** Whether the peer has not acknowledged all that the node wrote. */
    boolean hasUnacknowledged() {
        return sender.queued() > 0;
    }
}
