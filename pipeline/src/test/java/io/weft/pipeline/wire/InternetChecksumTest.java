package io.weft.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.pipeline.packet.Packet;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InternetChecksumTest {
    private static final int IP = 14;

    /** RFC 1071 §3: the words 0001 f203 f4f5 f6f7 sum to ddf2. */
    @Test
    void agreesWithTheExampleOfRfc1071() {
        assertThat(InternetChecksum.of(TestData.packet("0001f203f4f5f6f7"), 0, 8)).isEqualTo(~0xddf2 & 0xffff);
    }

    /** RFC 1624 §4: header checksum DD2F, a field from 5555 to 3285, expected 0000. */
    @Test
    void updatesAsTheExampleOfRfc1624() {
        assertThat(InternetChecksum.update(0xdd2f, 0x5555, 0x3285)).isEqualTo(0x0000);
    }

    /** One byte at a time, carry folded at once. */
    @Property(tries = 500)
    void agreesWithASlowTwin(@ForAll @Size(max = 200) byte[] bytes, @ForAll @IntRange(max = 7) int from) {
        int at = Math.min(from, bytes.length);
        int sum = 0;
        for (int i = at; i < bytes.length; i++) {
            sum += (bytes[i] & 0xff) << ((i - at) % 2 == 0 ? 8 : 0);
            sum = (sum & 0xffff) + (sum >> 16);
        }

        assertThat(InternetChecksum.of(Packet.of(bytes), at, bytes.length - at)).isEqualTo(~sum & 0xffff);
    }

    @Property(tries = 500)
    void isRightAfterAnUpdateOfAnyWord(@ForAll @Size(20) byte[] header, @ForAll @IntRange(max = 9) int word,
            @ForAll @IntRange(max = 0xffff) int after) {
        Packet packet = Packet.of(header).put16(10, 0);
        packet.put16(10, InternetChecksum.of(packet, 0, 20));
        if (word != 5) {
            packet.put16(10, InternetChecksum.update(packet.u16(10), packet.u16(2 * word), after)).put16(2 * word, after);
        }

        // Of words that are all zero the sum cannot be all ones: no IP header is like that.
        boolean zero = InternetChecksum.sum(packet, 0, 20) == 0;
        assertThat(InternetChecksum.of(packet, 0, 20)).isEqualTo(zero ? 0xffff : 0);
    }

    /** TCP over IPv4 as Linux and ICMPv6 as FRR sent them. */
    @ParameterizedTest
    @CsvSource({"write-1b.pcap,6,4", "frr-unnumbered.pcap,58,6"})
    void findsCapturedMessagesRightAndRemakesThem(String capture, int protocol, int version) {
        int checked = 0;
        for (byte[] frame : TestData.frames(TestData.folder("captures").resolve(Path.of(capture)))) {
            Packet packet = Packet.of(frame);
            int transport = IP + (version == 4 ? 20 : 40);
            if (packet.u8(IP) >>> 4 != version || packet.u8(version == 4 ? IP + 9 : IP + 6) != protocol) {
                continue;
            }
            assertThat(InternetChecksum.isValid(packet, IP, transport)).isTrue();
            packet.put16(transport + (protocol == 6 ? 16 : 2), 0x1234);
            assertThat(InternetChecksum.isValid(packet, IP, transport)).isFalse();
            InternetChecksum.fill(packet, IP, transport);
            assertThat(packet.toBytes()).isEqualTo(frame);
            checked++;
        }
        assertThat(checked).isPositive();
    }

    /** Vector 2 of the roce tests of a ConnectX: UDP checksum ACA2 is right, 0 means none. */
    @ParameterizedTest
    @CsvSource({"0xaca2,true", "0x0000,true", "0xaca3,false"})
    void takesUdpChecksumsThatAreRightOrAbsent(int checksum, boolean valid) {
        Packet packet = ucSend().put16(40, checksum);

        assertThat(InternetChecksum.isValid(packet, IP, 34)).isEqualTo(valid);
    }

    @Test
    void sendsAUdpChecksumOfZeroAsAllOnes() {
        Packet packet = ucSend().put16(40, 0);
        InternetChecksum.fill(packet, IP, 34);
        // Adding the checksum to a payload word makes the sum all ones, and thus the checksum zero.
        int sum = packet.u16(40);
        packet.put16(54, 0).put16(40, 0);
        InternetChecksum.fill(packet, IP, 34);
        packet.put16(54, packet.u16(40));
        InternetChecksum.fill(packet, IP, 34);

        assertThat(sum).isEqualTo(0xaca2);
        assertThat(packet.u16(40)).isEqualTo(0xffff);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 34, 41, 50})
    void isNotValidInAMessageCutShort(int length) {
        Packet packet = ucSend();
        packet.truncate(length);
        if (length > IP) {
            assertThat(InternetChecksum.isValid(packet, IP, 34)).isFalse();
        } else {
            assertThat(new Ipv4().wrap(packet, IP).check().isDrop()).isTrue();
        }
    }

    /** UC SEND ONLY, 192.168.0.7 to itself: 18 bytes of payload and 2 of pad. */
    private static Packet ucSend() {
        return TestData.packet("020000000002020000000001 0800 45010040047840004011b4d5c0a80007c0a80007 c00012b7002caca2 2460ffff000000d300cf1710"
                + "4630818be28935d90e9a95505401be885e500000 78f353f3");
    }
}
