package io.weft.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.bgp.message.AsPath;
import io.weft.bgp.message.Capability;
import io.weft.bgp.message.Family;
import io.weft.bgp.message.Message;
import io.weft.bgp.message.MessageWriter;
import io.weft.bgp.message.Notification;
import io.weft.bgp.message.Open;
import io.weft.bgp.message.PathAttribute;
import io.weft.bgp.message.RouteRefresh;
import io.weft.bgp.message.Update;
import io.weft.bgp.policy.RouteSource;
import io.weft.bgp.rib.NextHop;
import io.weft.bgp.session.Deadline;
import io.weft.bgp.session.RemoteAs;
import io.weft.bgp.session.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of {@link BgpSpeaker}: how they begin and end, and what their ends say. */
class SessionsTest {
    private static final RemoteAs EXTERNAL = new RemoteAs.External();
    private static final Prefix HOST = prefix("10.1.1.1/32");

    private final Fabric fabric = new Fabric();

    private static Prefix prefix(String text) {
        return Prefix.parse(text).orElseThrow();
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    private Fabric.Node router(String name, long as, int id, NeighborConfig... neighbors) {
        var redistributing = BgpConfig.FamilyConfig.redistributing(RouteSource.CONNECTED);
        Fabric.Node node = fabric.add(name, BgpConfig.of(as, id, List.of(neighbors)).withFamilies(redistributing, redistributing), id);
        node.speaker.start(0);
        return node;
    }

    private static NeighborConfig unnumbered(String iface) {
        return NeighborConfig.unnumbered(iface, EXTERNAL);
    }

    private static State state(Fabric.Node node, String neighbor) {
        return node.speaker.show().neighbor(neighbor).orElseThrow().state();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 1", "-5, 5", "7, 7"})
    void comeToOneSessionWhenBothSidesDialAtOnce(int idOfA, int idOfB) {
        Fabric.Node a = router("a", 65001, idOfA, unnumbered("eth1"));
        Fabric.Node b = router("b", 65002, idOfB, unnumbered("eth1"));
        fabric.link(a, "eth1", b, "eth1");
        fabric.run(10 * Fabric.DELAY);
        assertThat(state(a, "eth1")).isEqualTo(State.ESTABLISHED);
        assertThat(state(b, "eth1")).isEqualTo(State.ESTABLISHED);
        // The higher BGP Identifier, unsigned, decides; equal ones: the higher AS (RFC 6286 §2.3). Only that side ends the other connection.
        boolean aIsHigher = idOfA == -5 || idOfA == 2;
        Fabric.Node higher = aIsHigher ? a : b;
        Fabric.Node lower = aIsHigher ? b : a;
        assertThat(higher.events(BgpEvent.NotificationSent.class)).singleElement()
                .satisfies(n -> assertThat(n.notification()).isEqualTo(Notification.of(6, 7)));
        assertThat(lower.events(BgpEvent.NotificationSent.class)).isEmpty();
        assertThat(a.events(BgpEvent.SessionUp.class)).hasSize(1);
        assertThat(b.events(BgpEvent.SessionUp.class)).hasSize(1);
        assertThat(a.events(BgpEvent.SessionDown.class)).isEmpty();
        fabric.runSeconds(60);
        assertThat(a.events(BgpEvent.SessionDown.class)).isEmpty();
        assertThat(b.events(BgpEvent.SessionDown.class)).isEmpty();
    }

    @Test
    void areOneForEachPortThoughAllPortsHaveOneMacAddress() {
        Fabric.Node a = router("a", 65001, 1, unnumbered("eth1"), unnumbered("eth2"));
        Fabric.Node b = router("b", 65002, 2, unnumbered("eth1"), unnumbered("eth2"));
        a.oneMac = true;
        b.oneMac = true;
        b.speaker.originate(HOST, RouteSource.CONNECTED, 0);
        fabric.link(a, "eth1", b, "eth1");
        fabric.link(a, "eth2", b, "eth2");
        fabric.run(10 * Fabric.DELAY);
        assertThat(a.linkLocal("eth1")).isEqualTo(a.linkLocal("eth2"));
        assertThat(a.speaker.show().allEstablished()).isTrue();
        assertThat(a.fib.get(HOST)).containsExactly(new NextHop("eth1", b.linkLocal("eth1")), new NextHop("eth2", b.linkLocal("eth2")));
    }

    @Test
    void endAtOnceWhenCarrierIsLostAndComeBackWithIt() {
        Fabric.Node a = router("a", 65001, 1, unnumbered("eth1"));
        Fabric.Node b = router("b", 65002, 2, unnumbered("eth1"));
        b.speaker.originate(HOST, RouteSource.CONNECTED, 0);
        fabric.link(a, "eth1", b, "eth1");
        fabric.run(10 * Fabric.DELAY);
        assertThat(a.fib).containsKey(HOST);
        fabric.down(a, "eth1");
        assertThat(a.fib).isEmpty();
        assertThat(a.speaker.show().neighbor("eth1").orElseThrow().why()).isEqualTo("eth1 is down: no carrier");
        assertThat(a.speaker.nextDeadline()).isEqualTo(Deadline.NEVER);
        fabric.runSeconds(3);
        fabric.up(a, "eth1");
        fabric.run(10 * Fabric.DELAY);
        assertThat(a.fib).containsKey(HOST);
        assertThat(a.speaker.show().neighbor("eth1").orElseThrow().flaps()).isEqualTo(1);
    }

    @Test
    void endWhenThePeerIsSilentForTheHoldTime() {
        Fabric.Node a = router("a", 65001, 1, unnumbered("eth1"));
        Fabric.Node b = router("b", 65002, 2, unnumbered("eth1"));
        fabric.link(a, "eth1", b, "eth1");
        fabric.runSeconds(20);
        assertThat(state(a, "eth1")).isEqualTo(State.ESTABLISHED);
        fabric.silence(a, "eth1");
        fabric.runSeconds(5);
        assertThat(a.events(BgpEvent.SessionDown.class)).isEmpty();
        fabric.runSeconds(4);
        assertThat(a.events(BgpEvent.SessionDown.class)).extracting(BgpEvent.SessionDown::reason).containsExactly("hold timer expired");
        assertThat(b.events(BgpEvent.SessionDown.class)).extracting(BgpEvent.SessionDown::reason).containsExactly("hold timer expired");
        fabric.runSeconds(2);
        assertThat(state(a, "eth1")).as("it dials again by itself").isEqualTo(State.ESTABLISHED);
    }

    @Test
    void sayGoodbyeWithTheReason() {
        Fabric.Node a = router("a", 65001, 1, unnumbered("eth1"));
        Fabric.Node b = router("b", 65002, 2, unnumbered("eth1"));
        a.speaker.originate(HOST, RouteSource.CONNECTED, 0);
        fabric.link(a, "eth1", b, "eth1");
        fabric.run(10 * Fabric.DELAY);
        a.speaker.stop("maintenance", fabric.now());
        assertThat(a.speaker.nextDeadline()).isEqualTo(Deadline.NEVER);
        fabric.runSeconds(5);
        assertThat(b.fib).isEmpty();
        assertThat(b.events(BgpEvent.SessionDown.class)).extracting(BgpEvent.SessionDown::reason)
                .containsExactly("received cease/administrative shutdown (6/2): \"maintenance\"");
        assertThat(state(a, "eth1")).isEqualTo(State.IDLE);
        a.speaker.start(fabric.now());
        fabric.runSeconds(2);
        assertThat(state(b, "eth1")).isEqualTo(State.ESTABLISHED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endWithTooManyPrefixes(boolean comesAgain) {
        Fabric.Node a = router("a", 65001, 1, unnumbered("eth1").withMaximumPrefixes(2, comesAgain ? 30 * Deadline.SECOND : 0));
        Fabric.Node b = router("b", 65002, 2, unnumbered("eth1"));
        b.speaker.originate(HOST, RouteSource.CONNECTED, 0);
        b.speaker.originate(prefix("10.1.1.2/32"), RouteSource.CONNECTED, 0);
        fabric.link(a, "eth1", b, "eth1");
        fabric.run(10 * Fabric.DELAY);
        assertThat(a.fib).hasSize(2);
        b.speaker.originate(prefix("10.1.1.3/32"), RouteSource.CONNECTED, fabric.now());
        fabric.run(10 * Fabric.DELAY);
        assertThat(a.fib).isEmpty();
        assertThat(a.speaker.show().neighbor("eth1").orElseThrow().why()).isEqualTo("more than 2 prefixes of ipv4-unicast");
        // RFC 4486 §4: AFI, SAFI, the limit.
        assertThat(b.events(BgpEvent.NotificationReceived.class).getLast().notification().describe())
                .isEqualTo("cease/maximum number of prefixes reached (6/1) data 00010100000002");
        b.speaker.withdraw(HOST, RouteSource.CONNECTED, fabric.now());
        fabric.runSeconds(40);
        assertThat(state(a, "eth1")).isEqualTo(comesAgain ? State.ESTABLISHED : State.IDLE);
        assertThat(a.speaker.clear("eth1", fabric.now())).isTrue();
        fabric.runSeconds(3);
        assertThat(a.fib).hasSize(2);
    }

    @Test
    void runOverNumberedLinksWithBothFamilies() {
        NeighborConfig toB = NeighborConfig.numbered(address("10.0.0.1"), EXTERNAL).withFamilies(Family.IPV4_UNICAST, Family.IPV6_UNICAST);
        NeighborConfig toA = NeighborConfig.numbered(address("10.0.0.0"), new RemoteAs.Number(65001)).withFamilies(Family.IPV4_UNICAST,
                Family.IPV6_UNICAST);
        Fabric.Node a = router("a", 65001, 1, toB);
        Fabric.Node b = router("b", 65002, 2, toA);
        assertThat(a.speaker.show().neighbor("10.0.0.1").orElseThrow().why()).isEqualTo("no interface that is up has a subnet with 10.0.0.1");
        a.addresses.put("eth1", List.of(new InterfaceAddress(address("10.0.0.0"), 31)));
        b.addresses.put("eth1", List.of(new InterfaceAddress(address("10.0.0.1"), 31)));
        b.speaker.originate(HOST, RouteSource.CONNECTED, 0);
        b.speaker.originate(prefix("2001:db8::1/128"), RouteSource.CONNECTED, 0);
        fabric.link(a, "eth1", b, "eth1");
        fabric.run(10 * Fabric.DELAY);
        assertThat(a.fib).containsEntry(HOST, List.of(new NextHop("eth1", address("10.0.0.1"))));
        assertThat(a.fib).containsEntry(prefix("2001:db8::1/128"), List.of(new NextHop("eth1", b.linkLocal("eth1"))));
    }

    @Test
    void keepTheNeighbourThatIsEstablishedWhenAnotherRouterAdvertisesItself() {
        Fabric.Node a = router("a", 65001, 1, unnumbered("eth1"));
        Fabric.Node b = router("b", 65002, 2, unnumbered("eth1"));
        fabric.link(a, "eth1", b, "eth1");
        fabric.run(10 * Fabric.DELAY);
        IpAddress.V6 stranger = new IpAddress.V6(0xfe80L << 48, 99);
        a.speaker.neighborFound("eth1", stranger, fabric.now());
        assertThat(state(a, "eth1")).isEqualTo(State.ESTABLISHED);
        assertThat(a.events(BgpEvent.OtherRouterIgnored.class))
                .containsExactly(new BgpEvent.OtherRouterIgnored("eth1", b.linkLocal("eth1"), stranger));
    }

    /** A speaker with one passive neighbour on eth1, and the far end of its session by hand. */
    private static final class ByHand {
        static final IpAddress.V6 LOCAL = new IpAddress.V6(0xfe80L << 48, 1);
        static final IpAddress.V6 REMOTE = new IpAddress.V6(0xfe80L << 48, 2);
        final World world = new World();
        final BgpSpeaker speaker;
        final Told far;

        ByHand(long as, boolean fourOctetAs, InterfaceAddress... addresses) {
            var redistributing = BgpConfig.FamilyConfig.redistributing(RouteSource.CONNECTED);
            speaker = new BgpSpeaker(BgpConfig.of(as, 1, List.of(unnumbered("eth1").withPassive(true))).withFamilies(redistributing, redistributing),
                    world, 1);
            speaker.start(0);
            speaker.interfaceUp("eth1", LOCAL, Arrays.asList(addresses), 0);
            speaker.neighborFound("eth1", REMOTE, 0);
            far = new Told(speaker, world, as, -1, fourOctetAs);
        }

        void establish(Open open) {
            far.establish("eth1", LOCAL, REMOTE, open);
        }
    }

    @Test
    void speakToAPeerThatKnowsTwoOctetNumbersOnly() {
        ByHand it = new ByHand(4200000001L, false, new InterfaceAddress(address("10.0.0.0"), 31));
        it.establish(Open.of(65002, 9, 2, List.of()));
        it.speaker.originate(HOST, RouteSource.CONNECTED, 0);
        it.far.listen();
        Open said = (Open) it.far.messages.getFirst();
        assertThat(said.myAs()).isEqualTo(23456);
        assertThat(said.autonomousSystem()).isEqualTo(4200000001L);
        Update update = (Update) it.far.messages.getLast();
        assertThat(update.attributes()).contains(new PathAttribute.AsPathAttribute(AsPath.sequence(23456L)),
                new PathAttribute.As4Path(AsPath.sequence(4200000001L)), new PathAttribute.NextHop((IpAddress.V4) address("10.0.0.0")));
        assertThat(update.nlri()).containsExactly(HOST);
    }

    @Test
    void saySoWhenNoNextHopCanBeTold() {
        ByHand it = new ByHand(65001, true);
        it.establish(Open.of(65002, 9, 2, List.of(Capability.MultiProtocol.of(Family.IPV4_UNICAST), new Capability.FourOctetAs(65002))));
        it.speaker.originate(HOST, RouteSource.CONNECTED, 0);
        it.far.listen();
        assertThat(it.far.routes).isEmpty();
        assertThat(it.world.events).contains(new BgpEvent.FamilySilent("eth1", Family.IPV4_UNICAST, "no next hop can be told"));
    }

    @Test
    void tellEverythingAgainOnRouteRefresh() {
        ByHand it = new ByHand(65001, true);
        it.speaker.originate(HOST, RouteSource.CONNECTED, 0);
        it.establish(Told.open(65002, 2));
        it.far.listen();
        int before = it.far.messages.size();
        it.far.say(RouteRefresh.of(Family.IPV4_UNICAST));
        it.far.listen();
        List<Message> again = new ArrayList<>(it.far.messages.subList(before, it.far.messages.size()));
        assertThat(again).hasSize(2);
        assertThat(again.get(1)).isEqualTo(Update.endOfRib(Family.IPV4_UNICAST));
        assertThat(it.speaker.askRefresh("eth1", Family.IPV6_UNICAST, 0)).isTrue();
        it.far.listen();
        assertThat(it.far.messages.getLast()).isEqualTo(RouteRefresh.of(Family.IPV6_UNICAST));
    }

    @Test
    void refuseWhoIsNoNeighbour() {
        ByHand it = new ByHand(65001, true);
        it.speaker.opened(-9, "eth1", ByHand.LOCAL, new IpAddress.V6(0xfe80L << 48, 77), 0);
        it.speaker.opened(-10, "eth7", ByHand.LOCAL, ByHand.REMOTE, 0);
        assertThat(it.world.closed).containsExactly(-9L, -10L);
        assertThat(it.world.events).filteredOn(BgpEvent.ConnectionRefused.class::isInstance).hasSize(2);
    }

    /** What other speakers have died of, or let pass: the session ends with the right words, and the next one comes up. */
    @ParameterizedTest
    @CsvSource({"00000000000000000000000000000000 0013 04, 1/1", "ffffffffffffffffffffffffffffffff 0013 00, 1/3",
            "ffffffffffffffffffffffffffffffff 0013 07, 1/3",
            "ffffffffffffffffffffffffffffffff 0014 04 00, 1/2", "ffffffffffffffffffffffffffffffff 001d 01 04 fdea 0009 00000002 00, 5/3",
            "ffffffffffffffffffffffffffffffff 001d 02 0000 0006 800e03 000101, 3/9", "ffffffffffffffffffffffffffffffff 0017 02 0004 0000, 3/1",
            "ffffffffffffffffffffffffffffffff 0017 02 0000 0001, 3/1"})
    void surviveBadInputWithTheRightNotification(String hex, String answer) {
        ByHand it = new ByHand(65001, true);
        it.establish(Told.open(65002, 2));
        it.speaker.received(-1, HexFormat.of().parseHex(hex.replace(" ", "")), 0);
        Notification said = it.far.notification();
        assertThat(said.code() + "/" + said.subcode()).isEqualTo(answer);
        assertThat(it.world.closed).containsExactly(-1L);
        Told again = new Told(it.speaker, it.world, 65001, -2, true);
        again.establish("eth1", ByHand.LOCAL, ByHand.REMOTE, Told.open(65002, 2));
        assertThat(it.speaker.show().allEstablished()).isTrue();
    }

    @Test
    void keepTheSessionWhenOneRouteIsMalformed() {
        ByHand it = new ByHand(65001, true);
        it.establish(Told.open(65002, 2));
        // ORIGIN of value 9 before sound attributes; two prefixes. 19 + 2 + 2 + 20 + 10 octets.
        byte[] octets = HexFormat.of()
                .parseHex("ff".repeat(16) + "0035" + "02" + "0000" + "0014" + "40010109" + "40020602010000fdea" + "4003040a000002"
                        + "200a010101" + "200a010102");
        it.speaker.received(-1, octets, 0);
        assertThat(it.speaker.show().allEstablished()).isTrue();
        assertThat(it.world.events).filteredOn(BgpEvent.MalformedUpdate.class::isInstance)
                .containsExactly(new BgpEvent.MalformedUpdate("eth1", "ORIGIN: value 9 (treat-as-withdraw)"));
        assertThat(it.speaker.show().routes(Family.IPV4_UNICAST)).isEmpty();
    }

    @Test
    void answerOctetsThatComeAfterTheEndWithNothing() {
        ByHand it = new ByHand(65001, true);
        it.establish(Told.open(65002, 2));
        it.far.say(Notification.of(6, 4));
        int sent = it.world.sent.get(-1L).size();
        it.speaker.received(-1, MessageWriter.write(Message.KEEPALIVE_MESSAGE, true), 0);
        assertThat(it.world.sent.get(-1L)).hasSize(sent);
        assertThat(it.speaker.show().neighbor("eth1").orElseThrow().lastError()).isEqualTo("received cease/administrative reset (6/4)");
    }
}
