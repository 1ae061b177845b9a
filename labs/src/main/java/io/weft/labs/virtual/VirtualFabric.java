package io.weft.labs.virtual;

import io.weft.daemon.node.Input;
import io.weft.daemon.node.Node;
import io.weft.labs.virtual.tcp.MiniTcp;
import io.weft.pipeline.packet.PacketPool;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Nodes, links and TCP in virtual time. The same seed gives the same frames at the same picoseconds, see {@link #fingerprint}. Nodes and links
 * are numbered in the order of their {@link FabricPlan}. At 0 ps every link has carrier and its ends are told.
 *
 * <p>Faults and inputs for the present instant happen before everything else that is due then, faults first.
 */
public final class VirtualFabric {
    private final EventQueue queue;
    private final PacketPool pool;
    private final Agenda<Fault> faults;
    private final List<Site> sites;
    private final List<Cable> cables;
    private final List<Link> directions;
    private final boolean[] dark;

    VirtualFabric(FabricPlan plan) {
        queue = new EventQueue(1 + Site.SOURCES * plan.nodes().size() + 2 * plan.links().size());
        pool = new PacketPool(plan.packets());
        faults = new Agenda<>(queue, Fault.ORDER, this::strike);
        dark = new boolean[plan.nodes().size()];
        var wiring = new Wiring(plan, queue, pool);
        sites = wiring.sites();
        directions = wiring.directions();
        cables = wiring.cables();
        for (int i = 0; i < sites.size(); i++) {
            sites.get(i).inhabit(plan.nodes().get(i).factory());
        }
        for (Cable cable : cables) {
            cable.carrier(true, 0);
        }
    }

    /** Lets every event up to {@code end} picoseconds happen, {@code end} included; then it is {@code end}. */
    public void runUntil(long end) {
        while (queue.nextTime() <= end) {
            queue.run();
        }
        queue.advance(end);
    }

    /** Lets one event happen; false if there is none. */
    public boolean step() {
        if (queue.nextTime() == EventQueue.NEVER) {
            return false;
        }
        queue.run();
        return true;
    }

    /**
     * Lets events up to {@code end} picoseconds happen as long as {@code condition} holds; it is asked before each. True if it held to the end, and
     * then it is {@code end}.
     */
    public boolean runWhile(BooleanSupplier condition, long end) {
        while (condition.getAsBoolean()) {
            if (queue.nextTime() > end) {
                queue.advance(end);
                return true;
            }
            queue.run();
        }
        return false;
    }

    /** Gives {@code input} to a node at {@code time}, not before the present; a dead node hears nothing. */
    public void at(long time, int node, Input input) {
        sites.get(node).at(time, input);
    }

    /** The link loses carrier at both ends; what is on it is lost. */
    public void linkDown(int link, long time) {
        faults.at(time, new Fault.LinkDown(link));
    }

    /** The link has carrier again, unless one of its ends has been killed. */
    public void linkUp(int link, long time) {
        faults.at(time, new Fault.LinkUp(link));
    }

    /** From {@code time} on the link loses each frame with this probability, in both directions. */
    public void loss(int link, double probability, long time) {
        faults.at(time, new Fault.Loss(link, probability));
    }

    /** From {@code time} on the link damages each frame with this probability, in both directions. */
    public void corruption(int link, double probability, long time) {
        faults.at(time, new Fault.Corruption(link, probability));
    }

    /** The node stops for ever. Its links lose carrier at that instant, unless it is {@code silent}: then its peers have to find out. */
    public void kill(int node, long time, boolean silent) {
        faults.at(time, new Fault.Kill(node, silent));
    }

    private void strike(Fault fault) {
        switch (fault) {
            case Fault.LinkUp(int link) -> mend(cables.get(link));
            case Fault.LinkDown(int link) -> cables.get(link).carrier(false, now());
            case Fault.Loss(int link, double probability) -> {
                cables.get(link).forth().impairment().loss(probability);
                cables.get(link).back().impairment().loss(probability);
            }
            case Fault.Corruption(int link, double probability) -> {
                cables.get(link).forth().impairment().corruption(probability);
                cables.get(link).back().impairment().corruption(probability);
            }
            case Fault.Kill(int node, boolean silent) -> kill(node, silent);
        }
    }

    private void mend(Cable cable) {
        if (!dark[cable.first().place().index()] && !dark[cable.second().place().index()]) {
            cable.carrier(true, now());
        }
    }

    private void kill(int node, boolean silent) {
        Site site = sites.get(node);
        site.die();
        dark[node] |= !silent;
        for (Cable cable : cables) {
            if (cable.endsAt(site)) {
                if (silent) {
                    cable.from(site).senderDies();
                } else {
                    cable.carrier(false, now());
                }
            }
        }
    }

    /** Nominal picoseconds since the start. */
    public long now() {
        return queue.now();
    }

    /** When the next event is due; {@code Long.MAX_VALUE} if there is none. */
    public long nextTime() {
        return queue.nextTime();
    }

    /** Events that have happened. */
    public long events() {
        return queue.events();
    }

    /** Frames sent on all links: the packet transmissions that simulators are compared by. */
    public long transmissions() {
        long sum = 0;
        for (Link link : directions) {
            sum += link.counters().sentFrames();
        }
        return sum;
    }

    /** All that arrived, when, on which link, in 16 hexadecimal digits. */
    public String fingerprint() {
        return Fingerprint.combine(directions);
    }

    public Node node(int index) {
        return sites.get(index).node();
    }

    public MiniTcp tcp(int node) {
        return sites.get(node).miniTcp();
    }

    /** Whether what a living node has written to its TCP is still on its way to the peer's. */
    public boolean hasUnacknowledgedBytes() {
        for (Site site : sites) {
            if (!site.isDead() && site.miniTcp().hasUnacknowledged()) {
                return true;
            }
        }
        return false;
    }

    public boolean isDead(int node) {
        return sites.get(node).isDead();
    }

    /** The directions of all links: 2·l from the first end of link l to its second, 2·l + 1 back. */
    public List<Link> directions() {
        return directions;
    }

    public PacketPool pool() {
        return pool;
    }

    /** Packets that the fabric itself holds, on links and control ports; the rest of {@code pool().inUse()} is held by nodes. */
    public long packetsInFlight() {
        long sum = 0;
        for (Link link : directions) {
            sum += link.counters().inFlightFrames();
        }
        for (Site site : sites) {
            sum += site.inControlPath();
        }
        return sum;
    }
}
