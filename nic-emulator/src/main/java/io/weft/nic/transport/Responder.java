package io.weft.nic.transport;

import io.weft.nic.verbs.Access;
import io.weft.nic.verbs.Completion;
import io.weft.nic.verbs.Completion.Status;
import io.weft.nic.verbs.CompletionQueue;
import io.weft.nic.verbs.Connection;
import io.weft.nic.verbs.MemoryRegion;
import io.weft.nic.verbs.NicProfile;
import io.weft.nic.verbs.Operation;
import io.weft.nic.verbs.ReceiveRequest;
import io.weft.nic.verbs.Registry;
import io.weft.nic.verbs.WorkRequest;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.Psn;
import io.weft.pipeline.wire.Syndrome;

/**
 * The receiving half of a reliable connection: checks requests in IBTA's order, writes memory, answers. IBTA Vol 1 §9.7.4, §9.7.5. WRITE and
 * SEND are served; READ, atomics, FLUSH and SEND with invalidate are answered with NAK invalid request.
 */
public final class Responder {
    /** {@link #takeReply}: nothing is to be sent. */
    static final int SILENCE = -1;

    /** What the open message is; nothing else may follow its first packet. */
    private enum Open {
        NONE, WRITE, SEND
    }

    private final int qpn;
    private final Connection connection;
    private final Registry<MemoryRegion> memory;
    private final CompletionQueue completions;
    private final ReceiveQueue receives;

    private int expectedPsn;
    private int msn;
    private Open open = Open.NONE;
    private MemoryRegion region = MemoryRegion.NONE;
    /** Where the next payload byte goes. */
    private long address;
    /** Payload bytes that the message may still bring: a WRITE's exactly, a SEND's at most. */
    private long room;
    private long received;
    private long started;
    /** The present gap has been answered; silence until the expected PSN comes. */
    private boolean gapAnswered;
    private boolean failed;

    private int reply = SILENCE;
    private int replyPsn;

    private long naksSent;
    private long duplicates;

    Responder(int qpn, NicProfile profile, Connection connection, Registry<MemoryRegion> memory, CompletionQueue completions) {
        this.qpn = qpn;
        this.connection = connection;
        this.memory = memory;
        this.completions = completions;
        this.receives = new ReceiveQueue(profile.maxReceiveRequests());
        this.expectedPsn = connection.rqPsn();
    }

    /** False if the queue is full: nothing has changed. */
    boolean post(ReceiveRequest request) {
        return receives.add(request);
    }

    /** One request in IBTA's order (§9.7.4.1): the first fault answers, and memory changes only behind the last check. */
    Verdict onRequest(RocePacket request, long now) {
        int ahead = Psn.distance(request.psn(), expectedPsn);
        if (ahead > 0) {
            return nakGapOnce();
        }
        if (ahead < 0) {
            return acknowledgeAgain();
        }
        gapAnswered = false;
        if (!isServed(request) || !mayFollow(request)) {
            return nak(Syndrome.NAK_INVALID_REQUEST, Verdict.REQUEST_INVALID);
        }
        if (wantsReceiveRequest(request) && receives.isEmpty()) {
            return receiverNotReady();
        }
        if (request.startsMessage()) {
            begin(request, now);
        }
        if (!hasRightLength(request)) {
            return nak(Syndrome.NAK_INVALID_REQUEST, Verdict.REQUEST_INVALID);
        }
        if (open == Open.SEND && request.payloadLength() > room) {
            return receiveBufferTooShort();
        }
        if (open == Open.WRITE && !isAllowed()) {
            return nak(Syndrome.NAK_REMOTE_ACCESS_ERROR, Verdict.REMOTE_ACCESS);
        }
        return execute(request, now);
    }

    /** §9.7.5.1.3: one NAK names the expected PSN, then silence: a lost resend is the requester's timer's business. */
    private Verdict nakGapOnce() {
        if (!gapAnswered) {
            gapAnswered = true;
            naksSent++;
            answer(Syndrome.NAK_PSN_SEQUENCE_ERROR, expectedPsn);
        }
        return Verdict.PSN_SEQUENCE;
    }

    /** §9.7.5.1.2: a duplicate is acknowledged with the newest PSN and never executed. */
    private Verdict acknowledgeAgain() {
        duplicates++;
        answer(Syndrome.ACK_UNLIMITED, Psn.plus(expectedPsn, -1));
        return Verdict.PSN_DUPLICATE;
    }

    /** An error that ends the connection: the queue pair must follow into ERROR. */
    private Verdict nak(int syndrome, Verdict verdict) {
        naksSent++;
        failed = true;
        answer(syndrome, expectedPsn);
        return verdict;
    }

    /** §9.7.5.2.8: the expected PSN stays, and what follows this packet is dropped without another NAK. */
    private Verdict receiverNotReady() {
        gapAnswered = true;
        naksSent++;
        answer(Syndrome.rnrNak(connection.minRnrTimer()), expectedPsn);
        return Verdict.RECEIVER_NOT_READY;
    }

    private Verdict receiveBufferTooShort() {
        completions.add(received(receives.remove(), Status.LOC_LEN_ERR, Operation.RECEIVE, 0, false));
        return nak(Syndrome.NAK_REMOTE_OPERATIONAL_ERROR, Verdict.REMOTE_OPERATION);
    }

    private static boolean isServed(RocePacket request) {
        return request.isWrite() || request.isSend();
    }

    private boolean mayFollow(RocePacket request) {
        Open wanted = request.startsMessage() ? Open.NONE : request.isWrite() ? Open.WRITE : Open.SEND;
        return open == wanted;
    }

    /** A SEND takes its buffer with the first packet, a WRITE with immediate its receive request with the last. */
    private static boolean wantsReceiveRequest(RocePacket request) {
        return request.isSend() ? request.startsMessage() : request.hasImmediate();
    }

    private void begin(RocePacket request, long now) {
        started = now;
        received = 0;
        if (request.isWrite()) {
            open = Open.WRITE;
            region = memory.find(request.rkey());
            address = request.virtualAddress();
            room = request.dmaLength();
        } else {
            open = Open.SEND;
            ReceiveRequest buffer = receives.oldest();
            region = buffer.region();
            address = buffer.address();
            room = buffer.length();
        }
    }

    /**
     * §9.7.4.1.6: a packet that is not the last brings exactly one path MTU, the last of several one byte at least, and a WRITE in all what RETH
     * said.
     */
    private boolean hasRightLength(RocePacket request) {
        int payload = request.payloadLength();
        boolean ends = request.endsMessage();
        int least = request.opcode().isOnly() ? 0 : 1;
        boolean place = ends ? payload >= least && payload <= connection.pathMtu() : payload == connection.pathMtu();
        boolean padded = request.padCount() == Segmenter.pad(payload);
        boolean sum = open == Open.SEND || (ends ? payload == room : payload < room) && room <= WorkRequest.MAX_LENGTH;
        return place && padded && sum;
    }

    /** §9.7.4.1.5: rkey, permission and bounds for what is left of the message; nothing is checked where no byte is written. */
    private boolean isAllowed() {
        return room == 0 || region.allows(Access.REMOTE_WRITE) && region.contains(address, room);
    }

    private Verdict execute(RocePacket request, long now) {
        int payload = request.payloadLength();
        if (payload > 0) {
            place(request.packet(), request.payloadAt(), payload);
        }
        address += payload;
        room -= payload;
        received += payload;
        expectedPsn = Psn.plus(expectedPsn, 1);
        if (request.endsMessage()) {
            end(request);
        }
        if (request.ackRequest()) {
            answer(Syndrome.ACK_UNLIMITED, request.psn());
        }
        return Verdict.CONSUMED;
    }

    /** Bytes go to memory that holds bytes; a description is noted, or made into bytes there, as the region is. */
    private void place(Packet packet, int payloadAt, int payload) {
        boolean bytes = packet.isMaterialised() && (region.isHeld() || !packet.hasTail());
        if (bytes) {
            region.write(address, packet.array(), packet.arrayOffset() + payloadAt, payload);
        } else {
            region.write(address, packet.tailSeed(), packet.tailOffset(), payload);
        }
    }

    private void end(RocePacket request) {
        msn = msn + 1 & Psn.MASK;
        boolean send = open == Open.SEND;
        open = Open.NONE;
        if (send || request.hasImmediate()) {
            Operation operation = send ? Operation.RECEIVE : Operation.RECEIVE_WRITE_WITH_IMMEDIATE;
            completions.add(received(receives.remove(), Status.SUCCESS, operation, request.immediate(), request.hasImmediate()));
        }
    }

    private Completion received(ReceiveRequest request, Status status, Operation operation, int immediate, boolean hasImmediate) {
        return new Completion(request.id(), qpn, status, operation, received, immediate, hasImmediate, started, started, started, 0);
    }

    private void answer(int syndrome, int psn) {
        reply = syndrome;
        replyPsn = psn;
    }

    /** The syndrome to send now with {@link #replyPsn} and {@link #msn}, or {@link #SILENCE}; asked once. */
    int takeReply() {
        int taken = reply;
        reply = SILENCE;
        return taken;
    }

    boolean hasReply() {
        return reply != SILENCE;
    }

    int replyPsn() {
        return replyPsn;
    }

    boolean hasFailed() {
        return failed;
    }

    /** Ends all receive requests: the queue pair is in ERROR. */
    void flush(long now) {
        started = now;
        received = 0;
        while (!receives.isEmpty()) {
            completions.add(received(receives.remove(), Status.WR_FLUSH_ERR, Operation.RECEIVE, 0, false));
        }
    }

    public int expectedPsn() {
        return expectedPsn;
    }

    /** Messages completed, 24 bits that wrap. */
    public int msn() {
        return msn;
    }

    /** Receive requests that wait. */
    public int receiveRequests() {
        return receives.size();
    }

    public long naksSent() {
        return naksSent;
    }

    public long duplicates() {
        return duplicates;
    }
}
