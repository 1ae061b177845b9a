package io.weft.daemon.host;

import static io.weft.daemon.host.HostWorld.frame;
import static io.weft.daemon.host.HostWorld.hex;
import static io.weft.daemon.host.HostWorld.v4;
import static io.weft.daemon.host.HostWorld.v6;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.Icmp;
import io.weft.pipeline.wire.InternetChecksum;
import io.weft.pipeline.wire.Ipv4;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes after RFC 792, RFC 4443, RFC 791 and RFC 8200; checksums computed apart. */
class IcmpAgentTest {
    private static final String ETHERNET = "020000000001 020000000002";
    private static final String REQUEST_IPV4 = ETHERNET + "0800" + "450000230055400007015f830a0000010a0000020800549d1234000161626364656667";
    private static final String REPLY_IPV4 = "routed 4500002300554000400126830a0000020a00000100005c9d1234000161626364656667";
    private static final String REQUEST_IPV6 = ETHERNET + "86dd"
            + "60012345000b3a0920010db800000000000000000000000120010db8000000000000000000000002 80004dad12340001616263";
    private static final String REPLY_IPV6 = "routed "
            + "60000000000b3a4020010db800000000000000000000000220010db800000000000000000000000181004cad12340001616263";

    private final HostWorld world = new HostWorld();
    private final LocalAddresses addresses = new LocalAddresses().add(0, v4("10.0.0.2")).add(LocalAddresses.LOOPBACK, v6("2001:db8::2"));
    private final List<HostPort> ports = List.of(new HostPort(0, 0x0200_0000_0001L, 4200, true));
    private final IcmpAgent agent = new IcmpAgent(ports, addresses, world.pool, world, new ProbeClient(world.pool, world, world));

    @Test
    void answersAnEchoRequest() {
        assertThat(agent.receive(0, frame(REQUEST_IPV4), 1)).isEqualTo(Verdict.CONSUMED);

        assertThat(world.sent).containsExactly(REPLY_IPV4);
    }

    @Test
    void answersAnEchoRequestOverIpv6() {
        assertThat(agent.receive(0, frame(REQUEST_IPV6), 1)).isEqualTo(Verdict.CONSUMED);

        assertThat(world.sent).containsExactly(REPLY_IPV6);
    }

    @Test
    void answersATaggedRequestWithoutTheTag() {
        Packet request = Packet.of(new byte[4]);
        byte[] plain = frame(REQUEST_IPV4).toBytes();
        request.truncate(0).append(plain, 0, 12).append(new byte[]{(byte) 0x81, 0, 0x60, 10}, 0, 4).append(plain, 12, plain.length - 12);
        request.network(18);
        request.transport(38);
        request.protocol(1);

        agent.receive(0, request, 1);

        assertThat(world.sent).containsExactly(REPLY_IPV4);
    }

    @Test
    void answersALinkLocalNeighborOnItsLink() {
        Packet request = frame(
                ETHERNET + "86dd 60000000 0008 3a40 fe800000000000000000000000000002 fe80000000000000000000fffe000001 80000000 00010001");
        InternetChecksum.fill(request, 14, 54);

        agent.receive(0, request, 1);

        assertThat(world.sent).singleElement().asString().startsWith("port0 " + hex("020000000002 020000000001 86dd"))
                .contains(hex("fe80000000000000000000fffe000001 fe800000000000000000000000000002 8100"));
    }

    @Test
    void keepsADescribedTail() {
        List<Packet> replies = new ArrayList<>();
        IcmpAgent keeping = new IcmpAgent(ports, addresses, world.pool, new HostOutput() {
            @Override
            public void sendOnLink(int port, Packet packet, long now) {
                throw new AssertionError("routed was expected");
            }

            @Override
            public void sendRouted(Packet packet, long now) {
                replies.add(packet);
            }
        }, new ProbeClient(world.pool, world, world));
        Packet request = frame(REQUEST_IPV4).truncate(42).describeTail(9, 0, 1000, 0);
        new Ipv4().wrap(request, 14).totalLength(1028).seal();
        Packet bytes = Packet.of(new byte[0]).copyFrom(request);
        bytes.materialise();
        InternetChecksum.fill(bytes, 14, 34);
        new Icmp().wrap(request, 34).checksum(new Icmp().wrap(bytes, 34).checksum());

        keeping.receive(0, request, 1);

        Packet reply = replies.getFirst();
        assertThat(reply.payloadLength()).isEqualTo(1000);
        assertThat(reply.isMaterialised()).isFalse();
        reply.materialise();
        assertThat(InternetChecksum.isValid(reply, 14, 34)).isTrue();
    }

    @Test
    void ignoresWhatIsNotForItAndCountsWhatIsWrong() {
        assertThat(agent.receive(0, frame(REQUEST_IPV4).put8(33, 9), 1)).as("10.0.0.9").isEqualTo(Verdict.IGNORED_CONTROL);
        assertThat(agent.receive(0, frame(REQUEST_IPV4).put8(45, 9), 1)).as("payload changed").isEqualTo(Verdict.ICMP_CHECKSUM);
        assertThat(agent.receive(0, frame(REQUEST_IPV4).truncate(41), 1)).isEqualTo(Verdict.ICMP_MALFORMED);
        assertThat(world.sent).isEmpty();
    }

    @Test
    void countsAReplyThatFoundNoPacket() {
        while (world.pool.take() != Packet.NONE) {
            assertThat(world.pool.inUse()).isPositive();
        }

        assertThat(agent.receive(0, frame(REQUEST_IPV4), 1)).isEqualTo(Verdict.POOL_EMPTY);
        assertThat(agent.poolEmpty()).isEqualTo(1);
    }
}
