package io.weft.labs.virtual;

import static io.weft.labs.virtual.EventQueue.NEVER;

import io.weft.pipeline.packet.Packet;
import java.util.Arrays;

/**
 * Packets on their way, first in, first out: each with the time it arrives and one number that its holder needs. Grows to the longest it has been
 * and is bounded by the pool that the packets come from.
 */
final class PacketRing {
    private static final int FIRST_ROOM = 4;

    private long[] times = new long[FIRST_ROOM];
    private long[] notes = new long[FIRST_ROOM];
    private Packet[] packets = new Packet[FIRST_ROOM];
    private int head;
    private int size;

    PacketRing() {
        Arrays.fill(packets, Packet.NONE);
    }

    void add(long time, long note, Packet packet) {
        if (size == packets.length) {
            grow();
        }
        int at = head + size & packets.length - 1;
        times[at] = time;
        notes[at] = note;
        packets[at] = packet;
        size++;
    }

    private void grow() {
        int room = packets.length;
        long[] oldTimes = times;
        long[] oldNotes = notes;
        Packet[] oldPackets = packets;
        times = new long[2 * room];
        notes = new long[2 * room];
        packets = new Packet[2 * room];
        Arrays.fill(packets, Packet.NONE);
        for (int i = 0; i < room; i++) {
            int from = head + i & room - 1;
            times[i] = oldTimes[from];
            notes[i] = oldNotes[from];
            packets[i] = oldPackets[from];
        }
        head = 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** When the first packet arrives, {@link EventQueue#NEVER} if there is none. */
    long firstTime() {
        return size == 0 ? NEVER : times[head];
    }

    /** The note of the first packet. */
    long firstNote() {
        return notes[head];
    }

    Packet removeFirst() {
        Packet packet = packets[head];
        packets[head] = Packet.NONE;
        head = head + 1 & packets.length - 1;
        size--;
        return packet;
    }

    /** The note of the last packet. */
    long lastNote() {
        return notes[head + size - 1 & packets.length - 1];
    }

    /** When the last packet arrives; meaningless if there is none. */
    long lastTime() {
        return times[head + size - 1 & packets.length - 1];
    }

    Packet removeLast() {
        size--;
        int at = head + size & packets.length - 1;
        Packet packet = packets[at];
        packets[at] = Packet.NONE;
        return packet;
    }
}
