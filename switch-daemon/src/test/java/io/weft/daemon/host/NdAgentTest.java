package io.weft.daemon.host;

import static io.weft.daemon.host.HostWorld.SECOND;
import static io.weft.daemon.host.HostWorld.captured;
import static io.weft.daemon.host.HostWorld.frame;
import static io.weft.daemon.host.HostWorld.hex;
import static io.weft.daemon.host.HostWorld.v6;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.bgp.address.IpAddress;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.InternetChecksum;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Captured frames: tests/data/captures/frr-unnumbered.pcap, two FRR routers with the MAC addresses {@link #A} and {@link #B}. */
class NdAgentTest {
    private static final String CAPTURE = "frr-unnumbered.pcap";
    private static final long A = 0x0627_b8d9_21bbL;
    private static final long B = 0xdea5_e9cd_10a7L;
    private static final String A_LINK_LOCAL = "fe80::427:b8ff:fed9:21bb";
    private static final String B_LINK_LOCAL = "fe80::dca5:e9ff:fecd:10a7";
    private static final long OURS = 0x0200_0000_0001L;

    /** RFC 4861 §4.2 behind RFC 8200 and RFC 2464; checksums computed apart. */
    private static final String ADVERTISEMENT = "port0 " + hex("333300000001 020000000001 86dd 60000000 0020 3a ff"
            + "fe80000000000000 0000 00fffe000001 ff020000000000000000000000000001 86001dac 40 00 0708 00000000 00000000"
            + "0101020000000001 0501000000001068");
    private static final String SOLICITATION = "port0 " + hex("333300000002 020000000001 86dd 60000000 0010 3a ff"
            + "fe80000000000000 0000 00fffe000001 ff020000000000000000000000000002 85007b2c 00000000 0101020000000001");

    private final HostWorld world = new HostWorld();
    private final LocalAddresses addresses = new LocalAddresses().add(LocalAddresses.LOOPBACK, v6("2001:db8::11")).add(0, v6("2001:db8:1::1"));

    private NdAgent agent(long mac, int ports, int capacity) {
        List<HostPort> list = IntStream.range(0, ports).mapToObj(i -> new HostPort(i, mac, 4200, true)).toList();
        return new NdAgent(list, addresses, HostTiming.DEFAULT, capacity, world.pool, world, world, new SplittableRandom(1));
    }

    @Test
    void advertisesAndSolicitsAtOnceWhenTheLinkComesUp() {
        agent(OURS, 1, 8).linkUp(0, 5);

        assertThat(world.sent).containsExactly(ADVERTISEMENT, SOLICITATION);
        assertThat(world.sentAt).containsOnly(5L);
        assertThat(world.pool.inUse()).isZero();
    }

    @Test
    void sendsItsBurstThenOnePerPeriodAndStartsAgainAfterAFlap() {
        NdAgent agent = agent(OURS, 1, 8);
        agent.linkUp(0, 0);
        long last = 0;
        for (int i = 1; i < 3; i++) {
            last = nextAdvertisement(agent, last, SECOND / 10, SECOND / 5);
        }
        for (int i = 0; i < 3; i++) {
            last = nextAdvertisement(agent, last, 200 * SECOND, 600 * SECOND);
        }
        agent.linkDown(0, last + 1);
        assertThat(agent.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        world.takeSent();

        agent.linkUp(0, last + 2);

        assertThat(world.takeSent()).containsExactly(ADVERTISEMENT, SOLICITATION);
        nextAdvertisement(agent, last + 2, SECOND / 10, SECOND / 5);
    }

    /** Runs the timers until the next advertisement leaves, which must be {@code min … max} after {@code last}; when. */
    private long nextAdvertisement(NdAgent agent, long last, long min, long max) {
        world.takeSent();
        while (!world.sent.contains(ADVERTISEMENT)) {
            agent.onTimer(agent.nextDeadline());
        }
        long at = world.sentAt.get(world.sent.indexOf(ADVERTISEMENT));
        assertThat(at - last).isBetween(min, max);
        return at;
    }

    @Test
    void drawsTheSameTimesFromTheSameSeed() {
        NdAgent one = agent(OURS, 2, 8);
        NdAgent other = agent(OURS, 2, 8);
        for (NdAgent agent : List.of(one, other)) {
            agent.linkUp(0, 0);
            agent.linkUp(1, 0);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(one.nextDeadline()).isEqualTo(other.nextDeadline());
            one.onTimer(one.nextDeadline());
            other.onTimer(other.nextDeadline());
        }
    }

    @ParameterizedTest
    @CsvSource({"1," + A_LINK_LOCAL + ",627b8d921bb", "6," + B_LINK_LOCAL + ",dea5e9cd10a7"})
    void findsTheRouterOfACapturedAdvertisement(int number, String linkLocal, String mac) throws Exception {
        NdAgent agent = agent(OURS, 1, 8);
        agent.linkUp(0, 0);

        assertThat(agent.receive(0, captured(CAPTURE, number), 1)).isEqualTo(Verdict.CONSUMED);
        assertThat(agent.receive(0, captured(CAPTURE, number), 2)).isEqualTo(Verdict.CONSUMED);

        assertThat(world.told).containsExactly("resolved 0 " + linkLocal + " " + mac, "router 0 " + linkLocal + " " + mac);
    }

    @Test
    void findsAPeerOnEveryPortThoughAllHaveTheSameMacAddresses() throws Exception {
        NdAgent agent = agent(OURS, 3, 8);
        for (int port = 0; port < 3; port++) {
            agent.linkUp(port, 0);
            agent.receive(port, captured(CAPTURE, 1), 1);
        }

        assertThat(world.told).filteredOn(t -> t.startsWith("router")).containsExactly("router 0 " + A_LINK_LOCAL + " 627b8d921bb",
                "router 1 " + A_LINK_LOCAL + " 627b8d921bb", "router 2 " + A_LINK_LOCAL + " 627b8d921bb");
    }

    @Test
    void keepsItsPeerWhenAnotherRouterAdvertises() throws Exception {
        NdAgent agent = agent(OURS, 1, 8);
        agent.linkUp(0, 0);
        agent.receive(0, captured(CAPTURE, 1), 1);
        world.takeTold();

        assertThat(agent.receive(0, captured(CAPTURE, 6), 2)).isEqualTo(Verdict.IGNORED_CONTROL);

        assertThat(world.told).isEmpty();
        assertThat(agent.otherRouters(0)).isEqualTo(1);
    }

    @Test
    void takesAnotherPeerWhenTheFirstHasBeenSilentForItsLifetime() throws Exception {
        NdAgent agent = agent(OURS, 1, 8);
        agent.linkUp(0, 0);
        agent.receive(0, captured(CAPTURE, 1), 0);
        world.takeTold();

        agent.receive(0, captured(CAPTURE, 6), 1800 * SECOND);

        assertThat(world.told).containsExactly("resolved 0 " + B_LINK_LOCAL + " dea5e9cd10a7", "router 0 " + B_LINK_LOCAL + " dea5e9cd10a7");
    }

    @Test
    void stopsSolicitingRoutersWhenOneIsSeenOrAfterThreeTimes() throws Exception {
        NdAgent lonely = agent(OURS, 1, 8);
        lonely.linkUp(0, 0);
        runUntil(lonely, 60 * SECOND);
        assertThat(world.takeSent()).filteredOn(SOLICITATION::equals).hasSize(3);

        NdAgent met = agent(OURS, 1, 8);
        met.linkUp(0, 0);
        met.receive(0, captured(CAPTURE, 1), 1);
        runUntil(met, 20 * SECOND);
        assertThat(world.takeSent()).filteredOn(SOLICITATION::equals).hasSize(1);
    }

    @Test
    void answersARouterSolicitationAtOnce() {
        NdAgent agent = agent(OURS, 1, 8);
        agent.linkUp(0, 0);
        world.takeSent();
        Packet solicitation = message("85000000 00000000 0101020000000002", "fe80::2", "ff02::2");

        assertThat(agent.receive(0, solicitation, 7)).isEqualTo(Verdict.CONSUMED);

        assertThat(world.sent).containsExactly(ADVERTISEMENT);
        assertThat(world.sentAt).containsExactly(7L);
        assertThat(world.told).containsExactly("resolved 0 fe80::2 20000000002");
    }

    /** Frame 3 asks for B's link-local address, frame 4 is Linux's answer. */
    @Test
    void answersACapturedSolicitationAsLinuxDid() throws Exception {
        NdAgent agent = agent(B, 1, 8);
        agent.linkUp(0, 0);
        world.takeSent();

        assertThat(agent.receive(0, captured(CAPTURE, 3), 1)).isEqualTo(Verdict.CONSUMED);

        assertThat(world.sent).containsExactly("port0 " + HexFormat.of().formatHex(answer().toBytes()));
    }

    /** The same frames from the other side. */
    @Test
    void solicitsAsLinuxDidAndUnderstandsTheAnswer() throws Exception {
        NdAgent agent = agent(A, 1, 8);
        agent.linkUp(0, 0);
        world.takeSent();

        agent.resolve(0, v6(B_LINK_LOCAL), 1);

        assertThat(world.takeSent()).containsExactly("port0 " + HexFormat.of().formatHex(captured(CAPTURE, 3).toBytes()));
        assertThat(agent.receive(0, answer(), 2)).isEqualTo(Verdict.CONSUMED);
        assertThat(world.told).containsExactly("resolved 0 " + B_LINK_LOCAL + " dea5e9cd10a7");
        assertThat(agent.mac(0, v6(B_LINK_LOCAL))).isEqualTo(B);
        assertThat(agent.neighbors()).extracting(Neighbor::state).containsExactly(Neighbor.State.REACHABLE);
    }

    private static Packet answer() throws Exception {
        return captured(CAPTURE, 4);
    }

    @ParameterizedTest
    @CsvSource({"2001:db8::11,true", "2001:db8:1::1,true", "fe80::ff:fe00:1,true", "2001:db8::12,false"})
    void answersForItsOwnAddressesAlone(String target, boolean answered) {
        NdAgent agent = agent(OURS, 1, 8);
        agent.linkUp(0, 0);
        world.takeSent();
        Packet packet = message("87000000 00000000" + digits(v6(target)) + "0101020000000002", "fe80::2", "fe80::ff:fe00:1");

        assertThat(agent.receive(0, packet, 1)).isEqualTo(answered ? Verdict.CONSUMED : Verdict.IGNORED_CONTROL);

        assertThat(world.sent).hasSize(answered ? 1 : 0);
    }

    /** RFC 4861 §7.2.4: to all nodes, and the Solicited flag (40) clear. */
    @Test
    void defendsItsAddressAgainstDuplicateAddressDetection() {
        NdAgent agent = agent(OURS, 1, 8);
        agent.linkUp(0, 0);
        world.takeSent();

        agent.receive(0, message("87000000 00000000" + digits(v6("fe80::ff:fe00:1")), "::", "ff02::1:ff00:1"), 1);

        assertThat(world.sent).singleElement().asString().startsWith("port0 333300000001020000000001").contains("a0000000fe80");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({"21,fe,hop limit 254", "55,01,code 1", "71,00,option of length 0", "71,02,option longer than the message",
            "22,20,source not link-local",
            "19,17,options cut short"})
    void discardsWhatRfc4861SaysToDiscard(int at, String value, String why) throws Exception {
        NdAgent agent = agent(OURS, 1, 8);
        agent.linkUp(0, 0);
        Packet packet = captured(CAPTURE, 1).put8(at, Integer.parseInt(value, 16));
        InternetChecksum.fill(packet, 14, 54);

        assertThat(agent.receive(0, packet, 1)).as(why).isEqualTo(Verdict.ND_INVALID);
        assertThat(world.told).isEmpty();
    }

    @Test
    void discardsAWrongChecksum() throws Exception {
        NdAgent agent = agent(OURS, 1, 8);
        agent.linkUp(0, 0);

        assertThat(agent.receive(0, captured(CAPTURE, 1).put8(60, 1), 1)).isEqualTo(Verdict.ICMP_CHECKSUM);
    }

    /** RFC 4861 §7.2.2: three solicitations a second apart, then it is given up; here tried again five seconds later. */
    @Test
    void asksThreeTimesThenGivesUpAndTriesAgain() {
        NdAgent agent = agent(OURS, 1, 8);
        agent.linkUp(0, 0);
        runUntil(agent, 20 * SECOND);
        world.takeSent();
        long start = 20 * SECOND;
        agent.resolve(0, v6("2001:db8:1::2"), start);
        runUntil(agent, start + 2 * SECOND);
        assertThat(world.takeSent()).hasSize(3);
        assertThat(world.told).isEmpty();

        runUntil(agent, start + 3 * SECOND);
        assertThat(world.takeTold()).containsExactly("lost 0 2001:db8:1::2");
        assertThat(world.takeSent()).isEmpty();

        runUntil(agent, start + 8 * SECOND);
        assertThat(world.takeSent()).hasSize(1);
    }

    @Test
    void asksAReachableNeighborAgainByUnicastAndNoticesThatItIsGone() throws Exception {
        NdAgent agent = agent(A, 1, 8);
        agent.linkUp(0, 0);
        agent.resolve(0, v6(B_LINK_LOCAL), 0);
        agent.receive(0, answer(), 0);
        runUntil(agent, 29 * SECOND);
        world.takeSent();
        world.takeTold();

        runUntil(agent, 33 * SECOND);

        assertThat(world.sent).hasSize(3).allMatch(f -> f.startsWith("port0 dea5e9cd10a7"));
        assertThat(world.told).containsExactly("lost 0 " + B_LINK_LOCAL);
    }

    @Test
    void resolvesAPeerThatDoesNotNameItsMacAddress() {
        NdAgent agent = agent(OURS, 1, 8);
        agent.linkUp(0, 0);
        world.takeSent();

        agent.receive(0, message("86000000 40000708 00000000 00000000", "fe80::2", "ff02::1"), 1);
        assertThat(world.takeSent()).singleElement().asString().startsWith("port0 3333ff000002");
        assertThat(world.told).isEmpty();
        agent.receive(0, message("88000000 e0000000" + digits(v6("fe80::2")) + "0201020000000002", "fe80::2", "fe80::ff:fe00:1"), 2);

        assertThat(world.told).containsExactly("resolved 0 fe80::2 20000000002", "router 0 fe80::2 20000000002");
    }

    @Test
    void forgetsItsNeighborsWithTheLinkAndTellsOfThePeerAgain() throws Exception {
        NdAgent agent = agent(OURS, 1, 8);
        agent.linkUp(0, 0);
        agent.receive(0, captured(CAPTURE, 1), 1);
        world.takeTold();

        agent.linkDown(0, 2);
        assertThat(world.takeTold()).containsExactly("lost 0 " + A_LINK_LOCAL);
        assertThat(agent.neighbors()).isEmpty();
        assertThat(agent.receive(0, captured(CAPTURE, 1), 3)).isEqualTo(Verdict.IGNORED_CONTROL);
        agent.linkUp(0, 4);
        agent.receive(0, captured(CAPTURE, 6), 5);

        assertThat(world.takeTold()).containsExactly("resolved 0 " + B_LINK_LOCAL + " dea5e9cd10a7", "router 0 " + B_LINK_LOCAL + " dea5e9cd10a7");
    }

    @Test
    void makesRoomByForgettingTheOldestThatNobodyWants() {
        NdAgent agent = agent(OURS, 1, 2);
        agent.linkUp(0, 0);
        agent.resolve(0, v6("fe80::9"), 0);
        for (int i = 2; i <= 4; i++) {
            agent.receive(0, message("85000000 00000000 010102000000000" + i, "fe80::" + i, "ff02::2"), 1);
        }

        assertThat(agent.neighbors()).extracting(Neighbor::address).containsExactly(v6("fe80::9"), v6("fe80::4"));
        assertThat(world.told).containsExactly("resolved 0 fe80::2 20000000002", "lost 0 fe80::2", "resolved 0 fe80::3 20000000003", "lost 0 fe80::3",
                "resolved 0 fe80::4 20000000004");
        agent.resolve(0, v6("fe80::5"), 2);
        agent.resolve(0, v6("fe80::6"), 2);
        assertThat(agent.refused()).isEqualTo(1);
        assertThat(world.told).endsWith("lost 0 fe80::6");
    }

    @Test
    void staysSilentOnANumberedPortButAnswersForItsAddresses() throws Exception {
        NdAgent agent = new NdAgent(List.of(new HostPort(0, B, 1500, false)), addresses, HostTiming.DEFAULT, 8, world.pool, world, world,
                new SplittableRandom(1));
        agent.linkUp(0, 0);
        assertThat(world.sent).isEmpty();
        assertThat(agent.receive(0, captured(CAPTURE, 1), 1)).isEqualTo(Verdict.IGNORED_CONTROL);

        assertThat(agent.receive(0, captured(CAPTURE, 3), 2)).isEqualTo(Verdict.CONSUMED);
        assertThat(world.sent).singleElement().asString().contains("60000000fe80");
    }

    private static void runUntil(NdAgent agent, long end) {
        while (agent.nextDeadline() <= end) {
            agent.onTimer(agent.nextDeadline());
        }
    }

    private static String digits(IpAddress.V6 address) {
        return HexFormat.of().toHexDigits(address.high()) + HexFormat.of().toHexDigits(address.low());
    }

    /** An ICMPv6 message from 02:00:00:00:00:02 with hop limit 255 and its checksum made. */
    private static Packet message(String body, String source, String destination) {
        String icmp = hex(body);
        Packet packet = frame("333300000001 020000000002 86dd 60000000" + HexFormat.of().toHexDigits((short) (icmp.length() / 2)) + "3aff"
                + digits(v6(source)) + digits(v6(destination)) + icmp);
        InternetChecksum.fill(packet, 14, 54);
        return packet;
    }
}
