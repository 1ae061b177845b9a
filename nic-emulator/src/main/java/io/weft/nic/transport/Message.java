package io.weft.nic.transport;

import io.weft.nic.verbs.Completion;
import io.weft.nic.verbs.Completion.Status;
import io.weft.nic.verbs.WorkRequest;

/** A work request on its way: which sequences it takes, and what has become of it. Reused by its {@link SendQueue}. */
final class Message {
    private static final WorkRequest NOTHING = WorkRequest.send(0, 0, 0, 0);

    private WorkRequest request = NOTHING;
    private int pathMtu;
    private long firstSequence;
    private int packets;
    private long firstByte;
    private long posted;
    private long started;
    private long sent;
    private int retransmissions;

    void begin(WorkRequest newRequest, int newPathMtu, long sequence, long bytesBefore, long now) {
        request = newRequest;
        pathMtu = newPathMtu;
        firstSequence = sequence;
        packets = Segmenter.packets(newRequest.length(), newPathMtu);
        firstByte = bytesBefore;
        posted = started = sent = now;
        retransmissions = 0;
    }

    /** Packet {@code index} has been made for the first time. */
    void made(int index, long now) {
        if (index == 0) {
            started = now;
        }
        sent = now;
    }

    void madeAgain() {
        retransmissions++;
    }

    Completion end(int qpn, Status status) {
        return new Completion(request.id(), qpn, status, request.operation(), request.length(), request.immediate(),
                request.operation().hasImmediate(), posted, started, sent, retransmissions);
    }

    /** The payload bytes of the whole queue in front of {@code sequence}, which is one of this message's or the next behind it. */
    long position(long sequence) {
        return firstByte + Math.min((sequence - firstSequence) * pathMtu, request.length());
    }

    WorkRequest request() {
        return request;
    }

    long firstSequence() {
        return firstSequence;
    }

    /** The sequence behind its last. */
    long endSequence() {
        return firstSequence + packets;
    }

    long endByte() {
        return firstByte + request.length();
    }

    int packets() {
        return packets;
    }
}
