package io.weft.daemon.host;

import static io.weft.daemon.host.HostWorld.SECOND;
import static io.weft.daemon.host.HostWorld.captured;
import static io.weft.daemon.host.HostWorld.frame;
import static io.weft.daemon.host.HostWorld.v4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.InternetChecksum;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HostAgentsTest {
    private final HostWorld world = new HostWorld();
    private final HostAgents agents = new HostAgents(List.of(new HostPort(0, 0x0200_0000_0001L, 4200, true)),
            new LocalAddresses().add(LocalAddresses.LOOPBACK, v4("10.0.0.2")), HostTiming.DEFAULT, 16, world.pool, world, world, world,
            new SplittableRandom(1));

    @Test
    void givesEachFrameToTheAgentThatKnowsIt() throws Exception {
        agents.linkUp(0, 0);

        assertThat(agents.receive(0, captured("frr-unnumbered.pcap", 1), 1)).as("RA").isEqualTo(Verdict.CONSUMED);
        assertThat(agents.receive(0, frame("ffffffffffff 020000000002 0806 0001 0800 0604 0001 020000000002 0a000001 000000000000 0a000002"), 1))
                .as("ARP")
                .isEqualTo(Verdict.CONSUMED);
        assertThat(
                agents.receive(0, frame("020000000001 020000000002 0800 450000230055400007015f830a0000010a0000020800549d1234000161626364656667"), 1))
                .as("echo request").isEqualTo(Verdict.CONSUMED);
        assertThat(agents.receive(0, captured("frr-unnumbered.pcap", 7), 1)).as("TCP").isEqualTo(Verdict.CONTINUE);
        assertThat(agents.receive(0, frame("0180c200000e 020000000002 88cc 0000"), 1)).as("LLDP").isEqualTo(Verdict.CONTINUE);
    }

    @Test
    void wantsTheEarliestOfItsAgentsDeadlines() {
        agents.linkUp(0, 0);
        assertThat(agents.nextDeadline()).isBetween(SECOND / 10, SECOND / 5);

        agents.probe(1, new Probe(Probe.Kind.ECHO, v4("10.0.0.2"), v4("10.0.0.3"), 64, 0, 1000), 0);

        assertThat(agents.nextDeadline()).isEqualTo(1000);
        agents.onTimer(1000);
        assertThat(agents.nextDeadline()).isGreaterThan(1000);
    }

    /** A link floods garbage: verdicts, never an exception, and every packet taken is given back. */
    @Property(tries = 1000)
    void survivesAnyMessage(@ForAll @Size(max = 80) byte[] noise, @ForAll @IntRange(min = 1, max = 3) int kind, @ForAll boolean right) {
        agents.linkUp(0, 0);
        Packet packet = Packet.of(new byte[kind == 1 ? 34 : kind == 2 ? 54 : 14]);
        packet.append(noise, 0, noise.length).network(14);
        if (kind == 1) {
            packet.put16(12, 0x0800).put8(14, 0x45).put16(16, 20 + noise.length).put8(23, 1).transport(34);
            packet.protocol(1);
        } else if (kind == 2) {
            packet.put16(12, 0x86dd).put8(14, 0x60).put16(18, noise.length).put8(20, 58).put8(21, 255).put64(22, 0xfe80L << 48).put64(30, 2)
                    .transport(54);
            packet.protocol(58);
            packet.isIpv6(true);
            if (noise.length > 1) {
                packet.put8(54, 133 + (noise[0] & 3)).put8(55, 0);
            }
        } else {
            packet.put16(12, 0x0806).protocol(-1);
        }
        if (right && kind != 3 && noise.length >= 8) {
            InternetChecksum.fill(packet, 14, packet.transport());
        }

        assertThatCode(() -> agents.receive(0, packet, 1)).doesNotThrowAnyException();
        assertThat(world.pool.inUse()).isZero();
    }
}
