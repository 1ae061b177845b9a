package io.weft.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.weft.pipeline.packet.Packet;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames and values: oracles icrc-* of tests/data/vectors/oracles.json; the first was captured on a ConnectX-4 Lx. */
class IcrcTest {
    private static final String WRITE_IPV4 = "0200000000020200000000010800456a004c00014000401126340a0000010a000002c12312b7003800000a40ffff0000001280000001"
            + "00000000000010000000abcd00000010000102030405060708090a0b0c0d0e0f";
    private static final int IP = 14;
    private static final int UDP = 34;
    private static final int BTH = 42;

    private final Icrc icrc = new Icrc();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
            "icrc-cx4-cnp,e41d2dab2bc27cfe90643b32080045c2003c718c4000401191610a0011010a001201000012b7002800008100ffff40000118"
                    + "0000000000000000000000000000000000000000,82fd002a",
            "icrc-write-v4," + WRITE_IPV4 + ",a9e79d55",
            "icrc-ack-v4,0200000000010200000000020800456a0030000240004011264f0a0000020a000001c12312b7001c00001140ffff00000011000000011f000001,"
                    + "b5c4173f",
            "icrc-write-v6-pad3,02000000000202000000000186dd66a123450038114020010db800000000000000000000000120010db8000000000000000000000002"
                    + "ffff12b7003800000a70ffff0000001280ffffff00000000000020000000abcd0000000d68656c6c6f2c20666162726963000000,64855533"})
    void agreesWithTheOracles(String oracle, String frame, String expected) {
        Packet packet = TestData.packet(frame + "00000000");
        assertThat(icrc.isValid(packet)).isFalse();

        assertThat(icrc.seal(packet)).isTrue();

        byte[] bytes = packet.toBytes();
        assertThat(Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length)).isEqualTo(TestData.hex(expected));
        assertThat(icrc.isValid(packet)).isTrue();
    }

    /** Oracle icrc-invariance. */
    @Test
    void survivesWhatTheFabricMayChange() {
        Packet packet = TestData.packet(WRITE_IPV4 + "a9e79d55");
        new Ipv4().wrap(packet, IP).decrementTtl().markCe().dscp(48).seal();
        new Udp().wrap(packet, UDP).checksum(0xbeef);
        new Bth().wrap(packet, BTH).becn(true).fecn(true);

        assertThat(icrc.isValid(packet)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"19, IPv4 identification", "29, source address", "35, UDP source port", "43, pad count", "49, destination QP", "53, PSN",
            "70, payload", "88, ICRC"})
    void failsWhenAnythingElseChanges(int at, String what) {
        Packet packet = TestData.packet(WRITE_IPV4 + "a9e79d55");
        packet.put8(at, packet.u8(at) ^ 1);

        assertThat(icrc.isValid(packet)).as(what).isFalse();
    }

    @Test
    void endsWhereTheIpLengthSaysAndNotWithTheFrame() {
        Packet packet = TestData.packet(WRITE_IPV4 + "a9e79d55" + "00000000");

        assertThat(icrc.isValid(packet)).isTrue();
    }

    @Test
    void completesADescribedTail() {
        Packet packet = described();

        assertThat(icrc.isValid(packet)).isTrue();
        icrc.materialise(packet);

        assertThat(packet.length()).isEqualTo(70 + 13 + 3 + 4);
        assertThat(packet.u24(70 + 13)).as("pad").isZero();
        assertThat(icrc.isValid(packet)).isTrue();
    }

    @Test
    void noticesDamageToADescribedTailBeforeAndAfterItIsBytes() {
        Packet packet = described();
        packet.corrupt(5, 0x20);

        assertThat(icrc.isValid(packet)).isFalse();
        icrc.materialise(packet);
        assertThat(icrc.isValid(packet)).isFalse();
        packet.applyCorruption();
        assertThat(icrc.isValid(packet)).as("the damage is that one bit").isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0", "13", "14", "34", "42", "57", "69"})
    void isNotValidInAFrameCutShort(int length) {
        assertThat(icrc.isValid(TestData.packet(WRITE_IPV4 + "a9e79d55").truncate(length))).isFalse();
        assertThat(icrc.seal(TestData.packet(WRITE_IPV4 + "a9e79d55").truncate(length))).isFalse();
    }

    /** Law 8: a hundred thousand checks, after as many to warm up, leave no garbage; a few KiB are the measurement's own. */
    @Test
    void allocatesNothing() {
        Packet packet = TestData.packet(WRITE_IPV4 + "a9e79d55");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long valid = validTimes(packet);
        long before = threads.getCurrentThreadAllocatedBytes();
        valid += validTimes(packet);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16_384);
        assertThat(valid).isEqualTo(200_000);
    }

    private long validTimes(Packet packet) {
        long valid = 0;
        for (int i = 0; i < 100_000; i++) {
            valid += icrc.isValid(packet) ? 1 : 0;
        }
        return valid;
    }

    /** The oracle's WRITE with 13 bytes of payload and 3 of pad instead of 16. */
    private static Packet described() {
        Packet packet = TestData.packet(WRITE_IPV4).truncate(70);
        new Bth().wrap(packet, BTH).padCount(3);
        return packet.describeTail(7, 0, 13, 7);
    }
}
