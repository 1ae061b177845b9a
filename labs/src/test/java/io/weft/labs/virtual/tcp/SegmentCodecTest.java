package io.weft.labs.virtual.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.bgp.address.IpAddress;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.Ipv6;
import io.weft.pipeline.wire.Tcp;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SegmentCodecTest {
    private static final IpAddress V4 = IpAddress.parse("10.1.1.0").orElseThrow();
    private static final IpAddress V6 = IpAddress.parse("2001:db8::1").orElseThrow();

    private final SegmentCodec codec = new SegmentCodec();
    private final Packet packet = Packet.of(new byte[0]);

    private Packet written(Segment segment) {
        codec.write(segment, packet.reset());
        return packet;
    }

    private static Segment syn(IpAddress address) {
        return new Segment(address, 50_000, address, 179, 1, 0, Tcp.SYN, 1000, 1440, Segment.NOTHING);
    }

    @Property(tries = 300)
    void readsWhatItWrites(@ForAll boolean v6, @ForAll int sequence, @ForAll int acknowledgment, @ForAll @IntRange(max = 63) int flags,
            @ForAll @IntRange(max = 65_535) int window, @ForAll @IntRange(max = 65_535) int mss, @ForAll @Size(max = 100) byte[] payload) {
        IpAddress address = v6 ? V6 : V4;
        var segment = new Segment(address, 1, address, 65_535, sequence, acknowledgment, flags, window, mss, payload);
        assertThat(codec.check(written(segment))).isEqualTo(Verdict.CONTINUE);
        assertThat(codec.read(packet)).usingRecursiveComparison().isEqualTo(segment);
    }

    @Property(tries = 1000)
    void takesAnyBytesWithoutFailing(@ForAll boolean v6, @ForAll @Size(max = 120) byte[] bytes) {
        Packet any = Packet.of(bytes);
        if (bytes.length >= Ethernet.LENGTH) {
            new Ethernet().wrap(any, 0).etherType(v6 ? Ethernet.TYPE_IPV6 : Ethernet.TYPE_IPV4);
        }
        assertThat(codec.check(any)).isNotNull();
    }

    /** RFC 4594 §3.1: network control is CS6, the byte 0xc0 of traffic class; RFC 5082: 255 hops to a neighbour. */
    @Test
    void marksNetworkControlAndHops() {
        var ipv6 = new Ipv6().wrap(written(syn(IpAddress.parse("fe80::1").orElseThrow())), Ethernet.LENGTH);
        assertThat(ipv6.trafficClass()).isEqualTo(0xc0);
        assertThat(ipv6.hopLimit()).isEqualTo(255);
        assertThat(new Ipv6().wrap(written(syn(V6)), Ethernet.LENGTH).hopLimit()).isEqualTo(64);
    }

    /** NOP, window scale 7, MSS 1460: kinds 1, 3 and 2 of RFC 9293 §3.1 and RFC 7323 §2.2. */
    @Test
    void findsTheSegmentSizeBehindOtherOptions() {
        written(syn(V6));
        int transport = Ethernet.LENGTH + Ipv6.LENGTH;
        packet.truncate(transport + Tcp.LENGTH).append(new byte[]{1, 3, 3, 7, 2, 4, 0x05, (byte) 0xb4}, 0, 8);
        new Tcp().wrap(packet, transport).headerLength(28);
        new Ipv6().wrap(packet, Ethernet.LENGTH).payloadLength(28);
        assertThat(codec.read(packet).mss()).isEqualTo(1460);
        packet.put8(transport + Tcp.LENGTH + 2, 0);
        assertThat(codec.read(packet).mss()).as("an impossible option length ends the walk").isZero();
    }

    @Test
    void ignoresThePaddingOfAShortFrame() {
        written(new Segment(V4, 1, V4, 2, 1, 1, Tcp.ACK, 1, 0, Segment.NOTHING)).append(new byte[6], 0, 6);
        assertThat(codec.check(packet)).isEqualTo(Verdict.CONTINUE);
        assertThat(codec.read(packet).payload()).isEmpty();
    }
}
