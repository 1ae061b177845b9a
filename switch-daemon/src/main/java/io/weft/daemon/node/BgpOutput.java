package io.weft.daemon.node;

import io.weft.bgp.BgpActions;
import io.weft.bgp.BgpEvent;
import io.weft.bgp.BgpSpeaker;
import io.weft.bgp.RouteChange;
import io.weft.bgp.address.IpAddress;
import io.weft.bgp.rib.NextHop;
import io.weft.daemon.host.RouteInstaller;
import io.weft.daemon.host.RouteInstaller.Source;
import io.weft.pipeline.table.RouteAction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The speaker's way out: its bytes to the TCP stack, its routes to the FIB, its news to whoever listens. A write to the FIB takes the profile's
 * {@code fibWrite}, one after the other, as it does in a switch's SDK.
 */
final class BgpOutput implements BgpActions {
    static final int PORT = 179;

    private final NodeProfile profile;
    private final TcpStack tcp;
    private final RouteInstaller routes;
    private final NodeListener listener;
    private final ArrayDeque<RouteChange> pending = new ArrayDeque<>();
    /** When the first of {@code pending} is written. */
    private long firstWrite = Long.MAX_VALUE;

    BgpOutput(NodeProfile profile, TcpStack tcp, RouteInstaller routes, NodeListener listener) {
        this.profile = profile;
        this.tcp = tcp;
        this.routes = routes;
        this.listener = listener;
    }

    BgpSpeaker speaker(io.weft.daemon.config.BgpConfig written) {
        return new BgpSpeaker(BgpSettings.of(written), this, RandomStream.derive(profile.seed(), profile.name() + " bgp"));
    }

    @Override
    public void connect(long connection, String iface, IpAddress local, IpAddress remote) {
        tcp.connect(connection, profile.port(iface), local, remote, PORT);
    }

    @Override
    public void send(long connection, byte[] message) {
        tcp.send(connection, message);
    }

    @Override
    public void close(long connection) {
        tcp.close(connection);
    }

    @Override
    public void routes(List<RouteChange> batch, long now) {
        if (pending.isEmpty()) {
            firstWrite = now + profile.fibWrite();
        }
        pending.addAll(batch);
        onTimer(now);
    }

    /** Writes what is due; afterwards {@code nextDeadline() > now}. */
    void onTimer(long now) {
        if (firstWrite > now) {
            return;
        }
        while (firstWrite <= now && !pending.isEmpty()) {
            write(pending.remove());
            firstWrite += profile.fibWrite();
        }
        if (pending.isEmpty()) {
            firstWrite = Long.MAX_VALUE;
        }
        listener.routing(now);
    }

    /** {@code Long.MAX_VALUE}: no write is pending. */
    long nextDeadline() {
        return firstWrite;
    }

    private void write(RouteChange change) {
        switch (change.kind()) {
            case INSTALL -> routes.set(change.prefix(), Source.BGP, forward(change.nextHops()));
            case DISCARD -> routes.set(change.prefix(), Source.BGP, RouteAction.BLACKHOLE);
            case WITHDRAW -> routes.remove(change.prefix(), Source.BGP);
        }
    }

    private RouteAction forward(List<NextHop> nextHops) {
        List<io.weft.pipeline.table.NextHop> members = new ArrayList<>(nextHops.size());
        for (NextHop nextHop : nextHops) {
            members.add(nextHop(profile.port(nextHop.iface()), nextHop.address()));
        }
        return new RouteAction.Forward(members);
    }

    static io.weft.pipeline.table.NextHop nextHop(int port, IpAddress address) {
        return switch (address) {
            case IpAddress.V4(int bits) -> io.weft.pipeline.table.NextHop.ipv4(port, bits);
            case IpAddress.V6(long high, long low) -> io.weft.pipeline.table.NextHop.ipv6(port, high, low);
        };
    }

    @Override
    public void event(BgpEvent event, long now) {
        switch (event) {
            case BgpEvent.SessionUp up -> listener.session(up.neighbor(), true, "", now);
            case BgpEvent.SessionDown down -> listener.session(down.neighbor(), false, down.reason(), now);
            default -> listener.bgp(event, now);
        }
    }
}
