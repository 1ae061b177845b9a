package io.weft.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What all header views have in common. */
class HeaderViewsTest {
    @Property(tries = 1000)
    void judgeAnyBytesWithoutThrowing(@ForAll @Size(max = 90) byte[] bytes, @ForAll @IntRange(max = 90) int at) {
        Packet packet = Packet.of(bytes);
        assertThatCode(() -> {
            new Ethernet().wrap(packet, at).check();
            new Dot1Q().wrap(packet, at).check();
            new Arp().wrap(packet, at).check();
            new Ipv4().wrap(packet, at).check();
            new Ipv6().wrap(packet, at).check();
            new Udp().wrap(packet, at).check();
            new Tcp().wrap(packet, at).check();
            new Icmp().wrap(packet, at).check();
            new Icmpv6().wrap(packet, at).check();
            new NdRouterAdvertisement().wrap(packet, at).check();
            new NdOption().wrap(packet, at, bytes.length + 8).check();
            new Bth().wrap(packet, at).check();
            new Aeth().wrap(packet, at).check();
            new Icrc().isValid(packet);
        }).doesNotThrowAnyException();
    }

    /** A valid solicitation with noise behind the first {@code keep} bytes: discovery's own check must stay within the message. */
    @Property(tries = 500)
    void judgeDamagedNeighborDiscoveryWithoutThrowing(@ForAll @Size(40) byte[] noise, @ForAll @IntRange(max = 40) int length) {
        Packet packet = Packet.of(new byte[0]);
        new Ipv6().wrap(packet, packet.extend(Ipv6.LENGTH)).blank().hopLimit(255).nextHeader(IpProtocol.ICMPV6).payloadLength(length);
        packet.append(noise, 0, length);
        if (length > 1) {
            packet.put8(40, 133 + (noise[0] & 3)).put8(41, 0);
        }
        if (length >= 8) {
            InternetChecksum.fill(packet, 0, 40);
        }
        assertThatCode(() -> new NeighborDiscovery().check(packet, 0, 40)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"0,0x44,IPV4_VERSION", "0,0x65,IPV4_VERSION", "0,0x4f,IPV4_TRUNCATED", "3,0x13,IPV4_LENGTH", "3,0x15,IPV4_LENGTH",
            "8,0x3f,IPV4_CHECKSUM",
            "8,0x40,CONTINUE"})
    void judgeAnIpv4Header(int at, int value, Verdict expected) {
        Packet packet = Packet.of(new byte[20]);
        new Ipv4().wrap(packet, 0).blank().totalLength(20).source(0x0a000001).destination(0x0a000002).seal();

        assertThat(new Ipv4().wrap(packet.put8(at, value), 0).check()).isEqualTo(expected);
    }

    @Test
    void countADescribedPayloadAsPartOfTheFrame() {
        Packet packet = Packet.of(new byte[20]);
        new Ipv4().wrap(packet, 0).blank().totalLength(20 + 1000 + 4).seal();

        assertThat(new Ipv4().wrap(packet, 0).check()).isEqualTo(Verdict.IPV4_LENGTH);
        packet.describeTail(1, 0, 1000, 4);
        assertThat(new Ipv4().wrap(packet, 0).check()).isEqualTo(Verdict.CONTINUE);
    }

    /** RFC 826, as an Ethernet frame's payload. */
    @Test
    void writeArpAsRfc826Says() {
        Packet packet = Packet.of(new byte[28]);
        new Arp().wrap(packet, 0).blank().operation(Arp.REQUEST).senderMac(0x020000000001L).senderIp(0x0a010100).targetIp(0x0a010101);

        assertThat(packet.toBytes()).isEqualTo(TestData.hex("0001 0800 06 04 0001 020000000001 0a010100 000000000000 0a010101"));
        assertThat(new Arp().wrap(packet, 0).check()).isEqualTo(Verdict.CONTINUE);
        assertThat(new Arp().wrap(packet.put8(4, 8), 0).check()).isEqualTo(Verdict.ARP_MALFORMED);
    }

    /** IEEE 802.1Q §9.6: priority 3, VLAN 10, IPv4 behind. */
    @Test
    void writeATagAsIeee8021qSays() {
        Packet packet = Packet.of(new byte[4]);
        Dot1Q tag = new Dot1Q().wrap(packet, 0).tci(0).priority(3).vlanId(10).etherType(Ethernet.TYPE_IPV4);

        assertThat(packet.toBytes()).isEqualTo(TestData.hex("600a 0800"));
        assertThat(tag.dropEligible(true).tci()).isEqualTo(0x700a);
    }

    /** RFC 8200 §3: version 6, DSCP 26 and CE, flow label 12345. */
    @Test
    void writeIpv6AsRfc8200Says() {
        Packet packet = Packet.of(new byte[40]);
        Ipv6 ipv6 = new Ipv6().wrap(packet, 0).blank().dscp(26).markCe().flowLabel(0x12345).payloadLength(0).nextHeader(59);

        assertThat(packet.i64(0)).isEqualTo(0x66b1_2345_0000_3b40L);
        assertThat(ipv6.check()).isEqualTo(Verdict.CONTINUE);
        assertThat(ipv6.decrementHopLimit().hopLimit()).isEqualTo(63);
    }

    /** RFC 9293 §3.1. */
    @Test
    void writeTcpAsRfc9293Says() {
        Packet packet = Packet.of(new byte[24]);
        new Tcp().wrap(packet, 0).blank().sourcePort(179).destinationPort(50000).sequence(1).acknowledgment(2).headerLength(24)
                .flags(Tcp.SYN | Tcp.ACK)
                .window(0x4000);

        assertThat(packet.truncate(20).toBytes()).isEqualTo(TestData.hex("00b3 c350 00000001 00000002 60 12 4000 0000 0000"));
        assertThat(new Tcp().wrap(packet, 0).check()).as("options cut off").isEqualTo(Verdict.TCP_MALFORMED);
    }
}
