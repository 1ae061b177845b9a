package io.weft.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.RoceDecoding.Undecoded;
import io.weft.pipeline.wire.RoceFrame.BaseTransport;
import io.weft.pipeline.wire.RoceFrame.Link;
import io.weft.pipeline.wire.RoceFrame.Network;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RoceCodecTest {
    /** Vector 1: captured WRITE ONLY of one byte, IPv4. */
    private static final String WRITE = "02f00000000202f0000000010800450000404aed40004011dbab0a0900010a090002c12112b7002c00000a30ffff000000118068d9f8"
            + "00005633177270000000029e00000001f40000004cd567dc";

    private final RoceCodec codec = new RoceCodec();

    static List<Path> captures() {
        return TestData.captures();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("captures")
    void returnsEveryCapturedFrameToTheSameBytes(Path capture) {
        for (byte[] bytes : TestData.frames(capture)) {
            if (!TestData.isRoce(bytes)) {
                assertThat(codec.decode(bytes)).isInstanceOf(Undecoded.class);
                continue;
            }
            assertThat(codec.decode(bytes)).isInstanceOfSatisfying(RoceFrame.class, frame -> {
                assertThat(frame.icrcValid()).isTrue();
                assertThat(codec.encode(frame)).isEqualTo(bytes);
            });
        }
    }

    /** tests/data/captures/README.md: 685 RoCE frames of Linux rxe in all. */
    @Test
    void findsEveryRoceFrameOfTheCaptures() {
        long frames = TestData.captures().stream().flatMap(c -> TestData.frames(c).stream()).filter(f -> codec.decode(f) instanceof RoceFrame)
                .count();

        assertThat(frames).isEqualTo(685);
    }

    /** id, frame, icrcOnWire, valid, opcode name of every vector of roce-icrc.json. */
    static List<List<String>> vectors() {
        String json = new String(TestData.read(TestData.folder("vectors").resolve("roce-icrc.json")), StandardCharsets.UTF_8);
        Matcher vector = Pattern.compile("\"id\":\\s*(\\d+),.*?\"frame\":\\s*\"(\\w+)\".*?\"icrcOnWire\":\\s*\"(\\w+)\",\\s*\"valid\":\\s*(\\w+),"
                + ".*?\"opcodeName\":\\s*\"([^\"]+)\".*?\"psn\":\\s*(\\d+)", Pattern.DOTALL).matcher(json);
        List<List<String>> vectors = new ArrayList<>();
        while (vector.find()) {
            vectors.add(List.of(vector.group(1), vector.group(2), vector.group(3), vector.group(4), vector.group(5), vector.group(6)));
        }
        return vectors;
    }

    @Test
    void hasAllThirtyNineVectors() {
        assertThat(vectors()).hasSize(39);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void returnsEveryVectorToTheSameBytes(List<String> vector) {
        byte[] bytes = TestData.hex(vector.get(1));

        assertThat(codec.decode(bytes)).isInstanceOfSatisfying(RoceFrame.class, frame -> {
            assertThat(frame.icrcValid()).isEqualTo(Boolean.parseBoolean(vector.get(3)));
            assertThat(String.format("%08x", frame.icrc())).isEqualTo(vector.get(2));
            assertThat(frame.opcode().words()).isEqualTo(vector.get(4));
            assertThat(frame.transport().psn()).isEqualTo(Integer.parseInt(vector.get(5)));
            assertThat(codec.encode(frame)).isEqualTo(bytes);
        });
    }

    /** Vector 1 as decoded in roce-icrc.json. */
    @Test
    void readsAWriteOfOneByte() {
        RoceFrame expected = new RoceFrame(new Link(0x02f000000002L, 0x02f000000001L, List.of()),
                new Network.V4(0, 0x4aed, Ipv4.DONT_FRAGMENT, 64, 0x0a090001, 0x0a090002), 49441, 0,
                new BaseTransport(RoceOpcode.RC_WRITE_ONLY, false, false, 0xffff, false, false, 0, 17, true, 0, 6871544),
                List.of(new RoceExtension.Rdma(0x0000563317727000L, 0x29e, 1)), new byte[]{(byte) 0xf4}, new byte[3], 0x4cd567dc, true, new byte[0]);

        assertThat(codec.decode(TestData.hex(WRITE))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0,FRAME_TRUNCATED,0", "13,FRAME_TRUNCATED,0", "14,IPV4_TRUNCATED,14", "33,IPV4_TRUNCATED,14", "34,IPV4_LENGTH,14",
            "77,IPV4_LENGTH,14"})
    void saysWhereAFrameCutShortFails(int length, Verdict verdict, int at) {
        assertThat(codec.decode(Arrays.copyOf(TestData.hex(WRITE), length))).isEqualTo(new Undecoded(verdict, at));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({"12,08,ETHERTYPE_UNKNOWN,06", "42,0a,BTH_OPCODE,15", "43,30,BTH_VERSION,31", "36,12,PORT_UNREACHABLE,13", "39,2c,UDP_MALFORMED,2b"})
    void namesWhatItCannotRead(int at, String before, Verdict verdict, String after) {
        byte[] bytes = TestData.hex(WRITE);
        assertThat(bytes[at]).isEqualTo((byte) Integer.parseInt(before, 16));
        bytes[at] = (byte) Integer.parseInt(after, 16);

        assertThat(codec.decode(bytes)).isInstanceOfSatisfying(Undecoded.class, u -> assertThat(u.verdict()).isEqualTo(verdict));
    }

    @Property(tries = 500)
    void returnsEveryFrameItMakes(@ForAll("frames") RoceFrame frame) {
        byte[] bytes = codec.encode(frame);

        assertThat(codec.decode(bytes)).isInstanceOfSatisfying(RoceFrame.class, decoded -> {
            assertThat(decoded.icrcValid()).isTrue();
            assertThat(decoded.link()).isEqualTo(frame.link());
            assertThat(decoded.network()).isEqualTo(frame.network());
            assertThat(decoded.transport()).isEqualTo(frame.transport());
            assertThat(decoded.extensions()).isEqualTo(frame.extensions());
            assertThat(decoded.payload()).isEqualTo(frame.payload());
            assertThat(codec.encode(decoded)).isEqualTo(bytes);
        });
    }

    @Property(tries = 1000)
    void neverThrowsOverRandomBytes(@ForAll @Size(max = 120) byte[] bytes) {
        assertThatCode(() -> codec.decode(bytes)).doesNotThrowAnyException();
    }

    /** Damage that leaves most headers readable reaches deeper than noise does; what still decodes must still be an identity. */
    @Property(tries = 1000)
    void neitherThrowsNorLosesBytesOverADamagedFrame(@ForAll @IntRange(max = 77) int at, @ForAll byte value, @ForAll @IntRange(max = 78) int length) {
        byte[] bytes = Arrays.copyOf(TestData.hex(WRITE), length);
        if (at < length) {
            bytes[at] = value;
        }
        if (codec.decode(bytes) instanceof RoceFrame frame) {
            assertThat(codec.encode(frame)).isEqualTo(bytes);
        }
    }

    @Provide
    Arbitrary<RoceFrame> frames() {
        Arbitrary<Integer> u8 = Arbitraries.integers().between(0, 255);
        Arbitrary<Integer> u16 = Arbitraries.integers().between(0, 0xffff);
        Arbitrary<Integer> u20 = Arbitraries.integers().between(0, 0xfffff);
        Arbitrary<Integer> u24 = Arbitraries.integers().between(0, 0xffffff);
        Arbitrary<Long> u48 = Arbitraries.longs().between(0, 0xffff_ffff_ffffL);
        Arbitrary<Integer> i32 = Arbitraries.integers();
        Arbitrary<Long> i64 = Arbitraries.longs();
        Arbitrary<Boolean> bit = Arbitraries.of(true, false);
        Arbitrary<Link> links = Combinators.combine(u48, u48, u16.list().ofMaxSize(2)).as(Link::new);
        Arbitrary<Network> v4 = Combinators.combine(u8, u16, Arbitraries.of(0, 0x4000, 0x8000), u8, i32, i32).as(Network.V4::new);
        Arbitrary<Network> v6 = Combinators.combine(u8, u20, u8, i64, i64, i64, i64).as(Network.V6::new);
        Arbitrary<BaseTransport> transports = Combinators.combine(Arbitraries.of(RoceOpcode.class).filter(o -> o != RoceOpcode.NONE), bit, u16, bit,
                Arbitraries.integers().between(0, 63), u24, Arbitraries.integers().between(0, 127), u24)
                .as((opcode, flag, key, mark, reserved, qp, reservedAck, psn) -> new BaseTransport(opcode, flag, !flag, key, mark, flag, reserved, qp,
                        mark,
                        reservedAck, psn));
        Arbitrary<byte[]> payloads = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
        return Combinators.combine(links, Arbitraries.oneOf(v4, v6), u16, transports, i64, i64, payloads, u16)
                .as((link, network, port, transport, a, b, payload, checksum) -> new RoceFrame(link, network, port, checksum, transport,
                        transport.opcode().extendedHeaders().stream().map(h -> extension(h, a, b)).toList(), payload, new byte[-payload.length & 3],
                        0,
                        true, new byte[0]));
    }

    private static RoceExtension extension(ExtendedHeader header, long a, long b) {
        return switch (header) {
            case RETH -> new RoceExtension.Rdma(a, (int) b, (int) (b >>> 32));
            case AETH -> new RoceExtension.Ack((int) a & 0xff, (int) b & 0xffffff);
            case IMM_DT -> new RoceExtension.Immediate((int) a);
            case IETH -> new RoceExtension.Invalidate((int) b);
            case FETH -> new RoceExtension.Flush((int) a);
            case DETH -> new RoceExtension.Datagram((int) a, (int) (a >>> 56), (int) b & 0xffffff);
            case ATOMIC_ETH -> new RoceExtension.Atomic(a, (int) b, b, ~a);
            case ATOMIC_ACK_ETH -> new RoceExtension.AtomicAck(a);
            case CNP_RESERVED -> new RoceExtension.CnpReserved(a, b);
        };
    }
}
