package io.weft.daemon.host;

import io.weft.bgp.address.IpAddress;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.wire.Ethernet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Keeps what host agents send and tell, and reads frames for them. */
final class HostWorld implements HostOutput, NeighborEvents, ProbeEvents {
    static final long SECOND = 1_000_000_000_000L;

    /** "port0 hex" of a frame on a link, "routed hex" of one from IP on. */
    final List<String> sent = new ArrayList<>();
    final List<Long> sentAt = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    final PacketPool pool = new PacketPool(64);

    @Override
    public void sendOnLink(int port, Packet packet, long now) {
        keep("port" + port, packet, 0, now);
    }

    @Override
    public void sendRouted(Packet packet, long now) {
        keep("routed", packet, packet.network(), now);
    }

    private void keep(String where, Packet packet, int from, long now) {
        sent.add(where + " " + HexFormat.of().formatHex(packet.toBytes(), from, packet.length()));
        sentAt.add(now);
        packet.release();
    }

    @Override
    public void neighborResolved(int port, IpAddress address, long mac, long now) {
        told.add("resolved " + port + " " + address + " " + Long.toHexString(mac));
    }

    @Override
    public void neighborLost(int port, IpAddress address, long now) {
        told.add("lost " + port + " " + address);
    }

    @Override
    public void routerSeen(int port, IpAddress.V6 linkLocal, long mac, long now) {
        told.add("router " + port + " " + linkLocal + " " + Long.toHexString(mac));
    }

    @Override
    public void probed(int id, Probe probe, Outcome outcome, IpAddress from, long roundTrip) {
        told.add("probe " + id + " " + outcome + " " + from + " " + roundTrip);
    }

    /** The frames sent and told since the last call. */
    List<String> takeSent() {
        List<String> taken = List.copyOf(sent);
        sent.clear();
        sentAt.clear();
        return taken;
    }

    List<String> takeTold() {
        List<String> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    static String hex(String digits) {
        return digits.replace(" ", "");
    }

    static IpAddress.V4 v4(String text) {
        return (IpAddress.V4) IpAddress.parse(text).orElseThrow();
    }

    static IpAddress.V6 v6(String text) {
        return (IpAddress.V6) IpAddress.parse(text).orElseThrow();
    }

    static Packet frame(String digits) {
        return frame(HexFormat.of().parseHex(hex(digits)));
    }

    /** A frame with its offsets noted as a parser notes them. */
    static Packet frame(byte[] bytes) {
        Packet packet = Packet.of(bytes);
        packet.network(Ethernet.LENGTH);
        switch (packet.u16(12)) {
            case Ethernet.TYPE_IPV4 -> {
                packet.protocol(packet.u8(23));
                packet.transport(34);
            }
            case Ethernet.TYPE_IPV6 -> {
                packet.isIpv6(true);
                packet.protocol(packet.u8(20));
                packet.transport(54);
            }
            default -> packet.protocol(-1);
        }
        return packet;
    }

    /** Frame {@code number}, from 1, of a little endian pcap file under tests/data/captures. */
    static Packet captured(String file, int number) throws Exception {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve("tests/data"))) {
            at = at.getParent();
        }
        ByteBuffer pcap = ByteBuffer.wrap(Files.readAllBytes(at.resolve("tests/data/captures").resolve(file))).order(ByteOrder.LITTLE_ENDIAN);
        int record = 24;
        for (int i = 1; i < number; i++) {
            record += 16 + pcap.getInt(record + 8);
        }
        byte[] frame = new byte[pcap.getInt(record + 8)];
        pcap.get(record + 16, frame);
        return frame(frame);
    }
}
