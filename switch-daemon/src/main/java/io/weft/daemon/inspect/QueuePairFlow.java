package io.weft.daemon.inspect;

import io.weft.bgp.address.IpAddress;
import io.weft.pipeline.wire.Psn;
import io.weft.pipeline.wire.RoceExtension;
import io.weft.pipeline.wire.RoceFrame;
import io.weft.pipeline.wire.RoceOpcode;
import io.weft.pipeline.wire.Syndrome;

/** What one sender has sent to one queue pair, from one UDP port: requests and responses, whose PSNs are counted apart. */
public final class QueuePairFlow {
    /** Path MTU is at least this: a READ of n bytes takes at most ⌈n / 256⌉ PSNs. */
    private static final int LEAST_PATH_MTU = 256;
    private static final int NOT_SEEN = -1;

    /**
     * Names a flow: the port where it was captured, or nothing; the 5-tuple, whose protocol is UDP and whose destination port is 4791; and the
     * destination QP. A capture of several ports sees a packet several times, which is not to be taken for a retransmission.
     */
    public record Key(String port, IpAddress source, int sourcePort, IpAddress destination, int destQp) {
    }

    private final Key key;
    private long packets;
    private long payloadBytes;
    private long acks;
    private long naks;
    private long rnrNaks;
    private long cnps;
    private long gaps;
    private long missing;
    private long retransmissions;
    private int highest = NOT_SEEN;
    /** The PSNs behind {@link #highest} that a READ request has taken for its responses, at most. */
    private int taken;

    QueuePairFlow(Key key) {
        this.key = key;
    }

    /** {@code isNew} is false for the note that a packet was dropped, which was counted when it came in. */
    void add(RoceFrame frame, boolean isNew) {
        packets++;
        payloadBytes += frame.payload().length;
        RoceOpcode opcode = frame.opcode();
        if (opcode == RoceOpcode.CNP) {
            cnps++;
        } else if (opcode.isResponse()) {
            frame.extension(RoceExtension.Ack.class).ifPresent(this::count);
        } else if (isNew && opcode.transport() != RoceOpcode.Transport.UD) {
            follow(frame, opcode);
        }
    }

    private void count(RoceExtension.Ack ack) {
        if (Syndrome.isNak(ack.syndrome())) {
            naks++;
        } else if (Syndrome.isRnrNak(ack.syndrome())) {
            rnrNaks++;
        } else {
            acks++;
        }
    }

    /** A request's PSN is one more than the one before, or a gap was left, or it was sent before. IBTA Vol 1 §9.7.2. */
    private void follow(RoceFrame frame, RoceOpcode opcode) {
        int psn = frame.transport().psn();
        int ahead = highest == NOT_SEEN ? 1 : Psn.distance(psn, highest);
        if (ahead <= 0) {
            retransmissions++;
            return;
        }
        if (highest != NOT_SEEN && ahead > 1 + taken) {
            gaps++;
            missing += ahead - 1 - taken;
        }
        highest = psn;
        taken = opcode == RoceOpcode.RC_READ_REQUEST ? readPsns(frame) - 1 : 0;
    }

    private static int readPsns(RoceFrame frame) {
        long length = frame.extension(RoceExtension.Rdma.class).map(r -> Integer.toUnsignedLong(r.dmaLength())).orElse(0L);
        return (int) Math.clamp((length + LEAST_PATH_MTU - 1) / LEAST_PATH_MTU, 1, Psn.MASK);
    }

    public Key key() {
        return key;
    }

    public long packets() {
        return packets;
    }

    public long payloadBytes() {
        return payloadBytes;
    }

    /** Positive acknowledgements, those of READ responses and atomics included. */
    public long acks() {
        return acks;
    }

    public long naks() {
        return naks;
    }

    public long rnrNaks() {
        return rnrNaks;
    }

    public long cnps() {
        return cnps;
    }

    /** How often a request's PSN was further ahead than the request before allows. */
    public long gaps() {
        return gaps;
    }

    /** PSNs that the gaps left out when they opened; behind a READ, whose responses take PSNs, at least so many. */
    public long missing() {
        return missing;
    }

    /** Requests whose PSN was not ahead of an earlier one. */
    public long retransmissions() {
        return retransmissions;
    }
}
