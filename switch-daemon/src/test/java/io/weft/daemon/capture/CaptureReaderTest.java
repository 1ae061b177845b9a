package io.weft.daemon.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.daemon.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureReaderTest {
    private static final String FRAME = "ffffffffffff02000000000188b5aabb";
    private static final String SECTION = "0a0d0d0a" + "1c000000" + "4d3c2b1a" + "01000000" + "ffffffffffffffff" + "1c000000";
    private static final String INTERFACE = "01000000" + "14000000" + "01000000" + "00000000" + "14000000";
    /** 16 bytes captured of 20, at 5 µs. */
    private static final String PACKET = "06000000" + "30000000" + "00000000" + "00000000" + "05000000" + "10000000" + "14000000" + FRAME
            + "30000000";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void readsPcapOfMicrosecondsInLittleEndian() throws IOException {
        var frames = read("d4c3b2a1" + "02000400" + "0000000000000000" + "00000400" + "01000000"
                + "01000000" + "02000000" + "10000000" + "14000000" + FRAME);
        assertThat(frames).singleElement().satisfies(frame -> {
            assertThat(frame.number()).isEqualTo(1);
            assertThat(frame.nanoseconds()).isEqualTo(1_000_002_000L);
            assertThat(frame.bytes()).isEqualTo(HexFormat.of().parseHex(FRAME));
            assertThat(frame.length()).isEqualTo(20);
            assertThat(frame.isCut()).isTrue();
        });
    }

    @Test
    void readsPcapOfNanosecondsInBigEndian() throws IOException {
        var frames = read("a1b23c4d" + "00020004" + "0000000000000000" + "00040000" + "00000001"
                + "00000001" + "00000002" + "00000010" + "00000010" + FRAME + "ffffffff" + "00000000" + "00000000" + "00000000");
        assertThat(frames).extracting(CapturedFrame::nanoseconds).containsExactly(1_000_000_002L, 4_294_967_295_000_000_000L);
    }

    @Test
    void cutsOffAFrameCheckSequenceThatThePcapHeaderTellsOf() throws IOException {
        var frames = read("a1b23c4d" + "00020004" + "0000000000000000" + "00040000" + "24000001"
                + "00000000" + "00000000" + "00000010" + "00000010" + FRAME);
        assertThat(frames).singleElement().satisfies(frame -> assertThat(frame.bytes()).hasSize(12));
    }

    @Test
    void readsEnhancedPacketsInMicrosecondsUnlessSaidOtherwise() throws IOException {
        assertThat(read(SECTION + INTERFACE + PACKET)).singleElement().satisfies(frame -> {
            assertThat(frame.nanoseconds()).isEqualTo(5_000);
            assertThat(frame.bytes()).hasSize(16);
            assertThat(frame.isCut()).isTrue();
        });
    }

    @Test
    void honoursResolutionOffsetAndNameOfAnInterface() throws IOException {
        String binaryMillisecondsFrom10 = "01000000" + "34000000" + "01000000" + "00000000" + "0200" + "0300" + "61623100"
                + "0900" + "0100" + "8a000000" + "0e00" + "0800" + "0a00000000000000" + "0000" + "0000" + "34000000";
        assertThat(read(SECTION + binaryMillisecondsFrom10 + PACKET)).singleElement().satisfies(frame -> {
            assertThat(frame.port()).isEqualTo("ab1");
            assertThat(frame.nanoseconds()).as("10 s and 5/1024 s").isEqualTo(10_004_882_812L);
        });
    }

    @Test
    void startsInterfacesAnewInEverySectionAndTakesTheByteOrderFromIt() throws IOException {
        String big = "0a0d0d0a" + "0000001c" + "1a2b3c4d" + "00010000" + "ffffffffffffffff" + "0000001c"
                + "00000001" + "00000014" + "00010000" + "00000008" + "00000014"
                + "00000003" + "00000018" + "00000010" + FRAME.substring(0, 16) + "00000018"
                + "00000002" + "00000030" + "00000007" + "00000000" + "00000001" + "00000010" + "00000010" + FRAME + "00000030";
        var frames = read(SECTION + INTERFACE + PACKET + big);
        assertThat(frames).hasSize(3);
        assertThat(frames.get(1).bytes()).as("a simple packet, cut at the snap length").hasSize(8);
        assertThat(frames.get(1).length()).isEqualTo(16);
        assertThat(frames.get(2).nanoseconds()).as("an obsolete packet block").isEqualTo(1_000);
    }

    @Test
    void passesOverBlocksThatHoldNoFrames() throws IOException {
        String statistics = "05000000" + "18000000" + "00000000" + "00000000" + "00000000" + "18000000";
        String unknown = "efbeadde" + "10000000" + "01020304" + "10000000";
        assertThat(read(SECTION + unknown + INTERFACE + statistics + PACKET + unknown)).hasSize(1);
    }

    @Test
    void joinsTheCommentsOfAFrame() throws IOException {
        String commented = "06000000" + "40000000" + "00000000" + "00000000" + "05000000" + "10000000" + "10000000" + FRAME
                + "0100" + "0100" + "61000000" + "0100" + "0200" + "62630000" + "40000000";
        assertThat(read(SECTION + INTERFACE + commented)).extracting(CapturedFrame::comment).containsExactly("a; bc");
    }

    @Test
    void saysAtWhichByteAFileEndsTooEarly() {
        String cut = SECTION + INTERFACE + PACKET.substring(0, 40);
        assertThatThrownBy(() -> read(cut)).isInstanceOfSatisfying(CaptureException.class, e -> {
            assertThat(e).hasMessageEndingWith("capture: byte 68: ends within a block: the file was cut, or is still being written");
            assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE);
        });
    }

    @Test
    void saysWhatToDoWithAFileOfAnotherKind() {
        assertThatThrownBy(() -> read("1f8b080000000000")).hasMessageEndingWith("byte 0: is compressed by gzip: gunzip it first");
        assertThatThrownBy(() -> read("504b0304")).hasMessageEndingWith("byte 0: is neither pcap nor pcapng: convert it, for example with editcap");
        assertThatThrownBy(() -> read("d4c3b2a1" + "02000400" + "0000000000000000" + "00000400" + "71000000"))
                .hasMessageEndingWith("byte 20: link type 113 is not Ethernet (1): capture on an Ethernet interface, not on \"any\"");
        assertThatThrownBy(() -> read("")).hasMessageContaining("byte 0: ends within a capture's magic number");
        assertThatThrownBy(() -> CaptureReader.open(folder.resolve("nothing"))).hasMessageEndingWith("nothing: there is no such file");
    }

    @Test
    void believesNoLengthInTheFile() {
        assertThatThrownBy(() -> read("d4c3b2a1" + "02000400" + "0000000000000000" + "00000400" + "01000000"
                + "01000000" + "02000000" + "ffffffff" + "14000000"))
                .hasMessageEndingWith("byte 32: a frame of 4294967295 bytes: the file is damaged here");
        assertThatThrownBy(() -> read(SECTION + "06000000" + "fcffff7f")).hasMessageContaining("byte 32: a block of 2147483644 bytes");
        assertThatThrownBy(() -> read(SECTION + PACKET)).hasMessageContaining("byte 36: a frame of interface 0, which the file does not describe");
    }

    @Property(tries = 500)
    void throwsNothingButItsOwnErrorOnADamagedFile(@ForAll @IntRange(min = 0, max = 127) int at,
            @ForAll @Size(max = 24) List<@ByteRange(min = -128) Byte> damage)
            throws IOException {
        byte[] file = HexFormat.of().parseHex(SECTION + INTERFACE + PACKET + PACKET);
        for (int i = 0; i < damage.size() && at + i < file.length; i++) {
            file[at + i] = damage.get(i);
        }
        Path damaged = Files.createTempFile("damaged", ".pcapng");
        try {
            assertThat(read(Files.write(damaged, file))).hasSizeLessThanOrEqualTo(2);
        } catch (CaptureException e) {
            assertThat(e).hasMessageContaining(": byte ");
        } finally {
            Files.delete(damaged);
        }
    }

    private List<CapturedFrame> read(String hex) throws IOException {
        return read(Files.write(folder.resolve("capture"), HexFormat.of().parseHex(hex)));
    }

    static List<CapturedFrame> read(Path file) {
        List<CapturedFrame> frames = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file)) {
            for (Optional<CapturedFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
                frames.add(next.get());
            }
        }
        return frames;
    }
}
