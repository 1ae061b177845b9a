package io.weft.daemon.host;

import static io.weft.daemon.host.HostWorld.SECOND;
import static io.weft.daemon.host.HostWorld.frame;
import static io.weft.daemon.host.HostWorld.hex;
import static io.weft.daemon.host.HostWorld.v4;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.pipeline.packet.Verdict;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames after RFC 826. We are 10.1.1.0/31 at 02:00:00:00:00:01, the peer is 10.1.1.1 at 02:00:00:00:00:02. */
class ArpAgentTest {
    private static final String REQUEST = "port0 "
            + hex("ffffffffffff 020000000001 0806 0001 0800 0604 0001 020000000001 0a010100 000000000000 0a010101");
    private static final String REPLY = "020000000001 020000000002 0806 0001 0800 0604 0002 020000000002 0a010101 020000000001 0a010100";
    private static final String ASKED = "ffffffffffff 020000000002 0806 0001 0800 0604 0001 020000000002 0a010101 000000000000";

    private final HostWorld world = new HostWorld();
    private final ArpAgent agent = new ArpAgent(List.of(new HostPort(0, 0x0200_0000_0001L, 4200, false)),
            new LocalAddresses().add(0, v4("10.1.1.0")).add(LocalAddresses.LOOPBACK, v4("10.255.0.11")), HostTiming.DEFAULT, 4, world.pool, world,
            world);

    @BeforeEach
    void bringTheLinkUp() {
        agent.linkUp(0, 0);
    }

    @Test
    void resolvesThePeerOfANumberedLink() {
        agent.resolve(0, v4("10.1.1.1"), 1);
        assertThat(world.takeSent()).containsExactly(REQUEST);

        assertThat(agent.receive(0, frame(REPLY), 2)).isEqualTo(Verdict.CONSUMED);

        assertThat(world.told).containsExactly("resolved 0 10.1.1.1 20000000002");
        assertThat(agent.nextDeadline()).isEqualTo(2 + 30 * SECOND);
    }

    @Test
    void asksWhenTheLinkComesUpForWhatWasWantedBefore() {
        agent.linkDown(0, 1);
        agent.resolve(0, v4("10.1.1.1"), 2);
        assertThat(world.sent).isEmpty();

        agent.linkUp(0, 3);

        assertThat(world.sent).containsExactly(REQUEST);
    }

    @ParameterizedTest
    @CsvSource({"0a010100,10.1.1.0", "0aff000b,10.255.0.11"})
    void answersForItsAddresses(String target, String text) {
        assertThat(agent.receive(0, frame(ASKED + target), 1)).isEqualTo(Verdict.CONSUMED);

        assertThat(world.sent).as(text).containsExactly("port0 "
                + hex("020000000002 020000000001 0806 0001 0800 0604 0002 020000000001" + target + "020000000002 0a010101"));
        assertThat(world.told).containsExactly("resolved 0 10.1.1.1 20000000002");
    }

    @Test
    void staysSilentForOtherAddresses() {
        assertThat(agent.receive(0, frame(ASKED + "0a010105"), 1)).isEqualTo(Verdict.IGNORED_CONTROL);
        assertThat(world.sent).isEmpty();
    }

    @Test
    void ignoresAReplyThatNobodyAskedForAndOneThatClaimsItsOwnAddress() {
        assertThat(agent.receive(0, frame(REPLY), 1)).isEqualTo(Verdict.IGNORED_CONTROL);
        assertThat(agent.receive(0, frame(REPLY.replace("0a010101", "0a010100")), 1)).isEqualTo(Verdict.IGNORED_CONTROL);
        assertThat(agent.neighbors()).isEmpty();
    }

    @Test
    void asksThreeTimesThenGivesUp() {
        agent.resolve(0, v4("10.1.1.1"), 0);
        while (agent.nextDeadline() <= 3 * SECOND) {
            agent.onTimer(agent.nextDeadline());
        }

        assertThat(world.sent).containsExactly(REQUEST, REQUEST, REQUEST);
        assertThat(world.sentAt).containsExactly(0L, SECOND, 2 * SECOND);
        assertThat(world.told).containsExactly("lost 0 10.1.1.1");
    }

    @Test
    void hearsThatThePeerHasAnotherMacAddress() {
        agent.resolve(0, v4("10.1.1.1"), 0);
        agent.receive(0, frame(REPLY), 1);

        agent.receive(0, frame((ASKED + "0a010100").replace("020000000002", "020000000003")), 2);

        assertThat(world.told).containsExactly("resolved 0 10.1.1.1 20000000002", "resolved 0 10.1.1.1 20000000003");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({"15,6,hardware type", "17,6,protocol type", "18,8,hardware length", "21,9,operation", "22,1,multicast sender"})
    void callsMalformedWhatItCannotRead(int at, int value, String what) {
        assertThat(agent.receive(0, frame(REPLY.replace("0a010101", "0a010103")).put8(at, value), 1)).as(what).isEqualTo(Verdict.ARP_MALFORMED);
    }
}
