package io.weft.nic.transport;

import io.weft.nic.rate.RateControl;
import io.weft.nic.verbs.CompletionQueue;
import io.weft.nic.verbs.Connection;
import io.weft.nic.verbs.Gid;
import io.weft.nic.verbs.MemoryRegion;
import io.weft.nic.verbs.NicProfile;
import io.weft.nic.verbs.QpState;
import io.weft.nic.verbs.ReceiveRequest;
import io.weft.nic.verbs.Registry;
import io.weft.nic.verbs.WorkRequest;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Pattern;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.RoceEntropy;
import io.weft.pipeline.wire.RoceOpcode;

/**
 * One end of a reliable connection: a state, a {@link Requester} and a {@link Responder}. IBTA Vol 1 §10.2.4, §10.3. Its NIC calls it; others
 * ask it.
 */
public final class QueuePair {
    private static final Connection UNCONNECTED = Connection.between(new Gid(0, 0), new Gid(0, 0), 0, 0, 0, 256);

    private final int qpn;
    private final int index;
    private final NicProfile profile;
    private final RateControl rate;
    private final Framer framer;
    private final Registry<MemoryRegion> memory;
    private final CompletionQueue completions;
    private final long seed;

    private QpState state = QpState.RESET;
    private Connection connection = UNCONNECTED;
    private Envelope envelope = Envelope.NONE;
    private Requester requester;
    private Responder responder;
    private boolean takesTurn;
    private long cnps;

    /** {@code index} is its place in its NIC, {@code seed} gives its first IPv4 identification. */
    public QueuePair(int qpn, int index, NicProfile profile, RateControl rate, Framer framer, Registry<MemoryRegion> memory,
            CompletionQueue completions, long seed) {
        this.qpn = qpn;
        this.index = index;
        this.profile = profile;
        this.rate = rate;
        this.framer = framer;
        this.memory = memory;
        this.completions = completions;
        this.seed = seed;
        this.requester = new Requester(qpn, profile, UNCONNECTED, rate, framer, envelope, completions);
        this.responder = new Responder(qpn, profile, UNCONNECTED, memory, completions);
    }

    /** RESET to INIT, in which receive requests may be posted. */
    public void initialise(Connection agreed) {
        if (agreed.pathMtu() > profile.pathMtu()) {
            throw new IllegalArgumentException("path MTU " + agreed.pathMtu() + " is above the NIC's " + profile.pathMtu());
        }
        become(QpState.INIT);
        int label = agreed.flowLabel() == Connection.FROM_QPNS ? RoceEntropy.flowLabel(qpn, agreed.remoteQpn()) : agreed.flowLabel();
        connection = agreed;
        envelope = new Envelope(agreed.localGid(), agreed.remoteGid(), RoceEntropy.sourcePort(label), profile.hopLimit(),
                (int) Pattern.word(seed, qpn));
        requester = new Requester(qpn, profile, agreed, rate, framer, envelope, completions);
        responder = new Responder(qpn, profile, agreed, memory, completions);
    }

    public void readyToReceive() {
        become(QpState.READY_TO_RECEIVE);
    }

    public void readyToSend() {
        become(QpState.READY_TO_SEND);
    }

    /** Forgets everything but its number; what was posted does not complete. IBTA Vol 1 §10.3.1. */
    public void reset() {
        become(QpState.RESET);
        connection = UNCONNECTED;
        envelope = Envelope.NONE;
        requester = new Requester(qpn, profile, connection, rate, framer, envelope, completions);
        responder = new Responder(qpn, profile, connection, memory, completions);
    }

    private void become(QpState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("queue pair 0x" + Integer.toHexString(qpn) + " is " + state + " and cannot become " + next);
        }
        state = next;
    }

    /** False if the send queue is full. In ERROR the request is flushed at once; before READY_TO_SEND posting is a mistake. */
    public boolean post(WorkRequest request, long now) {
        if (state != QpState.READY_TO_SEND && state != QpState.ERROR) {
            throw new IllegalStateException("queue pair 0x" + Integer.toHexString(qpn) + " is " + state + ", not ready to send");
        }
        boolean posted = requester.post(request, now);
        if (state == QpState.ERROR) {
            requester.flush();
        }
        return posted;
    }

    /** False if the receive queue is full. */
    public boolean post(ReceiveRequest request, long now) {
        if (state == QpState.RESET) {
            throw new IllegalStateException("queue pair 0x" + Integer.toHexString(qpn) + " is RESET and takes no receive requests");
        }
        boolean posted = responder.post(request);
        if (state == QpState.ERROR) {
            responder.flush(now);
        }
        return posted;
    }

    /** A packet for this queue pair, read and found undamaged. Lends it. */
    public Verdict receive(RocePacket arrived, long now) {
        if (!state.receives()) {
            return Verdict.QP_STATE;
        }
        if (!envelope.isFromPeer(arrived.packet())) {
            return Verdict.QP_ADDRESS;
        }
        Verdict verdict = switch (arrived.opcode().transport()) {
            case RC -> receiveReliable(arrived, now);
            case CNP -> slowDown(now);
            case UC, UD, NONE -> Verdict.BTH_OPCODE;
        };
        failIfAHalfHas(now);
        return verdict;
    }

    private Verdict receiveReliable(RocePacket arrived, long now) {
        if (!arrived.opcode().isResponse()) {
            return responder.onRequest(arrived, now);
        }
        return arrived.opcode() == RoceOpcode.RC_ACKNOWLEDGE ? requester.onAcknowledge(arrived.psn(), arrived.syndrome(), now) : Verdict.BTH_OPCODE;
    }

    private Verdict slowDown(long now) {
        cnps++;
        requester.onCnp(now);
        return Verdict.CONSUMED;
    }

    private void failIfAHalfHas(long now) {
        if (state != QpState.ERROR && (requester.hasFailed() || responder.hasFailed())) {
            fail(now);
        }
    }

    /** To ERROR: everything posted is flushed. */
    public void fail(long now) {
        become(QpState.ERROR);
        requester.flush();
        responder.flush(now);
    }

    /** The acknowledgement that the last packet wants, {@link Packet#NONE} if it wants none or the pool is empty. */
    public Packet reply() {
        int syndrome = responder.takeReply();
        if (syndrome == Responder.SILENCE) {
            return Packet.NONE;
        }
        return framer.acknowledge(envelope, connection.remoteQpn(), responder.replyPsn(), syndrome, responder.msn());
    }

    public boolean wantsReply() {
        return responder.hasReply();
    }

    public Stalled stalled(long now) {
        return state == QpState.READY_TO_SEND ? requester.stalled(now) : Stalled.STATE;
    }

    /** The next data packet, {@link Packet#NONE} if the pool is empty. Only when {@link #stalled} says NO. */
    public Packet make(long now) {
        return requester.make(now);
    }

    public void onTimer(long now) {
        requester.onTimer(now);
        failIfAHalfHas(now);
    }

    /** When {@link #onTimer} is wanted, or {@link #stalled} must be asked again. */
    public long nextDeadline(Stalled stalled, long now) {
        return state == QpState.READY_TO_SEND ? requester.nextDeadline(stalled, now) : Long.MAX_VALUE;
    }

    /** True while it stands in its NIC's round of those that are ready. */
    public boolean takesTurn() {
        return takesTurn;
    }

    public void takesTurn(boolean inRound) {
        takesTurn = inRound;
    }

    public int qpn() {
        return qpn;
    }

    public int index() {
        return index;
    }

    public QpState state() {
        return state;
    }

    public Connection connection() {
        return connection;
    }

    public Requester requester() {
        return requester;
    }

    public Responder responder() {
        return responder;
    }

    /** Congestion notification packets received. */
    public long cnps() {
        return cnps;
    }

    @Override
    public String toString() {
        return "queue pair 0x" + Integer.toHexString(qpn) + " " + state;
    }
}
