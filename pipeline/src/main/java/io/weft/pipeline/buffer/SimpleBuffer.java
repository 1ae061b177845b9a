package io.weft.pipeline.buffer;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.port.EgressPort;

/**
 * The buffer of {@code asic: simple}: every egress queue has bytes of its own and shares none. Tail drop: a queue holds at most
 * {@code queueBytes}; a frame that would exceed them is refused with {@code QUEUE_FULL}. No real ASIC is so; for learning what sharing changes.
 */
public final class SimpleBuffer implements PacketBuffer {
    private final long queueBytes;
    private final long[] held;
    private long heldBytes;
    private int heldFrames;

    public SimpleBuffer(int ports, long queueBytes) {
        this.queueBytes = queueBytes;
        this.held = new long[ports * EgressPort.QUEUES];
    }

    @Override
    public Verdict admit(Packet packet) {
        int queue = queueOf(packet);
        int bytes = packet.wireLength();
        if (held[queue] + bytes > queueBytes) {
            return Verdict.QUEUE_FULL;
        }
        held[queue] += bytes;
        heldBytes += bytes;
        heldFrames++;
        return Verdict.CONTINUE;
    }

    @Override
    public void release(Packet packet) {
        int bytes = packet.wireLength();
        held[queueOf(packet)] -= bytes;
        heldBytes -= bytes;
        heldFrames--;
    }

    private static int queueOf(Packet packet) {
        return packet.egressPort() * EgressPort.QUEUES + packet.queue();
    }

    @Override
    public long heldBytes() {
        return heldBytes;
    }

    @Override
    public int heldFrames() {
        return heldFrames;
    }
}
