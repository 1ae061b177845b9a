package io.weft.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.bgp.message.Decoded;
import io.weft.bgp.message.Message;
import io.weft.bgp.message.MessageStream;
import io.weft.bgp.message.MessageWriter;
import io.weft.bgp.message.Notification;
import io.weft.bgp.message.Open;
import io.weft.bgp.message.PathAttribute;
import io.weft.bgp.message.Update;
import io.weft.bgp.rib.NextHop;
import io.weft.bgp.session.RemoteAs;
import io.weft.bgp.session.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapturesTest {
    /** frr-unnumbered.pcap: the two routers. */
    private static final IpAddress.V6 ROUTER_65001 = v6("fe80::dca5:e9ff:fecd:10a7");
    private static final IpAddress.V6 ROUTER_65002 = v6("fe80::427:b8ff:fed9:21bb");

    private static IpAddress.V6 v6(String text) {
        return (IpAddress.V6) IpAddress.parse(text).orElseThrow();
    }

    private static List<byte[]> split(byte[] stream) {
        List<byte[]> messages = new ArrayList<>();
        for (int at = 0; at < stream.length;) {
            int length = (stream[at + 16] & 0xff) << 8 | stream[at + 17] & 0xff;
            messages.add(Arrays.copyOfRange(stream, at, at + length));
            at += length;
        }
        return messages;
    }

    private static Decoded decode(byte[] octets) {
        MessageStream stream = new MessageStream();
        stream.append(octets.clone());
        return stream.next(true).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"frr-unnumbered.pcap", "frr-evpn-unnumbered.pcap"})
    void writesEveryMessageOfFrrAsItStood(String file) {
        int messages = 0;
        for (List<byte[]> segments : Captures.segments(file).values()) {
            for (byte[] octets : split(Captures.joined(segments))) {
                Message message = (Message) decode(octets);
                assertThat(message instanceof Update u ? u.attributes() : List.of()).noneMatch(PathAttribute.Malformed.class::isInstance);
                assertThat(HexFormat.of().formatHex(MessageWriter.write(message, true))).as(message.toString())
                        .isEqualTo(HexFormat.of().formatHex(octets));
                messages++;
            }
        }
        assertThat(messages).isGreaterThan(40);
    }

    @Test
    void readsEveryMessageOfGobgpAndKeepsItsMeaning() {
        int messages = 0;
        for (List<byte[]> segments : Captures.segments("gobgp-evpn.pcap").values()) {
            for (byte[] octets : split(Captures.joined(segments))) {
                Message message = (Message) decode(octets);
                assertThat(message instanceof Update u ? u.attributes() : List.of()).noneMatch(PathAttribute.Malformed.class::isInstance);
                assertThat(decode(MessageWriter.write(message, true))).isEqualTo(message);
                messages++;
            }
        }
        assertThat(messages).isGreaterThan(60);
    }

    @Test
    void readsTheNextHopFormsOfFrrAndGobgp() {
        assertThat(firstNextHop("frr-unnumbered.pcap", ROUTER_65002)).hasValue(32);
        assertThat(firstNextHop("gobgp-evpn.pcap", v6("fe80::7ceb:bcff:fe51:c814"))).hasValue(16);
    }

    private static Optional<Integer> firstNextHop(String file, IpAddress.V6 source) {
        for (Map.Entry<Captures.Flow, List<byte[]>> flow : Captures.segments(file).entrySet()) {
            for (byte[] octets : split(Captures.joined(flow.getValue()))) {
                if (flow.getKey().source().equals(source) && decode(octets) instanceof Update update) {
                    for (PathAttribute attribute : update.attributes()) {
                        if (attribute instanceof PathAttribute.MpReach reach) {
                            assertThat(reach.nextHop().forwarding()).isEqualTo(source);
                            return Optional.of(reach.nextHop().length());
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** A speaker in the place of one router, hearing what the other one said on the first connection with an OPEN, in its segments. */
    private static final class Replay {
        final World world = new World();
        final BgpSpeaker speaker;
        final long connection = -1;

        Replay(long as, IpAddress.V6 local, IpAddress.V6 remote) {
            speaker = new BgpSpeaker(
                    BgpConfig.of(as, 0x0aff00fe, List.of(NeighborConfig.unnumbered("eth1", new RemoteAs.External()).withPassive(true))), world, 1);
            speaker.interfaceUp("eth1", local, List.of(), 0);
            speaker.start(0);
            speaker.neighborFound("eth1", remote, 0);
            speaker.opened(connection, "eth1", local, remote, 0);
        }

        void hear(byte[] octets) {
            speaker.received(connection, octets.clone(), 1);
        }
    }

    private static List<byte[]> saidBy(String file, IpAddress.V6 source) {
        return Captures.segments(file).entrySet().stream().filter(e -> e.getKey().source().equals(source)).map(Map.Entry::getValue)
                .filter(s -> decode(s.getFirst()) instanceof Open).findFirst().orElseThrow();
    }

    @Test
    void establishesWithFrrAndLearnsWhatItAnnounces() {
        Replay replay = new Replay(65001, ROUTER_65001, ROUTER_65002);
        List<byte[]> segments = saidBy("frr-unnumbered.pcap", ROUTER_65002);
        replay.hear(segments.get(0));
        replay.hear(segments.get(1));
        assertThat(replay.speaker.show().neighbor("eth1").orElseThrow().state()).isEqualTo(State.ESTABLISHED);
        segments.subList(2, segments.size()).forEach(replay::hear);

        // Frame 20 of the capture: five prefixes with the router's link-local address as next hop.
        List<NextHop> via = List.of(new NextHop("eth1", ROUTER_65002));
        assertThat(replay.world.fib).containsOnlyKeys(prefix("10.2.0.1/32"), prefix("10.2.0.2/32"), prefix("10.2.0.3/32"), prefix("10.2.0.4/32"),
                prefix("10.255.0.2/32"));
        assertThat(replay.world.fib.values()).allMatch(via::equals);
        // Frame 26: what FRR sends back to its origin carries our AS and is not used. Frame 49 withdraws one of them, frame 57 announces it again.
        var back = replay.speaker.show().route(prefix("10.1.0.1/32")).orElseThrow().paths().getFirst();
        assertThat(back.why()).isEqualTo("rejected: our AS is in its AS_PATH");
        var view = replay.speaker.show().neighbor("eth1").orElseThrow();
        assertThat(view.holdTime()).isEqualTo(9);
        assertThat(view.families()).extracting(BgpShow.FamilyView::received).containsExactly(10, 0);
        assertThat(replay.world.events).anyMatch(BgpEvent.EndOfRib.class::isInstance);
    }

    @Test
    void losesWhatFrrWithdrawsAndUnderstandsItsHardReset() {
        Replay replay = new Replay(65002, ROUTER_65002, ROUTER_65001);
        boolean withdrawn = false;
        for (byte[] segment : saidBy("frr-unnumbered.pcap", ROUTER_65001)) {
            replay.hear(segment);
            withdrawn |= replay.world.fib.size() == 4 && !replay.world.fib.containsKey(prefix("10.1.0.4/32"));
        }
        // Frame 47 withdraws 10.1.0.4/32; frame 59 is Cease 6/9 with 06 04 inside.
        assertThat(withdrawn).isTrue();
        assertThat(replay.world.fib).isEmpty();
        assertThat(replay.speaker.show().neighbor("eth1").orElseThrow().lastError())
                .isEqualTo("received hard reset (6/9): cease/administrative reset (6/4)");
    }

    @Test
    void learnsTheIpv4RouteOfGobgpAndIgnoresItsEvpn() {
        IpAddress.V6 gobgp = v6("fe80::7ceb:bcff:fe51:c814");
        Replay replay = new Replay(65002, v6("fe80::e472:53ff:feb5:a1f2"), gobgp);
        List<byte[]> segments = saidBy("gobgp-evpn.pcap", gobgp);
        boolean learnt = false;
        for (byte[] segment : segments) {
            replay.hear(segment);
            learnt |= List.of(new NextHop("eth1", gobgp)).equals(replay.world.fib.get(prefix("10.255.0.11/32")));
        }
        assertThat(learnt).isTrue();
        assertThat(replay.world.events).noneMatch(BgpEvent.MalformedUpdate.class::isInstance);
        assertThat(replay.world.events).filteredOn(BgpEvent.NotificationReceived.class::isInstance).singleElement()
                .satisfies(e -> assertThat(((BgpEvent.NotificationReceived) e).notification().code()).isEqualTo(Notification.CEASE));
    }

    private static Prefix prefix(String text) {
        return Prefix.parse(text).orElseThrow();
    }
}
