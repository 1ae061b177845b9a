package io.weft.daemon.capture;

import io.weft.pipeline.observe.PcapNg;
import io.weft.pipeline.observe.PcapNg.Direction;
import io.weft.pipeline.packet.Packet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A pcapng file that grows while a run goes on. Frames are told in the order of events, but a frame that leaves is told when its first bit does
 * and bears the time of its last: so frames wait here until {@link #advance} says that nothing earlier can come, and stand in the file in the
 * order of their time. A program may follow the file after {@link #flush}. Belongs to one thread.
 */
public final class CaptureFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private record Waiting(long time, long sequence, ByteBuffer block) {
    }

    private final Path path;
    private final FileChannel channel;
    private final PcapNg format;
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(
            Comparator.comparingLong(Waiting::time).thenComparingLong(Waiting::sequence));
    private final ByteBuffer buffer = little(BUFFER);
    private int ports;
    private long sequence;

    private CaptureFile(Path path, FileChannel channel, PcapNg format) {
        this.path = path;
        this.channel = channel;
        this.format = format;
    }

    /** Makes the file, or empties it, and writes its header; {@code about} tells a reader what was run. */
    public static CaptureFile create(Path path, PcapNg format, String about) {
        try {
            var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
            var file = new CaptureFile(path, channel, format);
            ByteBuffer header = little(PcapNg.room(about, ""));
            format.section(header, about);
            file.write(header.flip());
            return file;
        } catch (IOException e) {
            throw CaptureException.unwritable(path, e);
        }
    }

    /** Adds a port and answers its number in this file. {@code bitsPerSecond} may be 0: unknown. */
    public int port(String node, String port, long bitsPerSecond) {
        ByteBuffer block = little(PcapNg.room(node, port));
        format.port(block, node, port, bitsPerSecond);
        write(block.flip());
        return ports++;
    }

    /** Takes down a frame as it was at {@code time} (ps). The packet is lent. */
    public void frame(int port, Direction direction, Packet packet, long time, String comment) {
        ByteBuffer block = little(PcapNg.room(packet, comment));
        format.frame(block, port, direction, packet, time, comment);
        waiting.add(new Waiting(time, sequence++, block.flip()));
    }

    /** Says that no frame will be told any more that is earlier than {@code now} (ps). */
    public void advance(long now) {
        for (Waiting next = waiting.peek(); next != null && next.time() <= now; next = waiting.peek()) {
            write(waiting.remove().block());
        }
    }

    /** Hands to the operating system all that {@link #advance} has let go. */
    public void flush() {
        drain(buffer.flip());
        buffer.clear();
    }

    @Override
    public void close() {
        advance(Long.MAX_VALUE);
        flush();
        try {
            channel.close();
        } catch (IOException e) {
            throw CaptureException.unwritable(path, e);
        }
    }

    private void write(ByteBuffer block) {
        if (block.remaining() > buffer.remaining()) {
            flush();
        }
        if (block.remaining() > buffer.remaining()) {
            drain(block);
        } else {
            buffer.put(block);
        }
    }

    private void drain(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw CaptureException.unwritable(path, e);
        }
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
