package io.weft.daemon.capture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the Ethernet frames of a capture one by one: pcap with microseconds or nanoseconds, pcapng, of either byte order
 * (draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng). Holds one frame at a time, and believes no length in the file: garbage ends in a
 * {@link CaptureException} that names the byte.
 */
public final class CaptureReader implements AutoCloseable {
    /** No Ethernet frame, jumbo or offloaded, is longer; libpcap draws the same line. */
    static final int LONGEST_FRAME = 1 << 18;

    private static final int LINKTYPE_ETHERNET = 1;

    private final Path path;
    private final InputStream in;
    private final Format format;
    private long position;
    private long frames;

    /** The one of the two formats that a file has: answers the next frame, or nothing at the end. */
    interface Format {
        Optional<CapturedFrame> next() throws IOException;
    }

    private CaptureReader(Path path, InputStream in) throws IOException {
        this.path = path;
        this.in = in;
        ByteBuffer magic = read(4, "a capture's magic number").order(ByteOrder.BIG_ENDIAN);
        this.format = switch (magic.getInt(0)) {
            case PcapFormat.MICROSECONDS, PcapFormat.NANOSECONDS -> new PcapFormat(this, magic.getInt(0), ByteOrder.BIG_ENDIAN);
            case PcapFormat.MICROSECONDS_SWAPPED, PcapFormat.NANOSECONDS_SWAPPED ->
                new PcapFormat(this, Integer.reverseBytes(magic.getInt(0)), ByteOrder.LITTLE_ENDIAN);
            case PcapNgFormat.SECTION_HEADER -> new PcapNgFormat(this);
            default -> throw damaged(0, what(magic.getInt(0)));
        };
    }

    private static String what(int magic) {
        return (magic >>> 16) == 0x1f8b
                ? "is compressed by gzip: gunzip it first"
                : "is neither pcap nor pcapng: convert it, for example with editcap";
    }

    public static CaptureReader open(Path path) {
        try {
            InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
            try {
                return new CaptureReader(path, in);
            } catch (IOException | CaptureException e) {
                in.close();
                throw e;
            }
        } catch (IOException e) {
            throw CaptureException.unreadable(path, e);
        }
    }

    /** The next frame, or nothing at the end of the file. */
    public Optional<CapturedFrame> next() {
        try {
            return format.next();
        } catch (IOException e) {
            throw CaptureException.unreadable(path, e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw CaptureException.unreadable(path, e);
        }
    }

    /** Bytes read so far. */
    long position() {
        return position;
    }

    /** True if nothing is left to read. */
    boolean isAtEnd() throws IOException {
        in.mark(1);
        int next = in.read();
        in.reset();
        return next < 0;
    }

    /** The next {@code count} bytes, big endian until said otherwise; {@code of} is what they are part of. */
    ByteBuffer read(int count, String of) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw damaged(position + bytes.length, "ends within " + of + ": the file was cut, or is still being written");
        }
        position += count;
        return ByteBuffer.wrap(bytes);
    }

    CaptureException damaged(long offset, String wrong) {
        return CaptureException.damaged(path, offset, wrong);
    }

    void checkLinkType(int linkType, long offset) {
        if (linkType != LINKTYPE_ETHERNET) {
            throw damaged(offset, "link type " + linkType + " is not Ethernet (1): capture on an Ethernet interface, not on \"any\"");
        }
    }

    void checkLength(long length, long offset) {
        if (length < 0 || length > LONGEST_FRAME) {
            throw damaged(offset, "a frame of " + Integer.toUnsignedString((int) length) + " bytes: the file is damaged here");
        }
    }

    /** Makes the next frame; {@code fcsLength} bytes at the end of it are cut off if they were captured. */
    CapturedFrame frame(String port, long nanoseconds, ByteBuffer captured, int length, int fcsLength, String comment) {
        int without = Math.max(0, length - fcsLength);
        byte[] bytes = new byte[Math.min(captured.remaining(), without)];
        captured.get(bytes);
        return new CapturedFrame(++frames, port, nanoseconds, bytes, without, comment);
    }
}
