package io.weft.labs.engine;

import io.weft.bgp.address.IpAddress;
import io.weft.daemon.config.InterfaceAddress;
import io.weft.daemon.config.Located;
import io.weft.daemon.config.RdmaConfig;
import io.weft.daemon.node.Input;
import io.weft.daemon.node.NicNode;
import io.weft.daemon.node.NodeListener;
import io.weft.daemon.node.Order;
import io.weft.daemon.node.RandomStream;
import io.weft.labs.file.Family;
import io.weft.labs.file.Flow;
import io.weft.labs.file.Lab;
import io.weft.labs.topology.TopologyNode;
import io.weft.labs.virtual.VirtualFabric;
import io.weft.nic.verbs.Completion;
import io.weft.nic.verbs.MemoryRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Turns flows into RDMA WRITEs. A flow has a memory region at the receiver and one or more queue pairs, each with its stripe of the region; QPNs,
 * first PSNs and rkeys derive from the lab's seed and the flow's id, so that they are the same in every world.
 */
public final class Transfers {
    /** The longest message posted; a longer stripe is several messages. */
    private static final long MESSAGE = 1L << 30;
    /** What an endless flow writes again and again, and how often it has done so before it hears of the first. */
    private static final long STREAM_MESSAGE = 1L << 20;
    private static final int STREAM_DEPTH = 2;
    private static final long FIRST_ADDRESS = 0x7f00_0000_0000L;
    private static final int FIRST_QPN = 2;
    private static final int PSN_MASK = 0xffffff;

    private record Stripe(Transfer transfer, int sender, int qpn, int rkey, long address, long length, long offset, long seed) {
    }

    private final Lab lab;
    private final List<Transfer> transfers = new ArrayList<>();
    private final List<TreeSet<Integer>> qpns = new ArrayList<>();
    private final List<TreeMap<Integer, Stripe>> stripes = new ArrayList<>();
    private final List<Long> addresses = new ArrayList<>();
    /** What endless flows are to write once more. */
    private final List<Stripe> again = new ArrayList<>();
    private int pending;

    Transfers(Lab lab) {
        this.lab = lab;
        for (TopologyNode _ : lab.topology().nodes()) {
            qpns.add(new TreeSet<>());
            stripes.add(new TreeMap<>());
            addresses.add(FIRST_ADDRESS);
        }
        lab.flows().forEach(this::add);
    }

    /** One transfer more, whose flow's id no other has; it waits to be started. */
    public Transfer add(Flow flow) {
        Transfer transfer = new Transfer(flow, transfers.size());
        transfers.add(transfer);
        pending += transfer.isEndless() ? 0 : 1;
        return transfer;
    }

    /** Orders what the flow of {@code transfer} needs, and its writes for {@code at}. Not before the present. */
    public void start(VirtualFabric fabric, Transfer transfer, long at) {
        Flow flow = transfer.flow();
        TopologyNode from = lab.topology().node(flow.from()).orElseThrow();
        TopologyNode to = lab.topology().node(flow.to()).orElseThrow();
        long seed = seed(flow.id(), "pattern");
        long length = transfer.isEndless() ? STREAM_MESSAGE * flow.qps() : flow.bytes();
        int rkey = rkey(flow);
        long address = addresses.get(to.id());
        addresses.set(to.id(), address + (length + 0xffff & ~0xffffL));
        fabric.at(at, to.id(), new Input.Command(new Order.RegisterMemory(rkey, address, length)));
        int requests = 0;
        long offset = 0;
        for (int i = 0; i < flow.qps(); i++) {
            long share = length / flow.qps() + (i < length % flow.qps() ? 1 : 0);
            int qpn = connect(fabric, flow, from, to, i, at);
            Stripe stripe = new Stripe(transfer, from.id(), qpn, rkey, address + offset, share, offset, seed);
            stripes.get(from.id()).put(qpn, stripe);
            requests += post(fabric, stripe, at);
            offset += share;
        }
        transfer.starts(at, requests);
    }

    private int connect(VirtualFabric fabric, Flow flow, TopologyNode from, TopologyNode to, int i, long at) {
        IpAddress source = address(from, flow.family());
        IpAddress destination = address(to, flow.family());
        int sender = qpn(from, flow, "sender " + i);
        int receiver = qpn(to, flow, "receiver " + i);
        int forth = (int) seed(flow.id(), "first PSN " + i) & PSN_MASK;
        int back = (int) seed(flow.id(), "first PSN back " + i) & PSN_MASK;
        fabric.at(at, to.id(), new Input.Command(new Order.OpenQueuePair(receiver, destination, source, sender, back, forth)));
        fabric.at(at, from.id(), new Input.Command(new Order.OpenQueuePair(sender, source, destination, receiver, forth, back)));
        return sender;
    }

    /** How many requests were posted. */
    private int post(VirtualFabric fabric, Stripe stripe, long at) {
        if (stripe.transfer.isEndless()) {
            for (int i = 0; i < STREAM_DEPTH; i++) {
                write(fabric, stripe, 0, stripe.length, at);
            }
            return STREAM_DEPTH;
        }
        int requests = 0;
        for (long done = 0; done < stripe.length; done += MESSAGE) {
            write(fabric, stripe, done, Math.min(MESSAGE, stripe.length - done), at);
            requests++;
        }
        return requests;
    }

    private void write(VirtualFabric fabric, Stripe stripe, long from, long length, long at) {
        fabric.at(at, stripe.sender,
                new Input.Command(new Order.PostWrite(stripe.qpn, stripe.transfer.index(), stripe.address + from, stripe.rkey, length,
                        stripe.seed, stripe.offset + from)));
    }

    private IpAddress address(TopologyNode host, Family family) {
        RdmaConfig rdma = lab.config(host).rdma().orElseThrow();
        boolean v4 = family == Family.IPV4;
        return rdma.addresses().stream().map(Located::value).filter(a -> a instanceof IpAddress.V4 == v4).findFirst()
                .or(() -> lab.config(host).loopback().stream().filter(a -> a.isV4() == v4).map(InterfaceAddress::address).findFirst())
                .orElseThrow(() -> new IllegalStateException(host.name() + " has no " + family + " address"));
    }

    private int qpn(TopologyNode node, Flow flow, String end) {
        TreeSet<Integer> taken = qpns.get(node.id());
        int qpn = (int) seed(flow.id(), "QPN " + end) & PSN_MASK;
        while (qpn < FIRST_QPN || qpn == PSN_MASK || !taken.add(qpn)) {
            qpn = qpn + 1 & PSN_MASK;
        }
        return qpn;
    }

    private int rkey(Flow flow) {
        return (int) seed(flow.id(), "rkey");
    }

    private long seed(String id, String purpose) {
        return RandomStream.of(lab.file().seed(), id, purpose).nextLong();
    }

    NodeListener listener(int node) {
        return new NodeListener() {
            @Override
            public void completed(Completion completion, long now) {
                Stripe stripe = stripes.get(node).get(completion.qpn());
                if (stripe != null) {
                    Transfers.this.completed(stripe, completion, now);
                }
            }
        };
    }

    private void completed(Stripe stripe, Completion completion, long now) {
        if (stripe.transfer.isEndless() && completion.succeeded()) {
            stripe.transfer.continues();
            again.add(stripe);
        }
        if (stripe.transfer.completed(completion, now) && !stripe.transfer.isEndless()) {
            pending--;
        }
    }

    /** Posts anew what endless flows have completed; between events, since a completion is told from within the node. */
    void renew(VirtualFabric fabric) {
        for (Stripe stripe : again) {
            write(fabric, stripe, 0, stripe.length, fabric.now());
        }
        again.clear();
    }

    boolean wantsRenewal() {
        return !again.isEmpty();
    }

    /** Transfers with an end that have not reached it. */
    public int pending() {
        return pending;
    }

    public List<Transfer> all() {
        return List.copyOf(transfers);
    }

    /** Whether the receiver's memory holds what was sent; false for what has not started. */
    public boolean memoryIsEqual(VirtualFabric fabric, Transfer transfer) {
        Flow flow = transfer.flow();
        TopologyNode to = lab.topology().node(flow.to()).orElseThrow();
        if (transfer.isEndless() || !(fabric.node(to.id()) instanceof NicNode receiver)) {
            return false;
        }
        return receiver.nic().region(rkey(flow)).map(r -> equal(r, flow)).orElse(false);
    }

    private boolean equal(MemoryRegion region, Flow flow) {
        return region.compare(region.address(), flow.bytes(), seed(flow.id(), "pattern"), 0) < 0;
    }
}
