package io.weft.bgp;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.bgp.message.Family;
import io.weft.bgp.message.Notification;
import io.weft.bgp.message.RouteRefresh;
import io.weft.bgp.policy.RouteSource;
import io.weft.bgp.session.Deadline;
import io.weft.bgp.session.Peer;
import io.weft.bgp.session.State;
import java.util.List;
import java.util.Optional;

/**
 * A BGP-4 router: what happens is a call with its time, what it wants done is a {@link BgpActions}. Every event takes one way:
 *
 * <pre>
 * bytes → message → session → UPDATE checked (RFC 7606) → AdjRibIn → import policy → LocRib
 *       → {@link #settle}: decision → route changes in one batch → export policy → AdjRibOut → packed UPDATEs → bytes
 * </pre>
 *
 * All messages in the octets of one call are taken in before the decision runs, so nothing waits when idle and a backlog is worked off in batches.
 * Connections are numbered: positive ones the speaker chose, negative ones its world chose for what a peer opened. {@code now} in picoseconds, never smaller than before.
 */
public final class BgpSpeaker {
    private final BgpActions actions;
    private final Interfaces interfaces = new Interfaces();
    private final Routing routing;
    private final Neighbors neighbors;
    private long deadline = Deadline.NEVER;

    /** {@code seed} of the connect retry timers' jitter. */
    public BgpSpeaker(BgpConfig config, BgpActions actions, long seed) {
        this.actions = actions;
        this.routing = new Routing(config, interfaces);
        this.neighbors = new Neighbors(config, interfaces, routing, actions, seed);
    }

    /** Begins with the neighbours that can be reached. */
    public void start(long now) {
        neighbors.start(now);
        settle(now);
    }

    /** Says goodbye to every neighbour (Cease, RFC 9003) and is idle. */
    public void stop(String reason, long now) {
        neighbors.stop();
        Notification cease = Notification.cease(Notification.ADMINISTRATIVE_SHUTDOWN, reason);
        neighbors.all().forEach(n -> n.peer().stop(cease, false, "stopped: " + reason, now));
        settle(now);
    }

    /** Ends a session and starts it anew; false: there is no such neighbour. */
    public boolean clear(String neighbor, long now) {
        Optional<Neighbor> named = neighbors.named(neighbor);
        named.ifPresent(n -> {
            n.releaseAt(Deadline.NEVER);
            if (n.peer().isEnabled()) {
                n.peer().stop(Notification.cease(Notification.ADMINISTRATIVE_RESET, ""), true, "cleared", now);
            }
            neighbors.reach(n, now);
        });
        settle(now);
        return named.isPresent();
    }

    /** Asks a neighbour for its routes again (RFC 2918); false: it is not established or cannot do it. */
    public boolean askRefresh(String neighbor, Family family, long now) {
        Optional<Peer> peer = neighbors.named(neighbor).map(Neighbor::peer)
                .filter(p -> p.negotiated().filter(a -> a.routeRefresh() && a.families().contains(family)).isPresent());
        peer.filter(p -> p.state() == State.ESTABLISHED).ifPresent(p -> p.send(RouteRefresh.of(family)));
        settle(now);
        return peer.isPresent();
    }

    /** An interface has carrier and these addresses; said again when they change. {@code linkLocal} is {@code ::} without IPv6. */
    public void interfaceUp(String iface, IpAddress.V6 linkLocal, List<InterfaceAddress> addresses, long now) {
        interfaces.up(iface, linkLocal, addresses);
        neighbors.all().forEach(n -> neighbors.reach(n, now));
        neighbors.all().forEach(routing::importAgain);
        settle(now);
    }

    /** Carrier is lost: sessions over the interface end at once and their routes are gone (fast external failover). */
    public void interfaceDown(String iface, String reason, long now) {
        interfaces.down(iface);
        neighbors.on(iface).forEach(n -> neighbors.lost(n, iface + " is down: " + reason, now));
        neighbors.all().forEach(routing::importAgain);
        settle(now);
    }

    /** A router has advertised itself on the interface of an unnumbered neighbour. */
    public void neighborFound(String iface, IpAddress.V6 linkLocal, long now) {
        neighbors.unnumbered(iface).ifPresent(n -> neighbors.found(n, linkLocal, now)
                .ifPresent(kept -> actions.event(new BgpEvent.OtherRouterIgnored(n.name(), kept, linkLocal), now)));
        settle(now);
    }

    /** The router does not advertise itself any more, or cannot be reached. */
    public void neighborLost(String iface, String reason, long now) {
        neighbors.unnumbered(iface).ifPresent(n -> neighbors.lost(n, reason, now));
        settle(now);
    }

    /** A connection is open: ours ({@code connection > 0}), or one that a peer opened. */
    public void opened(long connection, String iface, IpAddress local, IpAddress remote, long now) {
        if (connection > 0) {
            neighbors.of(connection).ifPresent(n -> n.peer().opened(connection, now));
        } else {
            accept(connection, iface, remote, now);
        }
        settle(now);
    }

    private void accept(long connection, String iface, IpAddress remote, long now) {
        Optional<Neighbor> caller = neighbors.calling(iface, remote);
        if (caller.isEmpty()) {
            actions.close(connection);
            actions.event(new BgpEvent.ConnectionRefused(iface, remote), now);
            return;
        }
        neighbors.connected(connection, caller.get());
        caller.get().peer().accepted(connection, now);
    }

    /** Octets in order from the peer; the array is the speaker's from here. */
    public void received(long connection, byte[] octets, long now) {
        neighbors.of(connection).ifPresent(n -> n.peer().received(connection, octets, now));
        settle(now);
    }

    /** The connection is gone, or could not be opened. */
    public void closed(long connection, String reason, long now) {
        neighbors.of(connection).ifPresent(n -> n.peer().closed(connection, reason, now));
        neighbors.disconnected(connection);
        settle(now);
    }

    /** The router has a route that is not BGP's; whether it is told to anybody the configuration says. */
    public void originate(Prefix prefix, RouteSource source, long now) {
        routing.originate(prefix, source);
        settle(now);
    }

    public void withdraw(Prefix prefix, RouteSource source, long now) {
        routing.withdraw(prefix, source);
        settle(now);
    }

    /** {@link #nextDeadline} has come. */
    public void onTimer(long now) {
        for (Neighbor neighbor : neighbors.all()) {
            if (neighbor.releaseDeadline() <= now) {
                neighbor.releaseAt(Deadline.NEVER);
                neighbors.reach(neighbor, now);
            }
            neighbor.peer().onTimer(now);
        }
        settle(now);
    }

    /** When {@link #onTimer} is to be called; {@link Deadline#NEVER}: nothing waits. */
    public long nextDeadline() {
        return deadline;
    }

    /** The end of every event: decide what has changed, tell the router in one batch, tell the peers. */
    private void settle(long now) {
        List<RouteChange> batch = routing.decide();
        if (!batch.isEmpty()) {
            actions.routes(batch, now);
        }
        routing.advertise();
        deadline = neighbors.nextDeadline();
    }

    /** What `show` asks for. */
    public BgpShow show() {
        return new BgpShow(neighbors, routing);
    }
}
