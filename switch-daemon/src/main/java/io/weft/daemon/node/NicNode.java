package io.weft.daemon.node;

import io.weft.bgp.BgpSpeaker;
import io.weft.bgp.address.IpAddress;
import io.weft.daemon.config.RdmaConfig;
import io.weft.daemon.host.HostAgents;
import io.weft.daemon.host.RouteInstaller;
import io.weft.nic.NicEmulator;
import io.weft.nic.NicOutput;
import io.weft.nic.transport.QueuePair;
import io.weft.nic.verbs.Access;
import io.weft.nic.verbs.Connection;
import io.weft.nic.verbs.Gid;
import io.weft.nic.verbs.NicProfile;
import io.weft.nic.verbs.WorkRequest;
import io.weft.pipeline.PuntSink;
import io.weft.pipeline.SwitchPipeline;
import io.weft.pipeline.SwitchProfile;
import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.port.EgressPort;
import io.weft.pipeline.table.NextHop;
import io.weft.pipeline.wire.IpProtocol;
import java.util.Optional;

/**
 * A host's RoCEv2 NIC. Its port side is a pipeline that does not forward: what is addressed to the host and is RoCE goes to the emulator, the rest
 * to the same control plane as a switch has. What the emulator sends is routed like any other packet.
 */
public final class NicNode implements RoutedNode {
    private static final int ROCE_PORT = 4791;
    /** A NIC has one port. */
    private static final int PORT = 0;
    private static final long CONFIGURED_MEMORY = 0x7e00_0000_0000L;
    private static final long REGION_GAP = 1L << 20;

    private final NodeProfile profile;
    private final RdmaConfig rdma;
    private final SwitchPipeline pipeline;
    private final ControlPlane control;
    private final NicEmulator nic;

    public NicNode(NodeProfile profile, World world, Observer observer, NodeListener listener) {
        this.profile = profile;
        this.rdma = profile.config().rdma().orElseThrow();
        pipeline = new SwitchPipeline(SwitchProfile.endpoint(profile.name()), profile.switchPorts(world), world.pool(), observer, new PuntSink() {
            @Override
            public void punt(Packet packet, long now) {
                punted(packet, now);
            }

            @Override
            public void unresolved(NextHop neighbor, long now) {
                control.unresolved(neighbor, now);
            }
        });
        control = new ControlPlane(profile, world, pipeline, listener);
        NicProfile capabilities = NicProfile.of(profile.ports().get(PORT).rate()).withPathMtu(rdma.pathMtu().value())
                .withQueuePairs(rdma.queuePairs().value()).withAckEvery(rdma.ackEvery()).withMaterialised(profile.materialised());
        nic = new NicEmulator(capabilities, world.pool(), new ByThePipeline(), observer,
                RandomStream.derive(profile.seed(), profile.name() + " nic"));
        nic.onCompletion(listener::completed);
        registerConfigured();
    }

    /** The regions of the configuration, for peers that bring no order with them. */
    private void registerConfigured() {
        long address = CONFIGURED_MEMORY;
        for (int i = 0; i < rdma.memory().size(); i++) {
            RdmaConfig.MemoryRegion region = rdma.memory().get(i);
            Access[] access = region.access().stream().flatMap(a -> access(a).stream()).toArray(Access[]::new);
            nic.registerMemory((int) RandomStream.derive(profile.seed(), profile.name() + " memory " + i), address, region.size(), access);
            address += region.size() + REGION_GAP & -REGION_GAP;
        }
    }

    /** A local write is always allowed. */
    private static Optional<Access> access(RdmaConfig.Access written) {
        return switch (written) {
            case LOCAL_WRITE -> Optional.empty();
            case REMOTE_WRITE -> Optional.of(Access.REMOTE_WRITE);
            case REMOTE_READ -> Optional.of(Access.REMOTE_READ);
            case REMOTE_ATOMIC -> Optional.of(Access.REMOTE_ATOMIC);
        };
    }

    private final class ByThePipeline implements NicOutput {
        @Override
        public void transmit(Packet ipPacket, long now) {
            pipeline.originate(ipPacket, now);
        }

        @Override
        public long backlogEnd(long now) {
            EgressPort port = pipeline.port(PORT);
            return port.isUp() ? port.backlogEnd(now) : Long.MAX_VALUE;
        }
    }

    private void punted(Packet packet, long now) {
        boolean roce = packet.protocol() == IpProtocol.UDP && packet.u16(packet.transport() + 2) == ROCE_PORT;
        if (roce) {
            nic.receive(packet, now);
        } else {
            control.punted(packet, now);
        }
    }

    @Override
    public void onFrame(int port, Packet packet, long now) {
        if (port >= CONTROL_PORT) {
            control.fromTcp(port - CONTROL_PORT, packet, now);
        } else {
            pipeline.receive(port, packet, now);
        }
    }

    @Override
    public void onTimer(long now) {
        pipeline.onTimer(now);
        control.onTimer(now);
        if (nic.nextDeadline() <= now) {
            nic.onTimer(now);
        }
    }

    @Override
    public void on(Input input, long now) {
        switch (input) {
            case Input.Command(Order.Rdma order) -> rdma(order, now);
            case Input.LinkChange(int _, boolean up) -> {
                control.on(input, now);
                if (up) {
                    nic.portReady(now);
                }
            }
            default -> control.on(input, now);
        }
    }

    private void rdma(Order.Rdma order, long now) {
        switch (order) {
            case Order.RegisterMemory(int rkey, long address, long length) -> nic.registerMemory(rkey, address, length, Access.REMOTE_WRITE);
            case Order.OpenQueuePair open -> open(open);
            case Order.PostWrite(int qpn, long id, long remoteAddress, int rkey, long length, long seed, long offset) -> {
                if (!nic.post(queuePair(qpn), WorkRequest.write(id, remoteAddress, rkey, length, seed, offset), now)) {
                    throw new IllegalStateException(profile.name() + ": the send queue of queue pair " + qpn + " is full");
                }
            }
        }
    }

    private void open(Order.OpenQueuePair open) {
        Connection connection = Connection.between(gid(open.local()), gid(open.remote()), open.remoteQpn(), open.sendPsn(), open.receivePsn(),
                rdma.pathMtu().value()).withTimeout(rdma.timeout(), rdma.retryCount());
        nic.connect(nic.createQueuePair(open.qpn()), connection);
    }

    private QueuePair queuePair(int qpn) {
        return nic.queuePair(qpn).orElseThrow(() -> new IllegalArgumentException(profile.name() + " has no queue pair " + qpn));
    }

    private static Gid gid(IpAddress address) {
        return switch (address) {
            case IpAddress.V4(int bits) -> Gid.ofIpv4(bits);
            case IpAddress.V6(long high, long low) -> new Gid(high, low);
        };
    }

    @Override
    public long nextDeadline() {
        return Math.min(nic.nextDeadline(), Math.min(pipeline.nextDeadline(), control.nextDeadline()));
    }

    @Override
    public NodeProfile profile() {
        return profile;
    }

    @Override
    public SwitchPipeline pipeline() {
        return pipeline;
    }

    public NicEmulator nic() {
        return nic;
    }

    @Override
    public RouteInstaller routes() {
        return control.routes();
    }

    @Override
    public HostAgents agents() {
        return control.agents();
    }

    @Override
    public Optional<BgpSpeaker> bgp() {
        return control.bgp();
    }

    @Override
    public long count(Verdict verdict) {
        return pipeline.counters().exits(verdict) + control.count(verdict) + nic.counters().of(verdict);
    }
}
