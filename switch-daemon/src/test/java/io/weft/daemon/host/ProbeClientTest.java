package io.weft.daemon.host;

import static io.weft.daemon.host.HostWorld.SECOND;
import static io.weft.daemon.host.HostWorld.frame;
import static io.weft.daemon.host.HostWorld.v4;
import static io.weft.daemon.host.HostWorld.v6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.InternetChecksum;
import io.weft.pipeline.wire.Ipv4;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeClientTest {
    private static final String ETHERNET = "000000000000000000000000";
    private static final Probe PING = new Probe(Probe.Kind.ECHO, v4("10.0.0.1"), v4("10.0.0.2"), 3, 4, SECOND);
    private static final Probe PING6 = new Probe(Probe.Kind.ECHO, v6("2001:db8::1"), v6("2001:db8::2"), 64, 4, SECOND);
    private static final Probe TRACE = new Probe(Probe.Kind.UDP, v4("10.0.0.1"), v4("10.0.0.2"), 1, 0, SECOND);
    private static final Probe TRACE6 = new Probe(Probe.Kind.UDP, v6("2001:db8::1"), v6("2001:db8::2"), 1, 0, SECOND);

    private final HostWorld world = new HostWorld();
    private final ProbeClient client = new ProbeClient(world.pool, world, world);

    private int nextId;

    private int send(Probe probe, long now) {
        client.send(nextId, probe, now);
        return nextId++;
    }

    /** RFC 792 behind RFC 791; checksums computed apart. */
    @Test
    void sendsAnEchoRequest() {
        send(PING, 5);

        assertThat(world.sent).containsExactly("routed 4500002000004000030163db0a0000010a0000020800f5fb0000000000010203");
    }

    @Test
    void matchesAReplyAndTellsTheRoundTrip() {
        IcmpAgent peer = new IcmpAgent(List.of(), new LocalAddresses().add(-1, v4("10.0.0.2")).add(-1, v6("2001:db8::2")), world.pool, world,
                client);
        int first = send(PING, 100);
        int second = send(PING6, 150);
        Packet request = sent(0, "0800");
        Packet request6 = sent(1, "86dd");
        peer.receive(-1, request6, 200);
        peer.receive(-1, request, 200);

        assertThat(client.receiveIpv6(sent(2, "86dd"), 300)).isEqualTo(Verdict.CONSUMED);
        assertThat(client.receiveIpv4(sent(3, "0800"), 400)).isEqualTo(Verdict.CONSUMED);
        assertThat(client.receiveIpv4(sent(3, "0800"), 500)).as("a duplicate").isEqualTo(Verdict.IGNORED_CONTROL);

        assertThat(world.told).containsExactly("probe " + second + " REPLY 2001:db8::2 150", "probe " + first + " REPLY 10.0.0.2 300");
        assertThat(client.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    /** Type and code of RFC 792; the error comes from 10.9.9.9 and quotes the probe's IP header and 8 bytes. */
    @ParameterizedTest
    @CsvSource({"0b00,TIME_EXCEEDED", "0303,PORT_UNREACHABLE", "0301,UNREACHABLE", "0304,TOO_BIG"})
    void matchesAnIcmpErrorByWhatItQuotes(String typeAndCode, String outcome) {
        send(PING, 0);
        int id = send(TRACE, 0);
        String quote = world.sent.get(1).substring("routed ".length());
        Packet error = frame(ETHERNET + "0800" + "45000038000000004001000009090909 0a000001".replace("09090909", "0a090909") + typeAndCode
                + "0000 00000000" + quote);

        assertThat(client.receiveIpv4(error, 70)).isEqualTo(Verdict.CONSUMED);

        assertThat(world.told).containsExactly("probe " + id + " " + outcome + " 10.9.9.9 70");
    }

    /** Type and code of RFC 4443. */
    @ParameterizedTest
    @CsvSource({"0300,TIME_EXCEEDED", "0104,PORT_UNREACHABLE", "0100,UNREACHABLE", "0200,TOO_BIG"})
    void matchesAnIcmpv6ErrorByWhatItQuotes(String typeAndCode, String outcome) {
        int udp = send(TRACE6, 0);
        int echo = send(PING6, 0);
        for (String sent : world.takeSent()) {
            client.receiveIpv6(frame(ETHERNET + "86dd" + "6000000000383a40 20010db8000000000000000000000099 20010db8000000000000000000000001"
                    + typeAndCode + "0000 00000000" + sent.substring("routed ".length())), 70);
        }

        assertThat(world.told).containsExactly("probe " + udp + " " + outcome + " 2001:db8::99 70",
                "probe " + echo + " " + outcome + " 2001:db8::99 70");
    }

    @Test
    void sendsUdpProbesWithARightChecksum() {
        send(TRACE, 0);
        send(TRACE6, 0);

        assertThat(InternetChecksum.isValid(sent(0, "0800"), 14, 34)).isTrue();
        assertThat(InternetChecksum.isValid(sent(1, "86dd"), 14, 54)).isTrue();
        assertThat(new Ipv4().wrap(sent(0, "0800"), 14).check()).isEqualTo(Verdict.CONTINUE);
    }

    @Test
    void givesUpAtTheTimeout() {
        int id = send(PING, 7);
        client.onTimer(client.nextDeadline() - 1);
        assertThat(world.told).isEmpty();

        client.onTimer(client.nextDeadline());

        assertThat(world.told).containsExactly("probe " + id + " TIMED_OUT 10.0.0.2 " + SECOND);
    }

    @Test
    void saysThatOneTooManyIsNotSent() {
        for (int i = 0; i < ProbeClient.CAPACITY; i++) {
            send(PING, 0);
        }
        assertThat(world.told).isEmpty();

        int id = send(PING, 0);

        assertThat(world.told).containsExactly("probe " + id + " NOT_SENT 10.0.0.2 0");
        assertThat(world.sent).hasSize(ProbeClient.CAPACITY);
    }

    @Test
    void refusesDestinationsThatAreNotRouted() {
        assertThatThrownBy(() -> new Probe(Probe.Kind.ECHO, v6("2001:db8::1"), v6("fe80::1"), 64, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Probe(Probe.Kind.ECHO, v4("10.0.0.1"), v6("2001:db8::2"), 64, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 500)
    void neverThrowsOverRandomMessages(@ForAll @Size(max = 60) byte[] noise, @ForAll boolean v6) {
        send(PING, 0);
        byte[] frame = new byte[(v6 ? 54 : 34) + 8 + noise.length];
        frame[12] = (byte) (v6 ? 0x86 : 0x08);
        frame[13] = (byte) (v6 ? 0xdd : 0x00);
        frame[v6 ? 54 : 34] = (byte) (v6 ? 1 + noise.length % 3 : noise.length % 2 == 0 ? 3 : 11);
        System.arraycopy(noise, 0, frame, frame.length - noise.length, noise.length);

        Verdict verdict = v6 ? client.receiveIpv6(frame(frame), 1) : client.receiveIpv4(frame(frame), 1);

        assertThat(verdict).isIn(Verdict.ICMP_MALFORMED, Verdict.IGNORED_CONTROL);
    }

    private Packet sent(int index, String type) {
        String digits = world.sent.get(index).substring("routed ".length());
        return frame(HexFormat.of().parseHex(ETHERNET + type + digits));
    }
}
