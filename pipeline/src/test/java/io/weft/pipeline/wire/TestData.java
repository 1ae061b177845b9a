package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The recorded frames under {@code tests/data}. */
final class TestData {
    private static final int PCAP_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int MAGIC_MICROSECONDS = 0xa1b2c3d4;
    private static final int MAGIC_NANOSECONDS = 0xa1b23c4d;

    private TestData() {
    }

    static Path folder(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("tests/data"))) {
                return at.resolve("tests/data").resolve(name);
            }
        }
        throw new IllegalStateException("no tests/data above the working directory");
    }

    static List<Path> captures() {
        try (Stream<Path> files = Files.list(folder("captures"))) {
            return files.filter(f -> f.toString().endsWith(".pcap")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The frames of a classic pcap file of Ethernet, of either byte order. */
    static List<byte[]> frames(Path pcap) {
        ByteBuffer file = ByteBuffer.wrap(read(pcap)).order(ByteOrder.LITTLE_ENDIAN);
        int magic = file.getInt(0);
        if (magic != MAGIC_MICROSECONDS && magic != MAGIC_NANOSECONDS) {
            file.order(ByteOrder.BIG_ENDIAN);
        }
        List<byte[]> frames = new ArrayList<>();
        for (int at = PCAP_HEADER; at < file.limit();) {
            byte[] frame = new byte[file.getInt(at + 8)];
            file.get(at + RECORD_HEADER, frame);
            frames.add(frame);
            at += RECORD_HEADER + frame.length;
        }
        return frames;
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static Packet packet(String digits) {
        return Packet.of(hex(digits));
    }

    /** True for UDP to port 4791 over IPv4 without options or IPv6, with or without one 802.1Q tag. */
    static boolean isRoce(byte[] frame) {
        Packet packet = Packet.of(frame);
        int ip = packet.u16(12) == 0x8100 ? 18 : 14;
        int type = packet.u16(ip - 2);
        return type == 0x0800 && packet.u8(ip + 9) == 17 && packet.u16(ip + 22) == 4791
                || type == 0x86dd && packet.u8(ip + 6) == 17 && packet.u16(ip + 42) == 4791;
    }
}
