package io.weft.bgp;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.message.Bytes;
import io.weft.bgp.message.CheckedUpdate;
import io.weft.bgp.message.Family;
import io.weft.bgp.message.Notification;
import io.weft.bgp.session.Deadline;
import io.weft.bgp.session.Negotiated;
import io.weft.bgp.session.Peer;
import io.weft.bgp.session.PeerListener;

/** What the sessions tell the speaker, passed on to the tables and to the world. */
final class SessionReactions implements PeerListener {
    private final Neighbors neighbors;
    private final Routing routing;
    private final BgpActions actions;
    private long lastConnection;

    SessionReactions(Neighbors neighbors, Routing routing, BgpActions actions) {
        this.neighbors = neighbors;
        this.routing = routing;
        this.actions = actions;
    }

    @Override
    public long connect(Peer peer, String iface, IpAddress local, IpAddress remote) {
        long connection = ++lastConnection;
        neighbors.connected(connection, neighbors.of(peer));
        actions.connect(connection, iface, local, remote);
        return connection;
    }

    @Override
    public void send(long connection, byte[] message) {
        actions.send(connection, message);
    }

    @Override
    public void close(long connection) {
        neighbors.disconnected(connection);
        actions.close(connection);
    }

    @Override
    public void established(Peer peer, long now) {
        Neighbor neighbor = neighbors.of(peer);
        Negotiated agreed = peer.negotiated().orElseThrow();
        neighbor.established(agreed);
        actions.event(new BgpEvent.SessionUp(peer.name(), peer.iface(), peer.remote(), agreed.remoteAs(), new IpAddress.V4(agreed.remoteRouterId())),
                now);
        for (Family family : agreed.families()) {
            if (!routing.join(neighbor, family, agreed)) {
                actions.event(new BgpEvent.FamilySilent(peer.name(), family, "no next hop can be told"), now);
            }
        }
    }

    @Override
    public void lost(Peer peer, String reason, long now) {
        routing.forget(neighbors.of(peer));
        actions.event(new BgpEvent.SessionDown(peer.name(), reason), now);
    }

    @Override
    public void update(Peer peer, CheckedUpdate update, long now) {
        Neighbor neighbor = neighbors.of(peer);
        update.complaints().forEach(c -> actions.event(new BgpEvent.MalformedUpdate(peer.name(), c), now));
        if (update.reset().isPresent()) {
            return;
        }
        routing.learn(neighbor, update);
        update.endOfRib().ifPresent(f -> actions.event(new BgpEvent.EndOfRib(peer.name(), f), now));
        for (CheckedUpdate.Reach reach : update.reached()) {
            limit(neighbor, reach.family(), now);
        }
    }

    /** RFC 4486 §4: a neighbour that tells too much is sent away with the limit that it has passed. */
    private void limit(Neighbor neighbor, Family family, long now) {
        var maximum = neighbor.config().maximumPrefixes();
        if (neighbor.source().isEmpty() || neighbor.adjRibIn(family).size() <= maximum.limit()) {
            return;
        }
        int limit = maximum.limit();
        Notification cease = new Notification(Notification.CEASE, Notification.MAXIMUM_PREFIXES,
                Bytes.of(family.afi() >>> 8, family.afi(), family.safi(), limit >>> 24, limit >>> 16, limit >>> 8, limit));
        if (maximum.restartAfter() > 0) {
            neighbor.releaseAt(Deadline.after(now, maximum.restartAfter()));
        }
        neighbor.peer().stop(cease, false, "more than " + limit + " prefixes of " + family, now);
    }

    @Override
    public void refresh(Peer peer, Family family, long now) {
        routing.refresh(neighbors.of(peer), family);
    }

    @Override
    public void notification(Peer peer, Notification notification, boolean sent, long now) {
        actions.event(sent ? new BgpEvent.NotificationSent(peer.name(), notification) : new BgpEvent.NotificationReceived(peer.name(), notification),
                now);
    }
}
