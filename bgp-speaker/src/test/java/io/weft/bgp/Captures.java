package io.weft.bgp;

import io.weft.bgp.address.IpAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The TCP payloads in a pcap of one IPv6 link, by direction, in order, each octet once. */
public final class Captures {
    private static final int TCP = 6;
    private static final int SYN = 2;

    private Captures() {
    }

    /** One direction of one connection. */
    public record Flow(IpAddress.V6 source, int sourcePort, IpAddress.V6 destination, int destinationPort) {
    }

    /** The payloads of each flow, a segment each. */
    public static Map<Flow, List<byte[]>> segments(String file) {
        ByteBuffer pcap = ByteBuffer.wrap(read(file)).order(ByteOrder.LITTLE_ENDIAN);
        Map<Flow, List<byte[]>> flows = new LinkedHashMap<>();
        Map<Flow, Integer> expected = new LinkedHashMap<>();
        pcap.position(24);
        while (pcap.remaining() >= 16) {
            int length = pcap.getInt(pcap.position() + 8);
            ByteBuffer frame = pcap.slice(pcap.position() + 16, length).order(ByteOrder.BIG_ENDIAN);
            pcap.position(pcap.position() + 16 + length);
            if (length > 74 && frame.getShort(12) == (short) 0x86dd && frame.get(20) == TCP) {
                segment(frame, flows, expected);
            }
        }
        return flows;
    }

    private static void segment(ByteBuffer frame, Map<Flow, List<byte[]>> flows, Map<Flow, Integer> expected) {
        Flow flow = new Flow(new IpAddress.V6(frame.getLong(22), frame.getLong(30)), frame.getShort(54) & 0xffff,
                new IpAddress.V6(frame.getLong(38), frame.getLong(46)), frame.getShort(56) & 0xffff);
        int sequence = frame.getInt(58);
        int header = (frame.get(66) & 0xf0) >>> 2;
        int payload = (frame.getShort(18) & 0xffff) - header;
        if ((frame.get(67) & SYN) != 0) {
            expected.put(flow, sequence + 1);
        }
        if (payload > 0 && sequence == expected.getOrDefault(flow, sequence)) {
            byte[] octets = new byte[payload];
            frame.get(54 + header, octets);
            flows.computeIfAbsent(flow, _ -> new ArrayList<>()).add(octets);
            expected.put(flow, sequence + payload);
        }
    }

    /** The flow's segments as one. */
    public static byte[] joined(List<byte[]> segments) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        segments.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] read(String file) {
        Path folder = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("tests/data"))) {
            folder = folder.getParent();
        }
        try {
            return Files.readAllBytes(folder.resolve("tests/data/captures").resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
