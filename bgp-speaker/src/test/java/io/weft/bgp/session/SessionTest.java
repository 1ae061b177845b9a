package io.weft.bgp.session;

import static io.weft.bgp.session.State.ACTIVE;
import static io.weft.bgp.session.State.CONNECT;
import static io.weft.bgp.session.State.ESTABLISHED;
import static io.weft.bgp.session.State.IDLE;
import static io.weft.bgp.session.State.OPEN_CONFIRM;
import static io.weft.bgp.session.State.OPEN_SENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.bgp.message.Capability;
import io.weft.bgp.message.CheckedUpdate;
import io.weft.bgp.message.Family;
import io.weft.bgp.message.Message;
import io.weft.bgp.message.Notification;
import io.weft.bgp.message.Open;
import io.weft.bgp.message.RouteRefresh;
import io.weft.bgp.message.Update;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 4271 §8.2.2 as a table: every state, every event, the state that follows and what is said. */
class SessionTest {
    private static final SessionConfig CONFIG = new SessionConfig(65001, 1, new RemoteAs.Number(65002), 9, 3, Deadline.SECOND,
            List.of(Family.IPV4_UNICAST), false);
    private static final long NOW = 5 * Deadline.SECOND;

    private final Owner owner = new Owner();
    private final Session session = new Session(CONFIG, owner);

    private static Open open(long as, int holdTime, int routerId) {
        return Open.of(as, holdTime, routerId, List.of(Capability.MultiProtocol.of(Family.IPV4_UNICAST), new Capability.FourOctetAs(as)));
    }

    private static Event event(String name) {
        return switch (name) {
            case "start" -> new Event.Start(false);
            case "start-passive" -> new Event.Start(true);
            case "stop" -> new Event.Stop(Notification.of(6, 2), false);
            case "reset" -> new Event.Stop(Notification.of(6, 4), true);
            case "link-lost" -> new Event.LinkLost("no carrier");
            case "opened" -> new Event.Opened(77);
            case "closed" -> new Event.Closed("reset");
            case "open" -> new Event.Received(open(65002, 9, 2));
            case "keepalive" -> new Event.Received(Message.KEEPALIVE_MESSAGE);
            case "update" -> new Event.Received(Update.endOfRib(Family.IPV4_UNICAST));
            case "refresh" -> new Event.Received(RouteRefresh.of(Family.IPV4_UNICAST));
            case "notification" -> new Event.Received(Notification.of(6, 4));
            case "garbage" -> new Event.Refused(Notification.of(1, 1));
            case "retry" -> new Event.ConnectRetryExpired();
            case "hold" -> new Event.HoldExpired();
            case "keepalive-due" -> new Event.KeepaliveDue();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private void bringTo(State state) {
        List<String> way = switch (state) {
            case IDLE -> List.of();
            case CONNECT -> List.of("start");
            case ACTIVE -> List.of("start-passive");
            case OPEN_SENT -> List.of("start", "opened");
            case OPEN_CONFIRM -> List.of("start", "opened", "open");
            case ESTABLISHED -> List.of("start", "opened", "open", "keepalive");
        };
        way.forEach(e -> session.on(event(e), 0));
        assertThat(session.state()).isEqualTo(state);
        owner.said.clear();
    }

    /** What the owner saw: dial, close, OPEN, KEEPALIVE, or the code of a NOTIFICATION. */
    @ParameterizedTest(name = "{0} {1} -> {2} {3}")
    @CsvSource({"IDLE, start, CONNECT, dial", "IDLE, start-passive, ACTIVE, ''", "IDLE, stop, IDLE, ''", "IDLE, reset, IDLE, ''",
            "IDLE, link-lost, IDLE, ''",
            "IDLE, opened, IDLE, close", "IDLE, closed, IDLE, ''", "IDLE, open, IDLE, ''", "IDLE, keepalive, IDLE, ''", "IDLE, update, IDLE, ''",
            "IDLE, refresh, IDLE, ''", "IDLE, notification, IDLE, ''", "IDLE, garbage, IDLE, ''", "IDLE, retry, CONNECT, dial",
            "IDLE, hold, IDLE, ''",
            "IDLE, keepalive-due, IDLE, ''",
            "CONNECT, start, CONNECT, ''", "CONNECT, stop, IDLE, close", "CONNECT, reset, IDLE, close", "CONNECT, link-lost, IDLE, close",
            "CONNECT, opened, OPEN_SENT, OPEN", "CONNECT, closed, ACTIVE, ''", "CONNECT, open, CONNECT, ''", "CONNECT, keepalive, CONNECT, ''",
            "CONNECT, update, CONNECT, ''", "CONNECT, refresh, CONNECT, ''", "CONNECT, notification, CONNECT, ''", "CONNECT, garbage, CONNECT, ''",
            "CONNECT, retry, CONNECT, close dial", "CONNECT, hold, CONNECT, ''", "CONNECT, keepalive-due, CONNECT, ''",
            "ACTIVE, start, ACTIVE, ''", "ACTIVE, stop, IDLE, ''", "ACTIVE, reset, IDLE, ''", "ACTIVE, link-lost, IDLE, ''",
            "ACTIVE, opened, OPEN_SENT, OPEN",
            "ACTIVE, closed, ACTIVE, ''", "ACTIVE, open, ACTIVE, ''", "ACTIVE, keepalive, ACTIVE, ''", "ACTIVE, update, ACTIVE, ''",
            "ACTIVE, refresh, ACTIVE, ''",
            "ACTIVE, notification, ACTIVE, ''", "ACTIVE, garbage, ACTIVE, ''", "ACTIVE, retry, CONNECT, dial", "ACTIVE, hold, ACTIVE, ''",
            "ACTIVE, keepalive-due, ACTIVE, ''",
            "OPEN_SENT, start, OPEN_SENT, ''", "OPEN_SENT, stop, IDLE, 6/2 close", "OPEN_SENT, reset, IDLE, 6/4 close",
            "OPEN_SENT, link-lost, IDLE, close",
            "OPEN_SENT, opened, OPEN_SENT, ''", "OPEN_SENT, closed, ACTIVE, ''", "OPEN_SENT, open, OPEN_CONFIRM, KEEPALIVE",
            "OPEN_SENT, keepalive, IDLE, 5/1 close",
            "OPEN_SENT, update, IDLE, 5/1 close", "OPEN_SENT, refresh, IDLE, 5/1 close", "OPEN_SENT, notification, IDLE, close",
            "OPEN_SENT, garbage, IDLE, 1/1 close",
            "OPEN_SENT, retry, OPEN_SENT, ''", "OPEN_SENT, hold, IDLE, 4/0 close", "OPEN_SENT, keepalive-due, OPEN_SENT, ''",
            "OPEN_CONFIRM, start, OPEN_CONFIRM, ''", "OPEN_CONFIRM, stop, IDLE, 6/2 close", "OPEN_CONFIRM, reset, IDLE, 6/4 close",
            "OPEN_CONFIRM, link-lost, IDLE, close", "OPEN_CONFIRM, opened, OPEN_CONFIRM, ''", "OPEN_CONFIRM, closed, IDLE, ''",
            "OPEN_CONFIRM, open, IDLE, 5/2 close",
            "OPEN_CONFIRM, keepalive, ESTABLISHED, ''", "OPEN_CONFIRM, update, IDLE, 5/2 close", "OPEN_CONFIRM, refresh, IDLE, 5/2 close",
            "OPEN_CONFIRM, notification, IDLE, close", "OPEN_CONFIRM, garbage, IDLE, 1/1 close", "OPEN_CONFIRM, retry, OPEN_CONFIRM, ''",
            "OPEN_CONFIRM, hold, IDLE, 4/0 close", "OPEN_CONFIRM, keepalive-due, OPEN_CONFIRM, KEEPALIVE",
            "ESTABLISHED, start, ESTABLISHED, ''", "ESTABLISHED, stop, IDLE, 6/2 close", "ESTABLISHED, reset, IDLE, 6/4 close",
            "ESTABLISHED, link-lost, IDLE, close",
            "ESTABLISHED, opened, ESTABLISHED, ''", "ESTABLISHED, closed, IDLE, ''", "ESTABLISHED, open, IDLE, 5/3 close",
            "ESTABLISHED, keepalive, ESTABLISHED, ''",
            "ESTABLISHED, update, ESTABLISHED, ''", "ESTABLISHED, refresh, ESTABLISHED, ''", "ESTABLISHED, notification, IDLE, close",
            "ESTABLISHED, garbage, IDLE, 1/1 close", "ESTABLISHED, retry, ESTABLISHED, ''", "ESTABLISHED, hold, IDLE, 4/0 close",
            "ESTABLISHED, keepalive-due, ESTABLISHED, KEEPALIVE"})
    void followsTheTable(State from, String event, State to, String said) {
        bringTo(from);
        session.on(event(event), NOW);
        assertThat(session.state()).isEqualTo(to);
        assertThat(String.join(" ", owner.said)).isEqualTo(said);
        assertThat(owner.ended).as("the end is told once")
                .isEqualTo(to == IDLE && from != IDLE || to == ACTIVE && from != IDLE && from != ACTIVE ? 1 : 0);
    }

    /** RFC 4271 §6.2: what is wrong with an OPEN. */
    @ParameterizedTest
    @CsvSource({"65003, 9, 2, 2/2", "65002, 9, 0, 2/3", "65002, 1, 2, 2/6", "65002, 2, 2, 2/6", "0, 9, 2, 2/2"})
    void refusesAnUnacceptableOpen(long as, int holdTime, int routerId, String answer) {
        bringTo(OPEN_SENT);
        session.on(new Event.Received(open(as, holdTime, routerId)), NOW);
        assertThat(session.state()).isEqualTo(IDLE);
        assertThat(owner.said).containsExactly(answer, "close");
    }

    @ParameterizedTest
    @CsvSource({"9, 9, 3", "3, 3, 1", "90, 9, 3", "6, 6, 2"})
    void negotiatesTheSmallerHoldTimeAndAThirdOfIt(int offered, int hold, int keepalive) {
        bringTo(OPEN_SENT);
        session.on(new Event.Received(open(65002, offered, 2)), NOW);
        assertThat(session.negotiated().orElseThrow().holdTime()).isEqualTo(hold);
        assertThat(session.nextDeadline()).isEqualTo(NOW + keepalive * Deadline.SECOND);
        session.on(event("keepalive"), NOW);
        session.onTimer(NOW + keepalive * Deadline.SECOND);
        assertThat(owner.said).containsExactly("KEEPALIVE", "KEEPALIVE");
    }

    @Test
    void watchesNothingWithAHoldTimeOfZero() {
        bringTo(OPEN_SENT);
        session.on(new Event.Received(open(65002, 0, 2)), NOW);
        session.on(event("keepalive"), NOW);
        assertThat(session.state()).isEqualTo(ESTABLISHED);
        assertThat(session.nextDeadline()).isEqualTo(Deadline.NEVER);
    }

    @Test
    void waitsFourMinutesForTheOpen() {
        bringTo(OPEN_SENT);
        assertThat(session.nextDeadline()).isEqualTo(240 * Deadline.SECOND);
    }

    @Test
    void dialsAgainAfterTheRetryTimeLessAQuarterAtMost() {
        bringTo(CONNECT);
        session.on(event("closed"), NOW);
        // RFC 4271 §10: a factor of 0.75 to 1; the owner of this test always takes 0.75.
        assertThat(session.nextDeadline()).isEqualTo(NOW + 3 * Deadline.SECOND / 4);
        session.onTimer(session.nextDeadline());
        assertThat(session.state()).isEqualTo(CONNECT);
        assertThat(owner.said).containsExactly("dial");
    }

    @Test
    void startsAgainByItselfAfterAnErrorButNotAfterAStop() {
        bringTo(ESTABLISHED);
        session.on(event("garbage"), NOW);
        assertThat(session.restarts()).isTrue();
        session.onTimer(session.nextDeadline());
        assertThat(session.state()).isEqualTo(CONNECT);
        session.on(event("stop"), NOW);
        assertThat(session.nextDeadline()).isEqualTo(Deadline.NEVER);
    }

    private static final class Owner implements SessionOwner {
        final List<String> said = new ArrayList<>();
        int ended;

        @Override
        public long dial(Session session) {
            said.add("dial");
            return 77;
        }

        @Override
        public void send(long connection, Message message) {
            said.add(switch (message) {
                case Open _ -> "OPEN";
                case Message.Keepalive _ -> "KEEPALIVE";
                case Notification(int code, int subcode, var _) -> code + "/" + subcode;
                case Update _ -> "UPDATE";
                case RouteRefresh _ -> "REFRESH";
            });
        }

        @Override
        public void disconnect(long connection) {
            said.add("close");
        }

        @Override
        public void heard(Message message) {
        }

        @Override
        public boolean survives(Session session, Open open, long now) {
            return true;
        }

        @Override
        public void established(Session session, long now) {
        }

        @Override
        public void ended(Session session, State from, String reason, long now) {
            ended++;
        }

        @Override
        public void update(CheckedUpdate update, long now) {
        }

        @Override
        public void refresh(RouteRefresh refresh, long now) {
        }

        @Override
        public void notified(Notification notification, boolean sent, long now) {
        }

        @Override
        public long jittered(long duration) {
            return duration / 4 * 3;
        }
    }
}
