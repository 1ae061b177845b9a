package io.weft.nic;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.nic.transport.QueuePair;
import io.weft.nic.verbs.Access;
import io.weft.nic.verbs.Connection;
import io.weft.nic.verbs.Gid;
import io.weft.nic.verbs.MemoryRegion;
import io.weft.nic.verbs.NicProfile;
import io.weft.nic.verbs.ReceiveRequest;
import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.port.LineRate;
import io.weft.pipeline.wire.Aeth;
import io.weft.pipeline.wire.Bth;
import io.weft.pipeline.wire.ExtendedHeader;
import io.weft.pipeline.wire.Reth;
import io.weft.pipeline.wire.RoceOpcode;
import io.weft.pipeline.wire.Udp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our responder in the place of Linux's rdma_rxe: it hears the recorded requests and answers as recorded. */
class CaptureReplayTest {
    private static final int PATH_MTU = 1024;

    /** A recorded RoCE packet; {@code answer} is its PSN, syndrome and MSN if it is an acknowledgement. */
    private record Recorded(Packet packet, RoceOpcode opcode, int destQp, int sourcePort, int psn, Gid source, Gid destination, String answer) {
        boolean isRequest() {
            return !opcode.isResponse();
        }
    }

    private final PacketPool pool = new PacketPool(16);
    private final List<String> answers = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Map<Integer, MemoryRegion> regions = new TreeMap<>();

    /** Nothing was lost between the recording point and rdma_rxe: the same answers, one for one. */
    @ParameterizedTest
    @ValueSource(strings = {"write-1b", "write-64k", "write-2qp", "write-lat", "write-bidir", "v6-write", "tclass", "v-writeimm", "send", "send-lat",
            "pingpong",
            "v-sendimm", "lossy-write"})
    void answersWhatWasAnswered(String capture) throws IOException {
        List<Recorded> recorded = read(capture);
        replay(recorded, 0, 1 << 16);
        assertThat(answers).isNotEmpty().isEqualTo(answersIn(recorded));
    }

    /** ACKs were lost behind rdma_rxe, before the recording point: what was recorded is part of our answers, in the same order. */
    @ParameterizedTest
    @ValueSource(strings = {"lossy-ack", "lossy-timeout"})
    void answersAtLeastWhatSurvivedTheLoss(String capture) throws IOException {
        List<Recorded> recorded = read(capture);
        replay(recorded, 0, 0);
        List<String> ours = new ArrayList<>(answers);
        for (String answer : answersIn(recorded)) {
            while (!ours.isEmpty() && !ours.getFirst().equals(answer)) {
                ours.removeFirst();
            }
            assertThat(ours).as("goes on with %s", answer).isNotEmpty();
            ours.removeFirst();
        }
    }

    /**
     * Every packet of tests/data/captures/lossy-timeout.pcap that came twice is a duplicate, and each is answered: 34 packets, 12 messages, 5
     * resends of 2 packets.
     */
    @Test
    void executesNoDuplicate() throws IOException {
        replay(read("lossy-timeout"), 0, 0);
        assertThat(verdicts).hasSize(34);
        assertThat(verdicts.stream().filter(v -> v == Verdict.PSN_DUPLICATE)).hasSize(10);
        assertThat(regions.values().stream().mapToLong(MemoryRegion::bytesWritten).sum()).isEqualTo(12 * 1500);
    }

    /** rkey ^ 1 is registered, the one that the peer names is not. */
    @Test
    void refusesTheWrongKeyAsRecorded() throws IOException {
        List<Recorded> recorded = read("v-badkey");
        replay(recorded, 1, 0);
        assertThat(answers).containsExactly("100000 62 0").isEqualTo(answersIn(recorded));
    }

    /** The receive buffer was shorter than the SEND. */
    @Test
    void refusesALongSendAsRecorded() throws IOException {
        List<Recorded> recorded = read("v-longsend");
        replay(recorded, 0, 10);
        assertThat(answers).containsExactly("100000 63 0").isEqualTo(answersIn(recorded));
    }

    /**
     * READ is not served yet: NAK invalid request stands where rdma_rxe has looked at the range and answers remote access error.
     */
    @Test
    void callsAReadInvalid() throws IOException {
        replay(read("v-badrange"), 0, 0);
        assertThat(answers).containsExactly("100000 61 0");
    }

    /**
     * rdma_rxe answers the packet behind an RNR NAK with a sequence error; IBTA wants silence, and so do we. The last round finds a receive
     * request.
     */
    @Test
    void asksForPatienceAsRecordedAndIsSilentOtherwise() throws IOException {
        List<Recorded> recorded = read("v-rnr");
        List<Recorded> refused = recorded.subList(0, recorded.size() - 3);
        replay(refused, 0, 0);
        assertThat(answers).containsOnly("100000 2c 0")
                .isEqualTo(answersIn(refused).stream().filter(answer -> !answer.startsWith("100000 60")).toList());
    }

    private static List<String> answersIn(List<Recorded> recorded) {
        return recorded.stream().filter(r -> !r.isRequest()).map(Recorded::answer).toList();
    }

    /** Gives every request to a responder with its address and QPN; {@code receiveBytes}: the receive requests' buffers. */
    private void replay(List<Recorded> recorded, int keyDifference, int receiveBytes) {
        NicProfile profile = NicProfile.of(LineRate.ofGigabits(100)).withPathMtu(PATH_MTU).withMaterialised(true);
        Map<String, NicEmulator> nics = new TreeMap<>();
        for (Recorded request : recorded) {
            if (request.isRequest()) {
                NicEmulator nic = nics.computeIfAbsent(request.destination().toString(),
                        _ -> prepare(profile, recorded, request.destination(), keyDifference));
                if (nic.queuePair(request.destQp()).isEmpty()) {
                    connect(nic, recorded, request, receiveBytes);
                }
                verdicts.add(nic.receive(request.packet(), 0));
            }
        }
        assertThat(pool.inUse()).isZero();
    }

    private NicEmulator prepare(NicProfile profile, List<Recorded> recorded, Gid address, int keyDifference) {
        NicEmulator nic = new NicEmulator(profile, pool, new NicOutput() {
            @Override
            public void transmit(Packet packet, long now) {
                answers.add(describe(packet).answer());
                packet.release();
            }

            @Override
            public long backlogEnd(long now) {
                return now;
            }
        }, Observer.NONE, 1);
        Map<Integer, long[]> ranges = new TreeMap<>();
        for (Recorded request : recorded) {
            int at = request.opcode().offset(ExtendedHeader.RETH);
            if (request.destination().equals(address) && at >= 0) {
                Reth reth = new Reth().wrap(request.packet(), request.packet().transport() + Udp.LENGTH + at);
                long end = reth.virtualAddress() + Math.max(1, reth.dmaLength());
                long[] range = ranges.computeIfAbsent(reth.rkey(), _ -> new long[]{reth.virtualAddress(), end});
                range[0] = Math.min(range[0], reth.virtualAddress());
                range[1] = Math.max(range[1], end);
            }
        }
        ranges.forEach((rkey, range) -> regions.put(rkey,
                nic.registerMemory(rkey ^ keyDifference, range[0], range[1] - range[0], Access.REMOTE_WRITE, Access.REMOTE_READ)));
        return nic;
    }

    /** The peer's QPN is in the acknowledgements: they have the requests' UDP source port. */
    private void connect(NicEmulator nic, List<Recorded> recorded, Recorded first, int receiveBytes) {
        int peer = recorded.stream().filter(r -> !r.isRequest() && r.sourcePort() == first.sourcePort() && r.source().equals(first.destination()))
                .findFirst().orElseThrow().destQp();
        QueuePair queuePair = nic.createQueuePair(first.destQp());
        nic.connect(queuePair, Connection.between(first.destination(), first.source(), peer, 0, first.psn(), PATH_MTU));
        if (receiveBytes > 0) {
            MemoryRegion buffers = nic.registerMemory(0xfeed_0000 + first.destQp(), 1L << 32, receiveBytes);
            for (int i = 0; i < 64; i++) {
                nic.post(queuePair, new ReceiveRequest(i, buffers, 1L << 32, receiveBytes), 0);
            }
        }
    }

    private static List<Recorded> read(String capture) throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("tests/data"))) {
            folder = folder.getParent();
        }
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("tests/data/captures/" + capture + ".pcap")))
                .order(ByteOrder.LITTLE_ENDIAN);
        List<Recorded> recorded = new ArrayList<>();
        for (int at = 24; at < file.limit();) {
            byte[] frame = new byte[file.getInt(at + 8)];
            file.get(at + 16, frame);
            at += 16 + frame.length;
            Packet packet = Packet.of(frame);
            boolean ipv6 = packet.u16(12) == 0x86dd;
            int protocol = packet.u8(ipv6 ? 20 : 23);
            packet.isIpv6(ipv6);
            packet.network(14);
            packet.transport(ipv6 ? 54 : 34);
            if (protocol == 17 && packet.u16(packet.transport() + 2) == Udp.PORT_ROCE) {
                recorded.add(describe(packet));
            }
        }
        return recorded;
    }

    private static Recorded describe(Packet packet) {
        int at = packet.transport() + Udp.LENGTH;
        Bth bth = new Bth().wrap(packet, at);
        RoceOpcode opcode = bth.opcode();
        String answer = "";
        if (opcode == RoceOpcode.RC_ACKNOWLEDGE) {
            Aeth aeth = new Aeth().wrap(packet, at + Bth.LENGTH);
            answer = String.format("%06x %02x %d", bth.psn(), aeth.syndrome(), aeth.msn());
        }
        boolean ipv6 = packet.isIpv6();
        Gid source = ipv6 ? new Gid(packet.i64(22), packet.i64(30)) : Gid.ofIpv4(packet.i32(26));
        Gid destination = ipv6 ? new Gid(packet.i64(38), packet.i64(46)) : Gid.ofIpv4(packet.i32(30));
        return new Recorded(packet, opcode, bth.destQp(), packet.u16(packet.transport()), bth.psn(), source, destination, answer);
    }
}
