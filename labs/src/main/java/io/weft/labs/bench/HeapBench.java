package io.weft.labs.bench;

import io.weft.daemon.config.NodeConfig;
import io.weft.daemon.config.Source;
import io.weft.daemon.node.NicNode;
import io.weft.daemon.node.NodeListener;
import io.weft.daemon.node.NodeProfile;
import io.weft.daemon.node.PortProfile;
import io.weft.daemon.node.SwitchNode;
import io.weft.labs.engine.LabSession;
import io.weft.labs.virtual.FabricPlan;
import io.weft.labs.virtual.VirtualFabric;
import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.port.LineRate;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What nodes cost in heap. */
final class HeapBench implements Bench {
    private static final int NODES = 1000;
    private static final int SWITCH_PORTS = 8;
    private static final int HOSTS = 128;
    private static final int COLLECTIONS = 3;
    private static final int MTU = 4200;
    private static final double KIB = 1024;
    private static final LineRate RATE = new LineRate(100_000_000_000L);

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public String method() {
        return "Heap in use after " + COLLECTIONS
                + " full collections, less what was in use before. A host of the 128-host fabric: the whole converged fabric,"
                + " switches and links included, by 128. An empty node: " + NODES + " of them in one world, without links and BGP, by " + NODES
                + "; a switch has "
                + SWITCH_PORTS + " ports.";
    }

    @Override
    public List<Figure> measure(int runs, Consumer<String> progress) throws IOException {
        List<Double> hosts = new ArrayList<>();
        List<Double> switches = new ArrayList<>();
        List<Double> nics = new ArrayList<>();
        try (GeneratedLab lab = GeneratedLab.of128Hosts()) {
            // The first of each loads classes and does not count.
            for (int i = 0; i <= runs; i++) {
                progress.accept("heap: " + (i == 0 ? "warming up" : "run " + i + " of " + runs));
                double host = cost(() -> converged(lab)) / KIB / HOSTS;
                double ofSwitch = cost(() -> empty("", SWITCH_PORTS)) / KIB / NODES;
                double nic = cost(() -> empty("rdma: {path-mtu: 4096}\n", 1)) / KIB / NODES;
                if (i > 0) {
                    hosts.add(host);
                    switches.add(ofSwitch);
                    nics.add(nic);
                }
            }
        }
        return List.of(new Figure("a host of 128, with its share of the fabric", "KiB", hosts), new Figure("an empty switch", "KiB", switches),
                new Figure("an empty NIC", "KiB", nics));
    }

    private static Object converged(GeneratedLab lab) {
        LabSession session = new LabSession(lab.read());
        if (!session.converge(LabSession.CONVERGENCE_LIMIT, () -> true)) {
            throw new IllegalStateException("did not converge: " + session.missingSessions());
        }
        return session;
    }

    private static VirtualFabric empty(String more, int ports) {
        FabricPlan plan = new FabricPlan(1);
        List<String> names = IntStream.rangeClosed(1, ports).mapToObj(port -> "eth" + port).toList();
        for (int node = 0; node < NODES; node++) {
            String name = "n" + node;
            NodeConfig config = NodeConfig.read(new Source(name, "hostname: " + name + "\n" + more));
            plan.node(name, names, (world, place) -> {
                NodeProfile profile = new NodeProfile(name, place.index(), 1, config, profiles(place.index(), names), false, 0);
                return config.isNic()
                        ? new NicNode(profile, world, Observer.NONE, NodeListener.NONE)
                        : new SwitchNode(profile, world, Observer.NONE, NodeListener.NONE);
            });
        }
        return plan.build();
    }

    private static List<PortProfile> profiles(int node, List<String> names) {
        return IntStream.range(0, names.size()).mapToObj(port -> new PortProfile(names.get(port), PortProfile.mac(node, port), RATE, MTU)).toList();
    }

    /** Bytes that what {@code made} makes keeps in use. */
    private static long cost(Supplier<Object> made) {
        long before = inUse();
        Object kept = made.get();
        long after = inUse();
        Reference.reachabilityFence(kept);
        return after - before;
    }

    private static long inUse() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
