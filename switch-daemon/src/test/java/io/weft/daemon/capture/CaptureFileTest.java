package io.weft.daemon.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.daemon.exit.ExitCode;
import io.weft.pipeline.observe.PcapNg;
import io.weft.pipeline.observe.PcapNg.Direction;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void keepsFramesInTheOrderOfTheirTime() {
        Path path = folder.resolve("a.pcapng");
        try (CaptureFile file = CaptureFile.create(path, new PcapNg(), "")) {
            int port = file.port("leaf1", "eth1", 0);
            file.frame(port, Direction.OUT, frame(1), 9_000, "");
            file.frame(port, Direction.IN, frame(2), 5_000, "");
            file.frame(port, Direction.IN, frame(3), 5_000, "");
        }
        assertThat(CaptureReaderTest.read(path)).extracting(f -> f.nanoseconds() + " " + f.bytes()[0]).containsExactly("5 2", "5 3", "9 1");
    }

    @Test
    void canBeFollowedUpToTheMomentThatItWasFlushedAt() {
        Path path = folder.resolve("a.pcapng");
        try (CaptureFile file = CaptureFile.create(path, new PcapNg(), "")) {
            int port = file.port("leaf1", "eth1", 0);
            file.frame(port, Direction.IN, frame(1), 5_000, "");
            file.frame(port, Direction.OUT, frame(2), 9_000, "");
            file.advance(6_000);
            file.flush();
            assertThat(CaptureReaderTest.read(path)).hasSize(1);
        }
        assertThat(CaptureReaderTest.read(path)).hasSize(2);
    }

    @Test
    void takesFramesThatAreLargerThanItsBuffer() {
        Path path = folder.resolve("a.pcapng");
        try (CaptureFile file = CaptureFile.create(path, new PcapNg(), "")) {
            file.frame(file.port("a", "b", 0), Direction.IN, Packet.of(new byte[100_000]), 0, "");
        }
        assertThat(CaptureReaderTest.read(path)).singleElement().satisfies(f -> assertThat(f.bytes()).hasSize(100_000));
    }

    @Test
    void saysThatAFileCannotBeWritten() {
        assertThatThrownBy(() -> CaptureFile.create(folder.resolve("no/such/folder.pcapng"), new PcapNg(), ""))
                .isInstanceOfSatisfying(CaptureException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.ENVIRONMENT))
                .hasMessageContaining("cannot be written");
    }

    @Test
    void takesDownWhatComesInLeavesAndIsDroppedAtTheCapturedPortsOfANode() {
        Path path = folder.resolve("a.pcapng");
        try (CaptureFile file = CaptureFile.create(path, new PcapNg(), "")) {
            NodeCapture node = new NodeCapture(file, "leaf1").port(1, "eth2", 100_000_000_000L);
            Packet packet = frame(7);
            packet.ingressPort(1);
            node.receive(1, packet, 1_000);
            node.receive(0, packet, 1_500);
            node.dequeue(1, 0, packet, 4_096, 2_000);
            node.send(1, packet, 2_500);
            node.drop(packet, Verdict.NO_ROUTE, 3_000);
        }
        assertThat(CaptureReaderTest.read(path)).extracting(CapturedFrame::port).containsOnly("leaf1:eth2");
        assertThat(CaptureReaderTest.read(path)).extracting(CapturedFrame::comment)
                .containsExactly("", "queue: 4096 bytes; time: 2500 ps", "dropped: NO_ROUTE, no route to the destination");
    }

    private static Packet frame(int first) {
        byte[] bytes = new byte[60];
        bytes[0] = (byte) first;
        return Packet.of(bytes);
    }
}
