package io.weft.nic.transport;

import io.weft.nic.rate.RateControl;
import io.weft.nic.verbs.Completion.Status;
import io.weft.nic.verbs.CompletionQueue;
import io.weft.nic.verbs.Connection;
import io.weft.nic.verbs.NicProfile;
import io.weft.nic.verbs.WorkRequest;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.Psn;
import io.weft.pipeline.wire.RoceOpcode;
import io.weft.pipeline.wire.Syndrome;

/**
 * The sending half of a reliable connection: makes the packets of posted messages in order, go-back-N on NAK and timeout. IBTA Vol 1 §9.7.3,
 * §9.7.5, §9.7.7.
 *
 * <p>The retransmission timer runs while a packet that asked for an acknowledgement has none: started when such a packet is made, restarted by
 * every acknowledgement of something new, and it fires exactly 4.096 µs · 2^code later (the standard allows up to four times that).
 */
public final class Requester {
    /** IBTA Vol 1 §9.7.1: no more than half of the PSNs may be outstanding. */
    private static final long MAX_OUTSTANDING = 1 << 23;
    private static final long TIMEOUT_UNIT = 4_096_000;
    private static final int FOR_EVER = 7;
    private static final long NEVER = Long.MAX_VALUE;

    private final int qpn;
    private final NicProfile profile;
    private final Connection connection;
    private final RateControl rate;
    private final Framer framer;
    private final Envelope envelope;
    private final CompletionQueue completions;
    private final SendQueue queue;

    private long unacknowledged;
    private long next;
    private long neverMade;
    /** The message that holds {@code next}. */
    private long cursor;
    /** Above it nothing that was made since the last step back has asked for an acknowledgement. */
    private long lastAckRequest = -1;
    private long timeoutDeadline = NEVER;
    private long receiverReadyAt;
    private int retriesLeft;
    private int rnrRetriesLeft;
    private boolean failed;

    private long packetsMade;
    private long retransmitted;
    private long timeouts;
    private long sequenceNaks;
    private long rnrNaks;

    Requester(int qpn, NicProfile profile, Connection connection, RateControl rate, Framer framer, Envelope envelope, CompletionQueue completions) {
        this.qpn = qpn;
        this.profile = profile;
        this.connection = connection;
        this.rate = rate;
        this.framer = framer;
        this.envelope = envelope;
        this.completions = completions;
        this.queue = new SendQueue(profile.maxSendRequests(), connection.pathMtu(), connection.sqPsn());
        this.unacknowledged = this.next = this.neverMade = connection.sqPsn();
        restoreRetries();
    }

    /** Picoseconds of timeout code 1 … 31: 4.096 µs · 2^code; code 0 is never. IBTA Vol 1 §9.7.6.1.3. */
    static long timeout(int code) {
        return code == 0 ? NEVER : TIMEOUT_UNIT << code;
    }

    /** False if the queue is full: nothing has changed. */
    boolean post(WorkRequest request, long now) {
        return queue.add(request, now);
    }

    /** Why no packet can be made now. */
    Stalled stalled(long now) {
        if (next == queue.endSequence()) {
            return queue.isEmpty() ? Stalled.IDLE : Stalled.AWAITING_ACK;
        }
        if (now < receiverReadyAt) {
            return Stalled.RECEIVER_NOT_READY;
        }
        if (next - unacknowledged >= MAX_OUTSTANDING) {
            return Stalled.PSN_WINDOW;
        }
        long allowed = rate.nextSend(bytesInFlight(), now);
        return allowed <= now ? Stalled.NO : allowed == NEVER ? Stalled.CONGESTION_WINDOW : Stalled.PACED;
    }

    /** Makes the next packet; {@link Packet#NONE} if the pool is empty, and then nothing has changed. Only when {@link #stalled} says NO. */
    Packet make(long now) {
        Message message = queue.get(cursor);
        int index = (int) (next - message.firstSequence());
        long position = (long) index * connection.pathMtu();
        int payload = (int) Math.min(connection.pathMtu(), message.request().length() - position);
        boolean last = index == message.packets() - 1;
        boolean ackRequest = last || profile.ackEvery() > 0 && (index + 1) % profile.ackEvery() == 0;
        RoceOpcode opcode = Segmenter.opcode(message.request().operation(), index, message.packets());
        Packet packet = framer.request(envelope, opcode, connection.remoteQpn(), (int) next & Psn.MASK, ackRequest, message.request(), position,
                payload);
        if (packet == Packet.NONE) {
            return packet;
        }
        if (next == neverMade) {
            neverMade++;
            message.made(index, now);
        } else {
            retransmitted++;
            message.madeAgain();
        }
        packetsMade++;
        if (ackRequest) {
            lastAckRequest = next;
            startTimer(now);
        }
        next++;
        if (last) {
            cursor++;
        }
        rate.onSend(packet.wireLength(), now);
        return packet;
    }

    private void startTimer(long now) {
        if (timeoutDeadline == NEVER && connection.timeoutCode() != 0) {
            timeoutDeadline = now + timeout(connection.timeoutCode());
        }
    }

    /** An acknowledgement. IBTA Vol 1 §9.7.5.1: it names a PSN; an ACK covers it and all before, a NAK all before it. */
    Verdict onAcknowledge(int psn, int syndrome, long now) {
        int ahead = Psn.distance(psn, (int) unacknowledged & Psn.MASK);
        if (ahead < 0 || ahead >= neverMade - unacknowledged) {
            return Verdict.PSN_STALE_ACK;
        }
        long named = unacknowledged + ahead;
        if (Syndrome.isAck(syndrome)) {
            advance(named + 1, now);
            return Verdict.CONSUMED;
        }
        if (Syndrome.isRnrNak(syndrome)) {
            advance(named, now);
            onReceiverNotReady(named, Syndrome.value(syndrome), now);
            return Verdict.CONSUMED;
        }
        return onNak(named, syndrome, now);
    }

    private Verdict onNak(long named, int syndrome, long now) {
        if (syndrome == Syndrome.NAK_PSN_SEQUENCE_ERROR) {
            sequenceNaks++;
            boolean progress = named > unacknowledged;
            advance(named, now);
            goBack(named, progress, now);
            return Verdict.CONSUMED;
        }
        Status status = switch (syndrome) {
            case Syndrome.NAK_INVALID_REQUEST -> Status.REM_INV_REQ_ERR;
            case Syndrome.NAK_REMOTE_ACCESS_ERROR -> Status.REM_ACCESS_ERR;
            case Syndrome.NAK_REMOTE_OPERATIONAL_ERROR -> Status.REM_OP_ERR;
            default -> Status.SUCCESS;
        };
        if (status == Status.SUCCESS) {
            return Verdict.AETH_SYNDROME;
        }
        advance(named, now);
        fail(status);
        return Verdict.CONSUMED;
    }

    /** Everything before {@code sequence} is acknowledged: what is complete ends, and the retries are whole again. */
    private void advance(long sequence, long now) {
        if (sequence == unacknowledged) {
            return;
        }
        long acknowledged = queue.position(queue.head(), unacknowledged);
        unacknowledged = sequence;
        long reached = queue.holding(sequence);
        rate.onAck(queue.position(reached, sequence) - acknowledged, now);
        if (next < sequence) {
            next = sequence;
            cursor = reached;
        }
        while (queue.head() < reached) {
            completions.add(queue.oldest().end(qpn, Status.SUCCESS));
            queue.removeOldest();
        }
        restoreRetries();
        timeoutDeadline = NEVER;
        if (lastAckRequest >= unacknowledged) {
            startTimer(now);
        }
    }

    private void restoreRetries() {
        retriesLeft = connection.retryCount();
        rnrRetriesLeft = connection.rnrRetry();
    }

    /** Resends from {@code sequence} on, which costs a retry unless the peer has made progress; without one left the oldest message fails. */
    private void goBack(long sequence, boolean progress, long now) {
        if (!progress && retriesLeft-- == 0) {
            fail(Status.RETRY_EXC_ERR);
            return;
        }
        resendFrom(sequence);
        rate.onLoss(now);
    }

    private void resendFrom(long sequence) {
        next = sequence;
        cursor = queue.holding(sequence);
        lastAckRequest = -1;
        timeoutDeadline = NEVER;
    }

    /** IBTA Vol 1 §9.7.5.2.8: wait as long as the peer says, then resend from the PSN it named. */
    private void onReceiverNotReady(long sequence, int timerCode, long now) {
        rnrNaks++;
        if (connection.rnrRetry() != FOR_EVER && rnrRetriesLeft-- == 0) {
            fail(Status.RNR_RETRY_EXC_ERR);
            return;
        }
        resendFrom(sequence);
        receiverReadyAt = now + Syndrome.rnrDelay(timerCode);
    }

    void onCnp(long now) {
        rate.onCnp(now);
    }

    /** Deadlines that have come: the retransmission timer's and the rate's. A wait that is over needs no act. */
    void onTimer(long now) {
        if (timeoutDeadline <= now) {
            timeouts++;
            goBack(unacknowledged, false, now);
        }
        if (rate.nextDeadline() <= now) {
            rate.onTimer(now);
        }
    }

    /** When {@link #onTimer} is wanted or {@link #stalled} must be asked again, after {@code now}. */
    long nextDeadline(Stalled stalled, long now) {
        long wake = switch (stalled) {
            case RECEIVER_NOT_READY -> receiverReadyAt;
            case PACED -> rate.nextSend(bytesInFlight(), now);
            case STATE, IDLE, AWAITING_ACK, PSN_WINDOW, CONGESTION_WINDOW, NO -> NEVER;
        };
        return Math.min(Math.min(timeoutDeadline, wake), rate.nextDeadline());
    }

    /** The oldest message ends with {@code status}, those behind it are flushed; the queue pair must follow into ERROR. */
    private void fail(Status status) {
        completions.add(queue.oldest().end(qpn, status));
        queue.removeOldest();
        failed = true;
    }

    boolean hasFailed() {
        return failed;
    }

    /** Ends everything posted: the queue pair is in ERROR. */
    void flush() {
        while (!queue.isEmpty()) {
            completions.add(queue.oldest().end(qpn, Status.WR_FLUSH_ERR));
            queue.removeOldest();
        }
        unacknowledged = next = neverMade = queue.endSequence();
        cursor = queue.head();
        timeoutDeadline = NEVER;
    }

    private long bytesInFlight() {
        return queue.position(cursor, next) - queue.position(queue.head(), unacknowledged);
    }

    /** PSN of the oldest packet that is not acknowledged, or of the next to be made if there is none. */
    public int unacknowledgedPsn() {
        return (int) unacknowledged & Psn.MASK;
    }

    public int nextPsn() {
        return (int) next & Psn.MASK;
    }

    /** Messages that have not ended. */
    public int pending() {
        return queue.size();
    }

    /** Packets made, those made again counted again. */
    public long packetsMade() {
        return packetsMade;
    }

    public long retransmitted() {
        return retransmitted;
    }

    public long timeouts() {
        return timeouts;
    }

    public long sequenceNaks() {
        return sequenceNaks;
    }

    public long rnrNaks() {
        return rnrNaks;
    }
}
