package io.weft.labs.engine;

import io.weft.daemon.config.BgpConfig;
import io.weft.daemon.config.InterfaceConfig;
import io.weft.daemon.config.Located;
import io.weft.daemon.config.NodeConfig;
import io.weft.daemon.node.NicNode;
import io.weft.daemon.node.NodeListener;
import io.weft.daemon.node.NodeProfile;
import io.weft.daemon.node.PortProfile;
import io.weft.daemon.node.RoutedNode;
import io.weft.daemon.node.SwitchNode;
import io.weft.labs.file.Lab;
import io.weft.labs.file.LabFile;
import io.weft.labs.file.LinkSettings;
import io.weft.labs.topology.Endpoint;
import io.weft.labs.topology.Link;
import io.weft.labs.topology.Role;
import io.weft.labs.topology.TopologyNode;
import io.weft.labs.virtual.FabricPlan;
import io.weft.labs.virtual.VirtualFabric;
import io.weft.pipeline.port.LineRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** A lab's fabric in virtual time, from its start at 0 ps on: what {@link LabRun} drives to the end and a shell keeps up. */
public final class LabSession {
    /** A fabric that has not converged by then does not: 60 s, many hold times. */
    public static final long CONVERGENCE_LIMIT = 60_000_000_000_000L;

    private final Lab lab;
    private final Convergence convergence = new Convergence();
    private final Transfers transfers;
    private final Drops drops = new Drops();
    private final NodeListeners listeners = new NodeListeners();
    private final List<NodeObserver> observers = new ArrayList<>();
    private final VirtualFabric fabric;
    private OptionalLong zero = OptionalLong.empty();
    private long settled;

    public LabSession(Lab lab) {
        this.lab = lab;
        this.transfers = new Transfers(lab);
        FabricPlan plan = new FabricPlan(lab.file().seed()).controlDelay(lab.file().control().message());
        for (TopologyNode node : lab.topology().nodes()) {
            NodeListener listener = listeners.add(node.id(), convergence.watch(sessions(lab.config(node))), transfers.listener(node.id()));
            NodeProfile profile = profile(node);
            NodeObserver observer = new NodeObserver(drops.observer());
            observers.add(observer);
            plan.node(node.name(), node.ports(), (world, place) -> node.role() == Role.NIC
                    ? new NicNode(profile, world, observer, listener)
                    : new SwitchNode(profile, world, observer, listener));
        }
        for (Link link : lab.topology().links()) {
            LinkSettings settings = lab.settings(link);
            plan.link(link.a().node(), link.a().port(), link.b().node(), link.b().port(), settings.delay().value(), settings.mtu().value());
        }
        fabric = plan.build();
        fabric.directions().forEach(direction -> direction.observe(drops));
    }

    private static List<String> sessions(NodeConfig config) {
        return config.bgp().map(BgpConfig::neighbors).orElse(List.of()).stream().map(n -> n.peer().toString()).toList();
    }

    private NodeProfile profile(TopologyNode node) {
        NodeConfig config = lab.config(node);
        List<PortProfile> ports = new ArrayList<>();
        for (int port = 0; port < node.ports().size(); port++) {
            LinkSettings settings = lab.settings(linkAt(node.id(), port).orElseThrow());
            String name = node.ports().get(port);
            int mtu = config.interfaceNamed(name).flatMap(InterfaceConfig::mtu).map(Located::value).orElse(settings.mtu().value());
            ports.add(new PortProfile(name, PortProfile.mac(node.id(), port), new LineRate(speed(config, settings)), mtu));
        }
        return new NodeProfile(node.name(), node.id(), lab.file().seed(), config, ports, lab.file().payload() == LabFile.Payload.MATERIALISED,
                lab.file().control().fibWrite());
    }

    /** A NIC that is slower than its link sends at its own rate. */
    private static long speed(NodeConfig config, LinkSettings settings) {
        long link = settings.speed().value();
        return config.rdma().map(r -> Math.min(link, r.rate().orElse(link))).orElse(link);
    }

    private Optional<Link> linkAt(int node, int port) {
        return lab.topology().links().stream().filter(l -> isAt(l.a(), node, port) || isAt(l.b(), node, port)).findFirst();
    }

    private static boolean isAt(Endpoint end, int node, int port) {
        return end.node() == node && end.port() == port;
    }

    /**
     * Lets the fabric run until every session is Established, nothing has changed for the lab's quiet time and no TCP has anything to deliver, since
     * an UPDATE that was lost waits for its retransmission: that moment is t = 0. False if it has not come by {@code limit}, or {@code goOn} has said no.
     */
    public boolean converge(long limit, BooleanSupplier goOn) {
        long quiet = lab.file().quiet();
        long undelivered = 0;
        while (goOn.getAsBoolean() && fabric.now() < limit) {
            if (!convergence.everySessionIsUp()) {
                fabric.runWhile(() -> !convergence.everySessionIsUp() && goOn.getAsBoolean(), limit);
                continue;
            }
            long rest = Math.max(convergence.lastChange(), undelivered) + quiet;
            if (fabric.now() >= rest && fabric.hasUnacknowledgedBytes()) {
                undelivered = fabric.now();
                continue;
            }
            if (fabric.now() >= rest) {
                zero = OptionalLong.of(fabric.now());
                settled = convergence.lastChange();
                return true;
            }
            long changed = convergence.lastChange();
            fabric.runWhile(() -> convergence.lastChange() == changed && goOn.getAsBoolean(), Math.min(rest, limit));
        }
        return false;
    }

    /** What keeps the fabric from converging, a line a node. */
    public List<String> missingSessions() {
        List<String> lines = new ArrayList<>();
        for (TopologyNode node : lab.topology().nodes()) {
            for (String key : convergence.missing(node.id())) {
                String why = node(node.id()).bgp().flatMap(b -> b.show().neighbor(key)).map(n -> n.state() + ": " + n.why()).orElse("not there");
                lines.add(node.name() + " " + key + " " + why);
            }
        }
        return lines;
    }

    public Lab lab() {
        return lab;
    }

    public VirtualFabric fabric() {
        return fabric;
    }

    public RoutedNode node(int id) {
        return (RoutedNode) fabric.node(id);
    }

    public Optional<TopologyNode> named(String name) {
        return lab.topology().node(name);
    }

    public Transfers transfers() {
        return transfers;
    }

    public NodeObserver observer(int node) {
        return observers.get(node);
    }

    public Drops drops() {
        return drops;
    }

    public NodeListeners listeners() {
        return listeners;
    }

    /** When the last session came up or the last route was written before t = 0, in ps since the start. */
    public long settled() {
        return settled;
    }

    /** t = 0 in ps since the start, the lab's quiet time after {@link #settled}; empty before. */
    public OptionalLong zero() {
        return zero;
    }
}
