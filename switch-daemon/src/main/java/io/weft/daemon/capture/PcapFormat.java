package io.weft.daemon.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The classic format: a header, then records of sixteen bytes and a frame. draft-ietf-opsawg-pcap §4, §5. */
final class PcapFormat implements CaptureReader.Format {
    static final int MICROSECONDS = 0xA1B2C3D4;
    static final int NANOSECONDS = 0xA1B23C4D;
    static final int MICROSECONDS_SWAPPED = 0xD4C3B2A1;
    static final int NANOSECONDS_SWAPPED = 0x4D3CB2A1;

    private static final int HEADER_BEHIND_MAGIC = 20;
    private static final int RECORD_HEADER = 16;
    private static final int FCS_KNOWN = 0x04000000;
    private static final long NANOSECONDS_PER_SECOND = 1_000_000_000;

    private final CaptureReader reader;
    private final ByteOrder order;
    private final int nanosecondsPerUnit;
    private final int fcsLength;

    /** Reads the header behind the magic number, which has told the unit and the byte order. */
    PcapFormat(CaptureReader reader, int magic, ByteOrder order) throws IOException {
        this.reader = reader;
        this.order = order;
        this.nanosecondsPerUnit = magic == NANOSECONDS ? 1 : 1_000;
        int linkType = reader.read(HEADER_BEHIND_MAGIC, "the header of a pcap file").order(order).getInt(16);
        reader.checkLinkType(linkType & 0xffff, reader.position() - 4);
        // The upper four bits count 16-bit words.
        this.fcsLength = (linkType & FCS_KNOWN) == 0 ? 0 : (linkType >>> 28) * 2;
    }

    @Override
    public Optional<CapturedFrame> next() throws IOException {
        if (reader.isAtEnd()) {
            return Optional.empty();
        }
        long at = reader.position();
        ByteBuffer header = reader.read(RECORD_HEADER, "the header of a record").order(order);
        long nanoseconds = (header.getInt(0) & 0xffffffffL) * NANOSECONDS_PER_SECOND + (header.getInt(4) & 0xffffffffL) * nanosecondsPerUnit;
        int captured = header.getInt(8);
        int length = header.getInt(12);
        reader.checkLength(captured, at + 8);
        reader.checkLength(length, at + 12);
        ByteBuffer bytes = reader.read(captured, "a frame");
        return Optional.of(reader.frame("", nanoseconds, bytes, Math.max(captured, length), fcsLength, ""));
    }
}
