package io.weft.bgp.session;

import static io.weft.bgp.session.Deadline.NEVER;
import static io.weft.bgp.session.Deadline.SECOND;
import static io.weft.bgp.session.State.ACTIVE;
import static io.weft.bgp.session.State.CONNECT;
import static io.weft.bgp.session.State.ESTABLISHED;
import static io.weft.bgp.session.State.IDLE;
import static io.weft.bgp.session.State.OPEN_CONFIRM;
import static io.weft.bgp.session.State.OPEN_SENT;

import io.weft.bgp.message.Capability;
import io.weft.bgp.message.CheckedUpdate;
import io.weft.bgp.message.Decoded;
import io.weft.bgp.message.Family;
import io.weft.bgp.message.Message;
import io.weft.bgp.message.MessageStream;
import io.weft.bgp.message.Notification;
import io.weft.bgp.message.Open;
import io.weft.bgp.message.RouteRefresh;
import io.weft.bgp.message.Undecodable;
import io.weft.bgp.message.Update;
import io.weft.bgp.message.UpdateCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state machine of RFC 4271 §8.2.2 over one connection at a time: a method a state, every event answered in each. What it does not have: DelayOpen,
 * DampPeerOscillations. One deviation: a dial that fails leads to Active and not to Idle, so that the peer's own dial is heard meanwhile.
 */
final class Session {
    /** "A large value" for the hold timer until OPENs are exchanged: 4 minutes are suggested. */
    private static final long OPEN_HOLD = 240 * SECOND;
    static final long NO_CONNECTION = 0;

    private final SessionConfig config;
    private final SessionOwner owner;
    private State state = IDLE;
    private long connection = NO_CONNECTION;
    private MessageStream stream = new MessageStream();
    private Optional<Negotiated> negotiated = Optional.empty();
    private long connectRetryDeadline = NEVER;
    private long holdDeadline = NEVER;
    private long keepaliveDeadline = NEVER;

    Session(SessionConfig config, SessionOwner owner) {
        this.config = config;
        this.owner = owner;
    }

    void on(Event event, long now) {
        State from = state;
        State to = switch (state) {
            case IDLE -> idle(event, now);
            case CONNECT -> connect(event, now);
            case ACTIVE -> active(event, now);
            case OPEN_SENT -> openSent(event, now);
            case OPEN_CONFIRM -> openConfirm(event, now);
            case ESTABLISHED -> established(event, now);
        };
        if (state != from) {
            // Its owner has ended the session within the event: too many prefixes.
            return;
        }
        state = to;
        if (to == ESTABLISHED && from != ESTABLISHED) {
            owner.established(this, now);
        } else if (to == IDLE && from != IDLE || to == ACTIVE && from != IDLE && from != ACTIVE) {
            owner.ended(this, from, reasonOf(event), now);
        }
    }

    /** Octets of the session's connection: every message in them is one event. */
    void received(byte[] octets, long now) {
        long source = connection;
        stream.append(octets);
        while (connection == source) {
            Optional<Decoded> next = stream.next(negotiated.map(Negotiated::fourOctetAs).orElse(true));
            if (next.isEmpty()) {
                return;
            }
            switch (next.get()) {
                case Message message -> {
                    owner.heard(message);
                    on(new Event.Received(message), now);
                }
                case Undecodable(Notification answer) -> on(new Event.Refused(answer), now);
            }
        }
    }

    void onTimer(long now) {
        if (connectRetryDeadline <= now) {
            connectRetryDeadline = NEVER;
            on(new Event.ConnectRetryExpired(), now);
        }
        if (holdDeadline <= now) {
            holdDeadline = NEVER;
            on(new Event.HoldExpired(), now);
        }
        if (keepaliveDeadline <= now) {
            keepaliveDeadline = NEVER;
            on(new Event.KeepaliveDue(), now);
        }
    }

    /** Refuses all connections; a restart is waited for here. */
    private State idle(Event event, long now) {
        return switch (event) {
            case Event.Start(boolean passive) -> start(passive, now);
            case Event.ConnectRetryExpired _ -> start(config.passive(), now);
            case Event.Stop _,Event.LinkLost _ -> {
                connectRetryDeadline = NEVER;
                yield IDLE;
            }
            case Event.Opened(long opened) -> {
                owner.disconnect(opened);
                yield IDLE;
            }
            case Event.Closed _,Event.Received _,Event.Refused _,Event.HoldExpired _,Event.KeepaliveDue _ -> IDLE;
        };
    }

    /** Waits for the dialled connection. */
    private State connect(Event event, long now) {
        return switch (event) {
            case Event.Opened(long opened) -> opened(opened, now);
            case Event.ConnectRetryExpired _ -> {
                owner.disconnect(connection);
                yield dial(now);
            }
            case Event.Closed _ -> listen(now);
            case Event.Stop(Notification _, boolean restart) -> {
                owner.disconnect(connection);
                yield idle(restart, now);
            }
            case Event.LinkLost _ -> {
                owner.disconnect(connection);
                yield idle(false, now);
            }
            case Event.Start _,Event.Received _,Event.Refused _,Event.HoldExpired _,Event.KeepaliveDue _ -> CONNECT;
        };
    }

    /** Waits for the peer to dial, until it is time to dial again. */
    private State active(Event event, long now) {
        return switch (event) {
            case Event.Opened(long opened) -> opened(opened, now);
            case Event.ConnectRetryExpired _ -> start(config.passive(), now);
            case Event.Stop(Notification _, boolean restart) -> idle(restart, now);
            case Event.LinkLost _ -> idle(false, now);
            case Event.Start _,Event.Closed _,Event.Received _,Event.Refused _,Event.HoldExpired _,Event.KeepaliveDue _ -> ACTIVE;
        };
    }

    /** Our OPEN is on its way, the peer's is not here. */
    private State openSent(Event event, long now) {
        return switch (event) {
            case Event.Received(Open open) -> negotiate(open, now);
            case Event.Received(Notification notification) -> notified(notification, now);
            case Event.Received(Message.Keepalive _),Event.Received(Update _),Event.Received(RouteRefresh _) ->
                refuse(Notification.of(Notification.FSM_ERROR, Notification.UNEXPECTED_IN_OPEN_SENT), now);
            case Event.Refused(Notification answer) -> refuse(answer, now);
            case Event.Stop(Notification cease, boolean restart) -> stop(cease, restart, now);
            case Event.LinkLost _ -> lost(now);
            case Event.Closed _ -> listen(now);
            case Event.HoldExpired _ -> refuse(Notification.of(Notification.HOLD_TIMER_EXPIRED, 0), now);
            case Event.Start _,Event.Opened _,Event.ConnectRetryExpired _,Event.KeepaliveDue _ -> OPEN_SENT;
        };
    }

    /** Both OPENs are exchanged and agreed on; the peer's KEEPALIVE confirms it. */
    private State openConfirm(Event event, long now) {
        return switch (event) {
            case Event.Received(Message.Keepalive _) -> {
                restartHold(now);
                yield ESTABLISHED;
            }
            case Event.Received(Notification notification) -> notified(notification, now);
            case Event.Received(Open _),Event.Received(Update _),Event.Received(RouteRefresh _) ->
                refuse(Notification.of(Notification.FSM_ERROR, Notification.UNEXPECTED_IN_OPEN_CONFIRM), now);
            case Event.Refused(Notification answer) -> refuse(answer, now);
            case Event.Stop(Notification cease, boolean restart) -> stop(cease, restart, now);
            case Event.LinkLost _ -> lost(now);
            case Event.Closed _ -> idle(true, now);
            case Event.HoldExpired _ -> refuse(Notification.of(Notification.HOLD_TIMER_EXPIRED, 0), now);
            case Event.KeepaliveDue _ -> keepalive(OPEN_CONFIRM, now);
            case Event.Start _,Event.Opened _,Event.ConnectRetryExpired _ -> OPEN_CONFIRM;
        };
    }

    private State established(Event event, long now) {
        return switch (event) {
            case Event.Received(Update update) -> update(update, now);
            case Event.Received(Message.Keepalive _) -> {
                restartHold(now);
                yield ESTABLISHED;
            }
            case Event.Received(RouteRefresh refresh) -> {
                restartHold(now);
                owner.refresh(refresh, now);
                yield state;
            }
            case Event.Received(Notification notification) -> notified(notification, now);
            case Event.Received(Open _) -> refuse(Notification.of(Notification.FSM_ERROR, Notification.UNEXPECTED_IN_ESTABLISHED), now);
            case Event.Refused(Notification answer) -> refuse(answer, now);
            case Event.Stop(Notification cease, boolean restart) -> stop(cease, restart, now);
            case Event.LinkLost _ -> lost(now);
            case Event.Closed _ -> idle(true, now);
            case Event.HoldExpired _ -> refuse(Notification.of(Notification.HOLD_TIMER_EXPIRED, 0), now);
            case Event.KeepaliveDue _ -> keepalive(ESTABLISHED, now);
            case Event.Start _,Event.Opened _,Event.ConnectRetryExpired _ -> ESTABLISHED;
        };
    }

    private State start(boolean passive, long now) {
        return passive ? listen(now) : dial(now);
    }

    private State dial(long now) {
        connectRetryDeadline = Deadline.after(now, owner.jittered(config.connectRetry()));
        connection = owner.dial(this);
        return CONNECT;
    }

    private State listen(long now) {
        forgetConnection();
        connectRetryDeadline = config.passive() ? NEVER : Deadline.after(now, owner.jittered(config.connectRetry()));
        return ACTIVE;
    }

    /** Nothing runs but, with {@code restart}, the time until the next attempt. */
    private State idle(boolean restart, long now) {
        forgetConnection();
        connectRetryDeadline = restart ? Deadline.after(now, owner.jittered(config.connectRetry())) : NEVER;
        return IDLE;
    }

    private void forgetConnection() {
        connection = NO_CONNECTION;
        stream = new MessageStream();
        negotiated = Optional.empty();
        holdDeadline = NEVER;
        keepaliveDeadline = NEVER;
    }

    private State opened(long opened, long now) {
        connection = opened;
        connectRetryDeadline = NEVER;
        holdDeadline = Deadline.after(now, OPEN_HOLD);
        owner.send(connection, Open.of(config.localAs(), config.holdTime(), config.routerId(), capabilities()));
        return OPEN_SENT;
    }

    private List<Capability> capabilities() {
        List<Capability> offered = new ArrayList<>();
        config.families().forEach(f -> offered.add(Capability.MultiProtocol.of(f)));
        if (config.families().contains(Family.IPV4_UNICAST)) {
            offered.add(Negotiated.EXTENDED_NEXT_HOP);
        }
        offered.add(new Capability.RouteRefreshCapability());
        offered.add(new Capability.FourOctetAs(config.localAs()));
        return offered;
    }

    /** RFC 4271 §6.2 and §6.8: is the OPEN acceptable, and does this connection win? */
    private State negotiate(Open open, long now) {
        Optional<Notification> objection = OpenCheck.objection(config, open);
        if (objection.isPresent()) {
            return refuse(objection.get(), now);
        }
        if (!owner.survives(this, open, now)) {
            return refuse(Notification.of(Notification.CEASE, Notification.COLLISION), now);
        }
        Negotiated agreed = Negotiated.of(config, open);
        negotiated = Optional.of(agreed);
        restartHold(now);
        return keepalive(OPEN_CONFIRM, now);
    }

    private State update(Update update, long now) {
        restartHold(now);
        Negotiated agreed = agreed();
        CheckedUpdate checked = UpdateCheck.check(update, agreed.external(), agreed.remoteAs(), agreed.fourOctetAs(), agreed.families()::contains);
        owner.update(checked, now);
        return checked.reset().isPresent() ? refuse(checked.reset().get(), now) : state;
    }

    private State keepalive(State next, long now) {
        owner.send(connection, Message.KEEPALIVE_MESSAGE);
        int interval = agreed().keepalive();
        keepaliveDeadline = interval == 0 ? NEVER : Deadline.after(now, interval * SECOND);
        return next;
    }

    private void restartHold(long now) {
        int holdTime = agreed().holdTime();
        holdDeadline = holdTime == 0 ? NEVER : Deadline.after(now, holdTime * SECOND);
    }

    private State refuse(Notification answer, long now) {
        return stop(answer, true, now);
    }

    private State stop(Notification notification, boolean restart, long now) {
        owner.send(connection, notification);
        owner.notified(notification, true, now);
        owner.disconnect(connection);
        return idle(restart, now);
    }

    private State notified(Notification notification, long now) {
        owner.notified(notification, false, now);
        owner.disconnect(connection);
        return idle(true, now);
    }

    private State lost(long now) {
        owner.disconnect(connection);
        return idle(false, now);
    }

    private static String reasonOf(Event event) {
        return switch (event) {
            case Event.Stop(Notification cease, boolean _) -> "sent " + cease.describe();
            case Event.LinkLost(String reason) -> reason;
            case Event.Closed(String reason) -> "connection closed: " + reason;
            case Event.Received(Notification notification) -> "received " + notification.describe();
            case Event.Refused(Notification answer) -> "sent " + answer.describe();
            case Event.HoldExpired _ -> "hold timer expired";
            case Event.Received(Open _) -> "OPEN refused";
            case Event.Received(Update _) -> "UPDATE refused";
            case Event.Received(Message _),Event.Start _,Event.Opened _,Event.ConnectRetryExpired _,Event.KeepaliveDue _ -> "FSM error";
        };
    }

    State state() {
        return state;
    }

    long connection() {
        return connection;
    }

    Optional<Negotiated> negotiated() {
        return negotiated;
    }

    private Negotiated agreed() {
        return negotiated.orElseThrow();
    }

    /** True in Idle if the session will start again by itself. */
    boolean restarts() {
        return connectRetryDeadline != NEVER;
    }

    long nextDeadline() {
        return Math.min(connectRetryDeadline, Math.min(holdDeadline, keepaliveDeadline));
    }
}
