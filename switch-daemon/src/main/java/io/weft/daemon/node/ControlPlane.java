package io.weft.daemon.node;

import io.weft.bgp.BgpSpeaker;
import io.weft.bgp.InterfaceAddress;
import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.bgp.policy.RouteSource;
import io.weft.daemon.config.InterfaceConfig;
import io.weft.daemon.host.HostAgents;
import io.weft.daemon.host.HostOutput;
import io.weft.daemon.host.HostPort;
import io.weft.daemon.host.HostTiming;
import io.weft.daemon.host.LocalAddresses;
import io.weft.daemon.host.NeighborEvents;
import io.weft.daemon.host.Probe;
import io.weft.daemon.host.ProbeEvents;
import io.weft.daemon.host.RouteInstaller;
import io.weft.pipeline.SwitchPipeline;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.table.NextHop;
import io.weft.pipeline.table.RouteAction;
import io.weft.pipeline.wire.IpProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The CPU of a node: what it says and hears for itself, a switch and a NIC alike. Packets for the node come by {@link #punted}, what its TCP says by
 * {@link #fromTcp}, everything else by {@link #on}. BGP's routes end in the FIB, neighbours in the neighbour table, and the pipeline needs nobody.
 */
final class ControlPlane implements HostOutput, NeighborEvents {
    private static final int NEIGHBORS = 4096;
    private static final long PROBE_TIMEOUT = 1_000_000_000_000L;

    private final NodeProfile profile;
    private final World world;
    private final SwitchPipeline pipeline;
    private final NodeListener listener;
    private final List<HostPort> ports = new ArrayList<>();
    private final LocalAddresses addresses = new LocalAddresses();
    private final HostAgents agents;
    private final RouteInstaller routes;
    private final StaticRoutes staticRoutes;
    private final BgpOutput bgpOutput;
    private final Optional<BgpSpeaker> bgp;
    private final ControlFrames controlFrames;
    private final long[] verdicts = new long[Verdict.values().length];
    private boolean started;

    ControlPlane(NodeProfile profile, World world, SwitchPipeline pipeline, NodeListener listener) {
        this.profile = profile;
        this.world = world;
        this.pipeline = pipeline;
        this.listener = listener;
        for (int i = 0; i < profile.ports().size(); i++) {
            PortProfile port = profile.ports().get(i);
            ports.add(new HostPort(i, port.mac(), port.mtu(), addressesOf(port.name()).isEmpty()));
        }
        routes = new RouteInstaller(pipeline.tables().routes());
        agents = new HostAgents(ports, addresses, HostTiming.DEFAULT, NEIGHBORS, world.pool(), this, this, probeEvents(), profile.random("host"));
        bgpOutput = new BgpOutput(profile, world.tcp(), routes, listener);
        bgp = profile.config().bgp().map(bgpOutput::speaker);
        staticRoutes = new StaticRoutes(profile, routes, bgp);
        controlFrames = new ControlFrames(pipeline, ports);
    }

    private List<InterfaceAddress> addressesOf(String name) {
        return profile.config().interfaceNamed(name).map(InterfaceConfig::addresses).orElse(List.of()).stream()
                .map(a -> new InterfaceAddress(a.address(), a.length())).toList();
    }

    /** Before the first link comes up: our addresses, the routes to them, and whoever wants to talk BGP may call. */
    private void start(long now) {
        started = true;
        for (InterfaceAddress address : addressesOf(InterfaceConfig.LOOPBACK)) {
            local(LocalAddresses.LOOPBACK, address.address());
            bgp.ifPresent(b -> b.originate(address.subnet(), RouteSource.CONNECTED, now));
        }
        for (HostPort port : ports) {
            for (InterfaceAddress address : addressesOf(nameOf(port.index()))) {
                local(port.index(), address.address());
            }
        }
        staticRoutes.start(now);
        if (bgp.isPresent()) {
            world.tcp().listen(BgpOutput.PORT);
            bgp.get().start(now);
        }
    }

    private void local(int port, IpAddress address) {
        addresses.add(port, address);
        routes.set(Prefix.host(address), RouteInstaller.Source.LOCAL, RouteAction.LOCAL);
        switch (address) {
            case IpAddress.V4(int bits) when port == LocalAddresses.LOOPBACK -> pipeline.icmpError().loopback(bits);
            case IpAddress.V4(int bits) -> pipeline.icmpError().source(port, bits);
            case IpAddress.V6(long high, long low) when port == LocalAddresses.LOOPBACK -> pipeline.icmpError().loopback(high, low);
            case IpAddress.V6(long high, long low) -> pipeline.icmpError().source(port, high, low);
        }
    }

    private String nameOf(int port) {
        return profile.ports().get(port).name();
    }

    /** A packet for this node, with offsets and protocol known. Takes it. */
    void punted(Packet packet, long now) {
        if (packet.protocol() == IpProtocol.TCP) {
            world.control(packet.ingressPort()).send(packet, now);
            return;
        }
        Verdict verdict = agents.receive(packet.ingressPort(), packet, now);
        if (verdict == Verdict.CONTINUE) {
            verdict = packet.protocol() == IpProtocol.UDP ? Verdict.PORT_UNREACHABLE : Verdict.PROTOCOL_UNREACHABLE;
            pipeline.answer(packet, verdict, now);
        }
        verdicts[verdict.ordinal()]++;
        packet.release();
    }

    /** A frame from the TCP stack behind {@code port}. Takes it. */
    void fromTcp(int port, Packet packet, long now) {
        controlFrames.send(port, packet, now);
    }

    void on(Input input, long now) {
        if (!started) {
            start(now);
        }
        switch (input) {
            case Input.LinkChange(int port, boolean up) -> link(port, up, now);
            case Input.TcpOpened(long connection, int port, IpAddress local, IpAddress remote) -> bgp
                    .ifPresent(b -> b.opened(connection, nameOf(port), local, remote, now));
            case Input.TcpBytes(long connection, byte[] bytes) -> bgp.ifPresent(b -> b.received(connection, bytes, now));
            case Input.TcpWritable _ -> {
                // The speaker's bytes wait in the stack, which sends them on by itself.
            }
            case Input.TcpClosed(long connection, String reason) -> bgp.ifPresent(b -> b.closed(connection, reason, now));
            case Input.Command(Order.Routed order) -> command(order, now);
            case Input.Command(Order other) -> throw new IllegalArgumentException(profile.name() + " cannot do that: " + other);
        }
    }

    private void link(int port, boolean up, long now) {
        if (up) {
            pipeline.portUp(port, now);
            List<InterfaceAddress> own = addressesOf(nameOf(port));
            staticRoutes.linkUp(port, own, now);
            bgp.ifPresent(b -> b.interfaceUp(nameOf(port), ports.get(port).linkLocal(), own, now));
            agents.linkUp(port, now);
        } else {
            pipeline.portDown(port, now);
            // BGP first: its sessions end for want of carrier, not because a neighbour has gone silent.
            bgp.ifPresent(b -> b.interfaceDown(nameOf(port), "no carrier", now));
            staticRoutes.linkDown(port, now);
            agents.linkDown(port, now);
        }
    }

    private void command(Order.Routed order, long now) {
        switch (order) {
            case Order.Ping(int identifier, IpAddress to, int ttl, Probe.Kind kind) -> probe(identifier, to, ttl, kind, now);
            case Order.ShutdownBgp(String reason) -> bgp.ifPresent(b -> b.stop(reason, now));
            case Order.ClearBgp(String neighbor) -> bgp.ifPresent(b -> b.clear(neighbor, now));
        }
    }

    private void probe(int identifier, IpAddress to, int ttl, Probe.Kind kind, long now) {
        Optional<IpAddress> source = addresses.sourceFor(to);
        if (source.isEmpty()) {
            listener.probed(identifier, ProbeEvents.Outcome.NOT_SENT, to, 0);
            return;
        }
        agents.probe(identifier, new Probe(kind, source.get(), to, ttl, Order.Ping.PAYLOAD, PROBE_TIMEOUT), now);
    }

    private ProbeEvents probeEvents() {
        return (id, probe, outcome, from, roundTrip) -> listener.probed(id, outcome, from, roundTrip);
    }

    @Override
    public void sendOnLink(int port, Packet packet, long now) {
        pipeline.sendOn(port, packet, now);
    }

    @Override
    public void sendRouted(Packet packet, long now) {
        pipeline.originate(packet, now);
    }

    @Override
    public void neighborResolved(int port, IpAddress address, long mac, long now) {
        switch (address) {
            case IpAddress.V4(int bits) -> pipeline.tables().neighbors().setIpv4(port, bits, mac);
            case IpAddress.V6(long high, long low) -> pipeline.tables().neighbors().set(port, high, low, mac);
        }
    }

    @Override
    public void neighborLost(int port, IpAddress address, long now) {
        switch (address) {
            case IpAddress.V4(int bits) -> pipeline.tables().neighbors().removeIpv4(port, bits);
            case IpAddress.V6 v6 -> {
                pipeline.tables().neighbors().remove(port, v6.high(), v6.low());
                // With the link down, BGP knows already and for that reason.
                if (v6.isLinkLocal() && pipeline.port(port).isUp()) {
                    staticRoutes.routerLost(port, now);
                    bgp.ifPresent(b -> b.neighborLost(nameOf(port), v6 + " does not answer", now));
                }
            }
        }
    }

    @Override
    public void routerSeen(int port, IpAddress.V6 linkLocal, long mac, long now) {
        staticRoutes.routerSeen(port, linkLocal, now);
        bgp.ifPresent(b -> b.neighborFound(nameOf(port), linkLocal, now));
    }

    /** A packet waited in vain for this neighbour's MAC address. */
    void unresolved(NextHop neighbor, long now) {
        agents.resolve(neighbor.port(), addressOf(neighbor), now);
    }

    private static IpAddress addressOf(NextHop neighbor) {
        return NextHop.isMapped(neighbor.high(), neighbor.low())
                ? new IpAddress.V4((int) neighbor.low())
                : new IpAddress.V6(neighbor.high(), neighbor.low());
    }

    void onTimer(long now) {
        if (agents.nextDeadline() <= now) {
            agents.onTimer(now);
        }
        if (bgp.isPresent() && bgp.get().nextDeadline() <= now) {
            bgp.get().onTimer(now);
        }
        bgpOutput.onTimer(now);
    }

    long nextDeadline() {
        long ofBgp = bgp.isPresent() ? Math.min(bgp.get().nextDeadline(), bgpOutput.nextDeadline()) : Long.MAX_VALUE;
        return Math.min(agents.nextDeadline(), ofBgp);
    }

    Optional<BgpSpeaker> bgp() {
        return bgp;
    }

    HostAgents agents() {
        return agents;
    }

    RouteInstaller routes() {
        return routes;
    }

    /** How many punted packets ended so. */
    long count(Verdict verdict) {
        return verdicts[verdict.ordinal()] + controlFrames.count(verdict);
    }
}
