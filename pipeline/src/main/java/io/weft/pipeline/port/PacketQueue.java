package io.weft.pipeline.port;

import io.weft.pipeline.packet.Packet;

/** One egress queue: a ring that grows by doubling and then stays. An unused one holds nothing. Not bounded here: {@link EgressPort} does that. */
final class PacketQueue {
    private static final Packet[] NOTHING = {};

    private Packet[] ring = NOTHING;
    private int head;
    private int count;
    private long bytes;
    private long takenFrames;
    private long takenBytes;

    void add(Packet packet) {
        if (count == ring.length) {
            grow();
        }
        ring[head + count & ring.length - 1] = packet;
        count++;
        bytes += packet.wireLength();
    }

    /** Takes the oldest frame. The queue must not be empty. */
    Packet remove() {
        Packet packet = ring[head];
        ring[head] = Packet.NONE;
        head = head + 1 & ring.length - 1;
        count--;
        bytes -= packet.wireLength();
        takenFrames++;
        takenBytes += packet.wireLength();
        return packet;
    }

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    /** Frames that have left the queue, by the port or purged. */
    long takenFrames() {
        return takenFrames;
    }

    /** Their wire length. */
    long takenBytes() {
        return takenBytes;
    }

    private void grow() {
        Packet[] larger = new Packet[Math.max(8, ring.length * 2)];
        for (int i = 0; i < larger.length; i++) {
            larger[i] = i < count ? ring[head + i & ring.length - 1] : Packet.NONE;
        }
        ring = larger;
        head = 0;
    }
}
