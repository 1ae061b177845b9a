package io.weft.bgp.session;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.message.CheckedUpdate;
import io.weft.bgp.message.Family;
import io.weft.bgp.message.Message;
import io.weft.bgp.message.MessageWriter;
import io.weft.bgp.message.Notification;
import io.weft.bgp.message.Open;
import io.weft.bgp.message.RouteRefresh;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One neighbour: where it is, its session, and a second one while the peer's connection collides with ours (RFC 4271 §6.8). The connection that the
 * speaker with the higher BGP Identifier opened survives. Only that speaker decides, the other waits for it: if both decided, each could drop the
 * connection that the other keeps.
 */
public final class Peer implements SessionOwner {
    private final int index;
    private final String name;
    private final SessionConfig config;
    private final PeerListener listener;
    private final SplittableRandom random;
    private final MessageCounts received = new MessageCounts();
    private final MessageCounts sent = new MessageCounts();
    private Session session;
    private Optional<Session> rival = Optional.empty();
    private boolean enabled;
    private String iface = "";
    private IpAddress local = IpAddress.V6.ANY;
    private IpAddress remote = IpAddress.V6.ANY;
    private String idleReason;
    private String lastError = "";
    private long stateSince;
    private int flaps;

    /**
     * {@code index} is its place in the configuration, {@code name} the interface or the address it is configured by; {@code idleReason} says what it
     * waits for.
     */
    public Peer(int index, String name, SessionConfig config, String idleReason, PeerListener listener, SplittableRandom random) {
        this.index = index;
        this.name = name;
        this.config = config;
        this.idleReason = idleReason;
        this.listener = listener;
        this.random = random;
        this.session = new Session(config, this);
    }

    /** The neighbour can be reached from here on. */
    public void enable(String onIface, IpAddress localAddress, IpAddress remoteAddress, long now) {
        iface = onIface;
        local = localAddress;
        remote = remoteAddress;
        enabled = true;
        idleReason = "";
        stateSince = now;
        session.on(new Event.Start(config.passive()), now);
    }

    /** The neighbour is gone: no message reaches it, its routes go at once (fast external failover). */
    public void disable(String reason, long now) {
        enabled = false;
        rival.ifPresent(r -> r.on(new Event.LinkLost(reason), now));
        session.on(new Event.LinkLost(reason), now);
        idleReason = reason;
    }

    /** Why the neighbour has not been started. */
    public void explain(String reason) {
        idleReason = reason;
    }

    /** Ends the session with a Cease; {@code restart}: and starts again after the connect retry time. */
    public void stop(Notification cease, boolean restart, String reason, long now) {
        enabled = restart;
        rival.ifPresent(r -> r.on(new Event.Stop(cease, false), now));
        session.on(new Event.Stop(cease, restart), now);
        idleReason = reason;
    }

    /** The peer has opened a connection. */
    public void accepted(long connection, long now) {
        switch (session.state()) {
            case IDLE -> {
                if (enabled && session.restarts()) {
                    session.on(new Event.Start(true), now);
                    session.on(new Event.Opened(connection), now);
                } else {
                    listener.close(connection);
                }
            }
            case ACTIVE -> session.on(new Event.Opened(connection), now);
            case CONNECT, OPEN_SENT, OPEN_CONFIRM -> acceptRival(connection, now);
            case ESTABLISHED -> listener.close(connection);
        }
    }

    private void acceptRival(long connection, long now) {
        if (rival.isPresent()) {
            listener.close(connection);
            return;
        }
        Session second = new Session(config, this);
        rival = Optional.of(second);
        second.on(new Event.Start(true), now);
        second.on(new Event.Opened(connection), now);
    }

    /** The connection that was dialled is open. */
    public void opened(long connection, long now) {
        if (session.connection() == connection) {
            session.on(new Event.Opened(connection), now);
        } else {
            rival.filter(r -> r.connection() == connection).ifPresent(r -> r.on(new Event.Opened(connection), now));
        }
    }

    public void received(long connection, byte[] octets, long now) {
        sessionOf(connection).ifPresent(s -> s.received(octets, now));
    }

    public void closed(long connection, String reason, long now) {
        sessionOf(connection).ifPresent(s -> s.on(new Event.Closed(reason), now));
    }

    private Optional<Session> sessionOf(long connection) {
        return session.connection() == connection ? Optional.of(session) : rival.filter(r -> r.connection() == connection);
    }

    public void onTimer(long now) {
        session.onTimer(now);
        rival.ifPresent(r -> r.onTimer(now));
    }

    public long nextDeadline() {
        return Math.min(session.nextDeadline(), rival.map(Session::nextDeadline).orElse(Deadline.NEVER));
    }

    /** Sends octets that were packed for a group of peers. */
    public void sendUpdate(byte[] octets) {
        sent.count(Message.UPDATE);
        listener.send(session.connection(), octets);
    }

    public void send(Message message) {
        send(session.connection(), message);
    }

    @Override
    public long dial(Session dialling) {
        return listener.connect(this, iface, local, remote);
    }

    @Override
    public void send(long connection, Message message) {
        byte[] octets = MessageWriter.write(message, true);
        sent.count(octets[Message.HEADER_LENGTH - 1]);
        listener.send(connection, octets);
    }

    @Override
    public void disconnect(long connection) {
        listener.close(connection);
    }

    @Override
    public void heard(Message message) {
        received.count(message.type());
    }

    @Override
    public boolean survives(Session candidate, Open open, long now) {
        Optional<Session> found = candidate == session ? rival : Optional.of(session);
        if (found.isEmpty()) {
            return true;
        }
        Session other = found.get();
        return switch (other.state()) {
            case ESTABLISHED -> false;
            case IDLE, ACTIVE -> true;
            case CONNECT -> {
                drop(other, now);
                yield true;
            }
            case OPEN_SENT, OPEN_CONFIRM -> collide(candidate, other, open, now);
        };
    }

    /** RFC 4271 §6.8 with RFC 6286 §2.3; positive connections are ours. Of two that one side opened the newer counts. */
    private boolean collide(Session candidate, Session other, Open open, long now) {
        boolean ours = candidate.connection() > 0;
        if (ours == other.connection() > 0) {
            drop(other, now);
            return true;
        }
        int order = Integer.compareUnsigned(config.routerId(), open.routerId());
        boolean higher = order != 0 ? order > 0 : config.localAs() > open.autonomousSystem();
        if (!higher) {
            return true;
        }
        if (ours) {
            drop(other, now);
        }
        return ours;
    }

    private void drop(Session loser, long now) {
        loser.on(new Event.Stop(Notification.of(Notification.CEASE, Notification.COLLISION), false), now);
    }

    @Override
    public void established(Session winner, long now) {
        Optional<Session> loser = winner == session ? rival : Optional.of(session);
        session = winner;
        rival = Optional.empty();
        loser.ifPresent(s -> drop(s, now));
        stateSince = now;
        idleReason = "";
        listener.established(this, now);
    }

    @Override
    public void ended(Session ended, State from, String reason, long now) {
        if (ended != session && rival.filter(r -> r == ended).isEmpty()) {
            return;
        }
        if (rival.isPresent()) {
            // The other connection goes on and is the session from here.
            session = ended == session ? rival.get() : session;
            rival = Optional.empty();
            return;
        }
        lastError = reason;
        idleReason = reason;
        stateSince = now;
        if (from == State.ESTABLISHED) {
            flaps++;
            listener.lost(this, reason, now);
        }
    }

    @Override
    public void update(CheckedUpdate update, long now) {
        listener.update(this, update, now);
    }

    @Override
    public void refresh(RouteRefresh refresh, long now) {
        if (refresh.subtype() == 0) {
            Family.of(refresh.afi(), refresh.safi()).ifPresent(f -> listener.refresh(this, f, now));
        }
    }

    @Override
    public void notified(Notification notification, boolean wasSent, long now) {
        listener.notification(this, notification, wasSent, now);
    }

    @Override
    public long jittered(long duration) {
        return duration / 4 * 3 + random.nextLong(duration / 4 + 1);
    }

    public int index() {
        return index;
    }

    public String name() {
        return name;
    }

    public SessionConfig config() {
        return config;
    }

    public State state() {
        return session.state();
    }

    /** What both sides agreed on; empty before the peer's OPEN. */
    public Optional<Negotiated> negotiated() {
        return session.negotiated();
    }

    public boolean isEnabled() {
        return enabled;
    }

    public String iface() {
        return iface;
    }

    public IpAddress local() {
        return local;
    }

    public IpAddress remote() {
        return remote;
    }

    /** Why the session is not established; empty if it is, or nothing is known against it. */
    public String idleReason() {
        return idleReason;
    }

    /** Why it ended last; empty if it never did. */
    public String lastError() {
        return lastError;
    }

    /** When the session was established, or ended, or the neighbour was found. */
    public long stateSince() {
        return stateSince;
    }

    public int flaps() {
        return flaps;
    }

    public MessageCounts received() {
        return received;
    }

    public MessageCounts sent() {
        return sent;
    }
}
