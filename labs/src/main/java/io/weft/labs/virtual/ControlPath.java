package io.weft.labs.virtual;

import static io.weft.labs.virtual.EventQueue.NEVER;

import io.weft.pipeline.packet.Packet;

/**
 * One way across a node's control ports: from the node to its TCP stack, or back. Each frame takes {@code delay} picoseconds, as the way between
 * a switching chip and its CPU does, and none overtakes another.
 */
final class ControlPath extends EventSource {
    /** Takes the packet at the far end. */
    @FunctionalInterface
    interface End {
        void frame(int port, Packet packet, long now);
    }

    private final PacketRing frames = new PacketRing();
    private final long delay;
    private final End end;

    ControlPath(EventQueue queue, long delay, End end) {
        super(queue);
        this.delay = delay;
        this.end = end;
    }

    void send(int port, Packet packet, long departure) {
        long arrival = Math.max(departure, now()) + delay;
        boolean first = frames.isEmpty();
        frames.add(first ? arrival : Math.max(arrival, frames.lastTime()), port, packet);
        if (first) {
            next(arrival);
        }
    }

    @Override
    void fire(long now) {
        int port = (int) frames.firstNote();
        Packet packet = frames.removeFirst();
        next(frames.firstTime());
        end.frame(port, packet, now);
    }

    void clear() {
        while (!frames.isEmpty()) {
            frames.removeFirst().release();
        }
        next(NEVER);
    }

    int size() {
        return frames.size();
    }
}
