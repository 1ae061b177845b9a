package io.weft.pipeline.observe;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.Icrc;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes a run as pcapng (draft-ietf-opsawg-pcapng): one section, one interface description a port, one enhanced packet block a frame seen.
 * Timestamps are nanoseconds since an epoch that the caller names, usually the lab's t = 0; picoseconds, drop reason and queue depth go into
 * the frame's comment. A frame whose payload is only described is made into bytes in a copy, ICRC included: to capture a run does not change
 * it. Blocks are appended to the caller's little-endian buffer, which must have {@link #room} bytes left.
 */
public final class PcapNg {
    /** Seen from the port: the frame came in, left, or is neither. The values of epb_flags, bits 0 and 1. */
    public enum Direction {
        NEITHER, IN, OUT
    }

    /** How the comment of a frame begins that was dropped. Such a frame is there once more: as it came in. */
    public static final String DROPPED = "dropped: ";

    private static final int SECTION_HEADER = 0x0A0D0D0A;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int ENHANCED_PACKET = 6;
    private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
    private static final int LINKTYPE_ETHERNET = 1;
    /** Block type, two total lengths, interface, timestamp, two packet lengths; flags, packet id and end of options. */
    private static final int FRAME_OVERHEAD = 12 + 20 + 8 + 12 + 4;

    private static final int END_OF_OPTIONS = 0;
    private static final int COMMENT = 1;
    private static final int SHB_USERAPPL = 4;
    private static final int IF_NAME = 2;
    private static final int IF_DESCRIPTION = 3;
    private static final int IF_SPEED = 8;
    private static final int IF_TSRESOL = 9;
    private static final int IF_FCSLEN = 13;
    private static final int IF_TSOFFSET = 14;
    private static final int EPB_FLAGS = 2;
    private static final int EPB_PACKETID = 5;

    private static final int NANOSECONDS = 9;
    private static final long PICOSECONDS_PER_NANOSECOND = 1_000;
    private static final long PICOSECONDS_PER_SECOND = 1_000_000_000_000L;
    private static final long NANOSECONDS_PER_SECOND = 1_000_000_000;

    private final long epoch;
    private final long offsetSeconds;
    private final Icrc icrc = new Icrc();
    private final Packet scratch = Packet.of(new byte[0]);

    /**
     * @param epoch the moment (ps) that readers show as zero
     * @param start no frame is earlier than this (ps). If it lies before the epoch, interfaces carry a negative if_tsoffset, because a
     *              timestamp cannot be negative
     */
    public PcapNg(long epoch, long start) {
        this.epoch = epoch;
        this.offsetSeconds = Math.min(0, Math.floorDiv(start - epoch, PICOSECONDS_PER_SECOND));
    }

    /** Timestamps count from the run's own zero. */
    public PcapNg() {
        this(0, 0);
    }

    /** Appends the section header that a file begins with; {@code about} tells a reader what was run. */
    public void section(ByteBuffer to, String about) {
        int at = begin(to, SECTION_HEADER);
        to.putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(-1);
        text(to, SHB_USERAPPL, "Weft");
        text(to, COMMENT, about);
        end(to, at);
    }

    /** Appends an interface: the first one is 0, the next one 1, and so on. {@code bitsPerSecond} is the port's nominal speed, 0 if unknown. */
    public void port(ByteBuffer to, String node, String port, long bitsPerSecond) {
        int at = begin(to, INTERFACE_DESCRIPTION);
        to.putShort((short) LINKTYPE_ETHERNET).putShort((short) 0).putInt(0);
        text(to, IF_NAME, node + ":" + port);
        text(to, IF_DESCRIPTION, "port " + port + " of " + node);
        if (bitsPerSecond > 0) {
            option(to, IF_SPEED, Long.BYTES).putLong(bitsPerSecond);
        }
        option(to, IF_TSRESOL, 1).put((byte) NANOSECONDS);
        pad(to);
        option(to, IF_FCSLEN, 1).put((byte) 0);
        pad(to);
        if (offsetSeconds != 0) {
            option(to, IF_TSOFFSET, Long.BYTES).putLong(offsetSeconds);
        }
        end(to, at);
    }

    /** Appends a frame as it was at {@code port} at {@code time} (ps). The packet is lent. */
    public void frame(ByteBuffer to, int port, Direction direction, Packet packet, long time, String comment) {
        scratch.copyFrom(packet);
        icrc.materialise(scratch);
        int length = scratch.length();
        long nanoseconds = Math.floorDiv(time - epoch, PICOSECONDS_PER_NANOSECOND) - offsetSeconds * NANOSECONDS_PER_SECOND;
        int at = begin(to, ENHANCED_PACKET);
        to.putInt(port).putInt((int) (nanoseconds >>> 32)).putInt((int) nanoseconds).putInt(length).putInt(length);
        to.put(scratch.array(), scratch.arrayOffset(), length);
        pad(to);
        if (direction != Direction.NEITHER) {
            option(to, EPB_FLAGS, Integer.BYTES).putInt(direction.ordinal());
        }
        if (packet.id() >= 0) {
            option(to, EPB_PACKETID, Long.BYTES).putLong(packet.id());
        }
        text(to, COMMENT, comment);
        end(to, at);
    }

    /** Bytes that {@link #frame} needs at most. */
    public static int room(Packet packet, String comment) {
        return FRAME_OVERHEAD + packet.frameLength() + 3 + textRoom(comment);
    }

    /** Bytes that {@link #section} or {@link #port} needs at most for texts like these. */
    public static int room(String first, String second) {
        return 128 + 2 * (textRoom(first) + textRoom(second));
    }

    private static int textRoom(String text) {
        return 4 + 3 * text.length() + 3;
    }

    /**
     * What is worth saying beside a frame: the time where nanoseconds do not hold it, the reason why it was dropped, the bytes that its queue
     * held with it. {@code queuedBytes} below zero: no queue. Empty if there is nothing to say.
     */
    public static String comment(long time, Verdict verdict, long queuedBytes) {
        List<String> parts = new ArrayList<>();
        if (verdict.isDrop()) {
            parts.add(DROPPED + verdict + ", " + verdict.words());
        }
        if (queuedBytes >= 0) {
            parts.add("queue: " + queuedBytes + " bytes");
        }
        if (time % PICOSECONDS_PER_NANOSECOND != 0) {
            parts.add("time: " + time + " ps");
        }
        return String.join("; ", parts);
    }

    private static int begin(ByteBuffer to, int type) {
        if (to.order() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalArgumentException("pcapng is written little endian here");
        }
        int at = to.position();
        to.putInt(type).putInt(0);
        return at;
    }

    private static void end(ByteBuffer to, int at) {
        option(to, END_OF_OPTIONS, 0);
        int length = to.position() + 4 - at;
        to.putInt(at + 4, length).putInt(length);
    }

    private static ByteBuffer option(ByteBuffer to, int code, int length) {
        return to.putShort((short) code).putShort((short) length);
    }

    private static void text(ByteBuffer to, int code, String text) {
        if (text.isEmpty()) {
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        option(to, code, bytes.length).put(bytes);
        pad(to);
    }

    /** Options and packet data end at a multiple of four bytes; blocks begin at one, and the buffer's zero is one. */
    private static void pad(ByteBuffer to) {
        while ((to.position() & 3) != 0) {
            to.put((byte) 0);
        }
    }
}
