package io.weft.daemon.capture;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The block format: sections, each with a byte order and interfaces of its own; blocks of frames; all other blocks are passed over.
 * draft-ietf-opsawg-pcapng §3, §4.
 */
final class PcapNgFormat implements CaptureReader.Format {
    static final int SECTION_HEADER = 0x0A0D0D0A;

    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;
    private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
    /** Type and length in front of a block, its length again behind it. */
    private static final int FRAMING = 12;
    private static final int LONGEST_BLOCK = 1 << 24;
    private static final int MOST_INTERFACES = 1 << 16;

    private static final int COMMENT = 1;
    private static final int IF_NAME = 2;
    private static final int IF_TSRESOL = 9;
    private static final int IF_FCSLEN = 13;
    private static final int IF_TSOFFSET = 14;
    private static final int MICROSECONDS = 6;

    private static final BigInteger NANOSECONDS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

    /** What an interface description says; {@code resolution} in units a second. */
    private record Interface(String name, int snapLength, BigInteger resolution, long offsetSeconds, int fcsLength) {
        long nanoseconds(long timestamp) {
            return new BigInteger(Long.toUnsignedString(timestamp)).multiply(NANOSECONDS_PER_SECOND).divide(resolution)
                    .add(BigInteger.valueOf(offsetSeconds).multiply(NANOSECONDS_PER_SECOND)).longValue();
        }
    }

    private final CaptureReader reader;
    private final List<Interface> interfaces = new ArrayList<>();
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    /** Reads the first section header behind its type. */
    PcapNgFormat(CaptureReader reader) throws IOException {
        this.reader = reader;
        section();
    }

    @Override
    public Optional<CapturedFrame> next() throws IOException {
        while (!reader.isAtEnd()) {
            long at = reader.position();
            int type = reader.read(4, "a block's type").order(order).getInt();
            if (type == SECTION_HEADER) {
                section();
                continue;
            }
            ByteBuffer body = body(reader.read(4, "a block's length").order(order).getInt(), 0, at);
            switch (type) {
                case INTERFACE_DESCRIPTION -> addInterface(body, at);
                case ENHANCED_PACKET -> {
                    return Optional.of(packet(body, field(body, 0, at), 20, at));
                }
                case OBSOLETE_PACKET -> {
                    return Optional.of(packet(body, field(body, 0, at) >>> (order == ByteOrder.BIG_ENDIAN ? 16 : 0) & 0xffff, 20, at));
                }
                case SIMPLE_PACKET -> {
                    return Optional.of(simplePacket(body, at));
                }
                default -> {
                }
            }
        }
        return Optional.empty();
    }

    /** A section header behind its type, whose byte order only the magic number behind the length tells. */
    private void section() throws IOException {
        long at = reader.position() - 4;
        ByteBuffer start = reader.read(8, "a section header");
        order = switch (start.getInt(4)) {
            case BYTE_ORDER_MAGIC -> ByteOrder.BIG_ENDIAN;
            case 0x4D3C2B1A -> ByteOrder.LITTLE_ENDIAN;
            default -> throw reader.damaged(at + 8, "a section header without its byte-order magic: the file is damaged here");
        };
        ByteBuffer body = body(start.order(order).getInt(0), 4, at);
        int major = body.remaining() < 4 ? 0 : body.getShort(0);
        if (major != 1) {
            throw reader.damaged(at + 12, "pcapng version " + major + " is unknown: convert it to version 1, for example with editcap");
        }
        interfaces.clear();
    }

    /** The block's body behind the {@code done} bytes of it that were read, and its framing verified. */
    private ByteBuffer body(int length, int done, long at) throws IOException {
        if (length < FRAMING + done || length > LONGEST_BLOCK || length % 4 != 0) {
            throw reader.damaged(at + 4, "a block of " + Integer.toUnsignedString(length) + " bytes: the file is damaged here");
        }
        int count = length - FRAMING - done;
        ByteBuffer rest = reader.read(count + 4, "a block").order(order);
        if (rest.getInt(count) != length) {
            throw reader.damaged(at + length - 4, "a block's two lengths differ: the file is damaged here");
        }
        return rest.limit(count);
    }

    private int field(ByteBuffer body, int offset, long at) {
        if (body.limit() < offset + 4) {
            throw reader.damaged(at, "a block too short for its type: the file is damaged here");
        }
        return body.getInt(offset);
    }

    private void addInterface(ByteBuffer body, long at) {
        int snapLength = field(body, 4, at);
        reader.checkLinkType(body.getShort(0) & 0xffff, at + 8);
        if (interfaces.size() == MOST_INTERFACES) {
            throw reader.damaged(at, "more than " + MOST_INTERFACES + " interfaces in a section: the file is damaged here");
        }
        var read = new Object() {
            String name = "";
            BigInteger resolution = BigInteger.TEN.pow(MICROSECONDS);
            long offsetSeconds;
            int fcsLength;
        };
        options(body.position(8), at, (code, value) -> {
            switch (code) {
                case IF_NAME -> read.name = text(value);
                case IF_TSRESOL -> read.resolution = value.hasRemaining() ? resolution(value.get() & 0xff) : read.resolution;
                case IF_FCSLEN -> read.fcsLength = value.hasRemaining() ? value.get() & 0xf : 0;
                case IF_TSOFFSET -> read.offsetSeconds = value.remaining() >= 8 ? value.getLong() : 0;
                default -> {
                }
            }
        });
        interfaces.add(new Interface(read.name, snapLength, read.resolution, read.offsetSeconds, read.fcsLength));
    }

    /** Units a second: a negative power of ten, or of two if the highest bit is set. */
    private static BigInteger resolution(int code) {
        return (code & 0x80) == 0 ? BigInteger.TEN.pow(code) : BigInteger.TWO.pow(code & 0x7f);
    }

    /** Enhanced and obsolete packet blocks differ in how they name the interface; {@code data} is where the frame begins. */
    private CapturedFrame packet(ByteBuffer body, int number, int data, long at) {
        Interface port = port(number, at);
        int captured = field(body, 12, at);
        int length = field(body, 16, at);
        reader.checkLength(captured, at + 20);
        reader.checkLength(length, at + 24);
        if (captured > body.limit() - data) {
            throw reader.damaged(at + 20, "a frame longer than its block: the file is damaged here");
        }
        var comment = new StringBuilder();
        int options = Math.min(body.limit(), data + (captured + 3 & ~3));
        options(body.duplicate().order(order).position(options), at, (code, value) -> {
            if (code == COMMENT) {
                comment.append(comment.isEmpty() ? "" : "; ").append(text(value));
            }
        });
        long timestamp = (body.getInt(4) & 0xffffffffL) << 32 | body.getInt(8) & 0xffffffffL;
        ByteBuffer bytes = body.slice(data, captured);
        return reader.frame(port.name(), port.nanoseconds(timestamp), bytes, Math.max(captured, length), port.fcsLength(), comment.toString());
    }

    /** Belongs to interface 0, has no time, and as many bytes as the snap length lets through (0: all). */
    private CapturedFrame simplePacket(ByteBuffer body, long at) {
        Interface port = port(0, at);
        int length = field(body, 0, at);
        reader.checkLength(length, at + 8);
        int captured = Math.min(length, body.limit() - 4);
        if (port.snapLength() > 0) {
            captured = Math.min(captured, port.snapLength());
        }
        return reader.frame(port.name(), 0, body.slice(4, captured), length, port.fcsLength(), "");
    }

    private Interface port(int number, long at) {
        if (number < 0 || number >= interfaces.size()) {
            throw reader.damaged(at + 8,
                    "a frame of interface " + Integer.toUnsignedString(number) + ", which the file does not describe: it is damaged here");
        }
        return interfaces.get(number);
    }

    /** Goes through a list of options from the buffer's position on: code, length, value padded to four bytes; code 0 ends it. */
    private void options(ByteBuffer list, long at, BiConsumer<Integer, ByteBuffer> each) {
        while (list.remaining() >= 4) {
            int code = list.getShort() & 0xffff;
            int length = list.getShort() & 0xffff;
            if (code == 0) {
                return;
            }
            if (length > list.remaining()) {
                throw reader.damaged(at, "an option longer than its block: the file is damaged here");
            }
            each.accept(code, list.slice(list.position(), length).order(order));
            list.position(Math.min(list.limit(), list.position() + (length + 3 & ~3)));
        }
    }

    private static String text(ByteBuffer value) {
        return StandardCharsets.UTF_8.decode(value).toString();
    }
}
