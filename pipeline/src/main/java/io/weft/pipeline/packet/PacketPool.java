package io.weft.pipeline.packet;

import java.util.Arrays;

/**
 * The packets that one thread works with. They are made when first needed, up to {@code capacity}, and then used again; taking and giving
 * back move an index. When all are out, {@link #take} answers {@link Packet#NONE} and the caller counts {@link Verdict#POOL_EMPTY}.
 */
public final class PacketPool {
    /** For packets that belong to no pool. */
    static final PacketPool NONE = new PacketPool(0);

    private final int capacity;
    private Packet[] idle = new Packet[16];
    private int count;
    private int made;

    public PacketPool(int capacity) {
        this.capacity = capacity;
    }

    /** An empty packet with {@link Packet#HEADROOM} bytes free in front, or {@link Packet#NONE}. The caller owns it. */
    public Packet take() {
        if (count > 0) {
            return idle[--count].taken();
        }
        if (made == capacity) {
            return Packet.NONE;
        }
        made++;
        return new Packet(this, Packet.HEADROOM + Packet.HEADER_ROOM).taken();
    }

    /** Called by {@link Packet#release} alone. Two releases are two owners of one frame: that fails here, in production too. */
    void give(Packet packet) {
        if (this == NONE) {
            return;
        }
        if (packet.isIdle()) {
            throw new IllegalStateException("released twice: " + packet);
        }
        if (count == idle.length) {
            idle = Arrays.copyOf(idle, count * 2);
        }
        idle[count++] = packet.idled();
    }

    /** Packets that are out: taken and not yet given back. */
    public int inUse() {
        return made - count;
    }

    public int capacity() {
        return capacity;
    }
}
