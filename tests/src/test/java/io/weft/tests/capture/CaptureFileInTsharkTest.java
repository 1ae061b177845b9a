package io.weft.tests.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.daemon.capture.CaptureFile;
import io.weft.daemon.capture.CaptureReader;
import io.weft.daemon.capture.CapturedFrame;
import io.weft.pipeline.observe.PcapNg;
import io.weft.pipeline.observe.PcapNg.Direction;
import io.weft.pipeline.packet.Packet;
import io.weft.tests.Repository;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureFileInTsharkTest {
    /** IPv4, UDP to 4791 and BTH of an RC WRITE Only of 13 bytes; RETH follows. Lengths: 20 + 8 + 12 + 16 + 13 + 3 pad + 4 ICRC. */
    private static final String WRITE_ONLY = "02000000000202000000000108004500004c000140004011" + "269e0a0000010a000002"
            + "c000" + "12b7" + "0038" + "0000" + "0a30ffff00000011000000aa" + "0000000000001000" + "00001234" + "0000000d";
    private static final long SECOND = 1_000_000_000_000L;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void decodesWithoutComplaintWithPortsTimesAndComments() {
        Path path = folder.resolve("lab.pcapng");
        Packet described = Packet.of(HexFormat.of().parseHex(WRITE_ONLY)).describeTail(42, 0, 13, 7);
        described.id(99);
        try (CaptureFile file = CaptureFile.create(path, new PcapNg(2 * SECOND, 0), "a test")) {
            int eth1 = file.port("leaf1", "eth1", 100_000_000_000L);
            int eth2 = file.port("leaf2", "eth2", 0);
            file.frame(eth1, Direction.IN, described, SECOND / 2, "early");
            file.frame(eth2, Direction.OUT, described, 2 * SECOND + 1_234_567_001L, "queue: 5 bytes");
        }
        assertThat(Tshark.complaints(path)).isEmpty();
        assertThat(Tshark.fields(path, "infiniband", "frame.interface_name", "frame.time_relative", "frame.comment", "infiniband.bth.opcode",
                "frame.len"))
                .containsExactly("leaf1:eth1\t0.000000000\tearly\t10\t90", "leaf2:eth2\t1.501234567\tqueue: 5 bytes\t10\t90");
    }

    @Test
    void holdsARecordedCaptureAsItWas() {
        Path recorded = Repository.data("captures/write-64k.pcap");
        Path path = folder.resolve("copy.pcapng");
        try (CaptureReader reader = CaptureReader.open(recorded); CaptureFile file = CaptureFile.create(path, new PcapNg(), "a copy")) {
            int port = file.port("client", "eth0", 0);
            for (Optional<CapturedFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
                file.frame(port, Direction.NEITHER, Packet.of(next.get().bytes()), next.get().nanoseconds() * 1_000 % (1000 * SECOND), "");
            }
        }
        assertThat(Tshark.complaints(path)).isEmpty();
        String[] fields = {"frame.len", "eth.type", "infiniband.bth.opcode", "infiniband.bth.psn", "tcp.seq_raw"};
        assertThat(Tshark.fields(path, "frame", fields)).hasSize(108).isEqualTo(Tshark.fields(recorded, "frame", fields));
    }
}
