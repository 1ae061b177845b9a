package io.weft.bgp;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.session.Deadline;
import io.weft.bgp.session.Peer;
import io.weft.bgp.session.PeerListener;
import io.weft.bgp.session.SessionConfig;
import io.weft.bgp.session.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The configured neighbours: which connection belongs to whom, who can be reached, and if not, why. An unnumbered neighbour is known by interface and address together:
 * ports that share a MAC address have the same link-local address everywhere.
 */
final class Neighbors {
    private final Interfaces interfaces;
    private final List<Neighbor> all = new ArrayList<>();
    private final Map<Long, Neighbor> connections = new LinkedHashMap<>();
    private boolean running;

    Neighbors(BgpConfig config, Interfaces interfaces, Routing routing, BgpActions actions, long seed) {
        this.interfaces = interfaces;
        PeerListener listener = new SessionReactions(this, routing, actions);
        SplittableRandom random = new SplittableRandom(seed);
        for (NeighborConfig its : config.neighbors()) {
            SessionConfig session = new SessionConfig(config.localAs(), config.routerId(), its.remoteAs(), config.timers().holdTime(),
                    config.timers().keepalive(), config.timers().connectRetry(), its.families(), its.passive());
            all.add(new Neighbor(its, new Peer(all.size(), its.key().text(), session, "not started", listener, random.split()), routing.pool()));
        }
    }

    void start(long now) {
        running = true;
        all.forEach(n -> reach(n, now));
    }

    void stop() {
        running = false;
    }

    /** Something has changed for the neighbour: it is started if it can be reached now and has not been. */
    void reach(Neighbor neighbor, long now) {
        Peer peer = neighbor.peer();
        if (!running || peer.isEnabled() || neighbor.releaseDeadline() != Deadline.NEVER) {
            return;
        }
        switch (neighbor.config().key()) {
            case NeighborKey.ByInterface(String iface) -> {
                Optional<IpAddress.V6> local = interfaces.linkLocal(iface);
                if (local.isEmpty()) {
                    peer.explain(interfaces.isUp(iface) ? iface + " has no IPv6 link-local address" : iface + " is down");
                } else if (neighbor.found().isEmpty()) {
                    peer.explain("waiting for router advertisement on " + iface);
                } else {
                    peer.enable(iface, local.get(), neighbor.found().get(), now);
                }
            }
            case NeighborKey.ByAddress(IpAddress address) -> {
                Optional<Interfaces.Link> link = interfaces.linkTo(address);
                if (link.isEmpty()) {
                    peer.explain("no interface that is up has a subnet with " + address);
                } else {
                    peer.enable(link.get().iface(), link.get().local(), address, now);
                }
            }
        }
    }

    /** A router has advertised itself. Who is established already is kept; the answer is then the address that was kept. */
    Optional<IpAddress> found(Neighbor neighbor, IpAddress.V6 router, long now) {
        Peer peer = neighbor.peer();
        boolean another = neighbor.found().isPresent() && !neighbor.found().get().equals(router);
        if (another && peer.state() == State.ESTABLISHED) {
            return Optional.of(peer.remote());
        }
        if (another && peer.isEnabled()) {
            peer.disable("another router advertises itself", now);
        }
        neighbor.found(Optional.of(router));
        reach(neighbor, now);
        return Optional.empty();
    }

    /** Nothing can be sent to the neighbour any more. */
    void lost(Neighbor neighbor, String reason, long now) {
        neighbor.found(Optional.empty());
        neighbor.peer().disable(reason, now);
    }

    /** Those whose sessions run over the interface, or would. */
    List<Neighbor> on(String iface) {
        return all.stream()
                .filter(n -> n.config().key().equals(new NeighborKey.ByInterface(iface)) || n.peer().isEnabled() && n.peer().iface().equals(iface))
                .toList();
    }

    Optional<Neighbor> unnumbered(String iface) {
        NeighborKey key = new NeighborKey.ByInterface(iface);
        return all.stream().filter(n -> n.config().key().equals(key)).findFirst();
    }

    /** Who may connect from there. */
    Optional<Neighbor> calling(String iface, IpAddress remote) {
        return all.stream().filter(n -> n.peer().isEnabled() && n.peer().iface().equals(iface) && n.peer().remote().equals(remote)).findFirst();
    }

    Optional<Neighbor> named(String name) {
        return all.stream().filter(n -> n.name().equals(name)).findFirst();
    }

    void connected(long connection, Neighbor neighbor) {
        connections.put(connection, neighbor);
    }

    void disconnected(long connection) {
        connections.remove(connection);
    }

    Optional<Neighbor> of(long connection) {
        return Optional.ofNullable(connections.get(connection));
    }

    Neighbor of(Peer peer) {
        return all.get(peer.index());
    }

    List<Neighbor> all() {
        return Collections.unmodifiableList(all);
    }

    long nextDeadline() {
        long next = Deadline.NEVER;
        for (Neighbor neighbor : all) {
            next = Math.min(next, neighbor.nextDeadline());
        }
        return next;
    }
}
