package io.weft.daemon.node;

import io.weft.bgp.BgpSpeaker;
import io.weft.daemon.config.ForwardingConfig;
import io.weft.daemon.host.HostAgents;
import io.weft.daemon.host.RouteInstaller;
import io.weft.pipeline.PuntSink;
import io.weft.pipeline.SwitchPipeline;
import io.weft.pipeline.SwitchProfile;
import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.table.NextHop;
import java.util.Optional;

/** A switch: the pipeline forwards, the control plane says where to. */
public final class SwitchNode implements RoutedNode {
    private final NodeProfile profile;
    private final SwitchPipeline pipeline;
    private final ControlPlane control;

    public SwitchNode(NodeProfile profile, World world, Observer observer, NodeListener listener) {
        this.profile = profile;
        ForwardingConfig forwarding = profile.config().forwarding();
        int hashSeed = forwarding.hashSeed().orElseGet(() -> (int) RandomStream.derive(profile.seed(), profile.name() + " hash"));
        SwitchProfile asic = SwitchProfile.simple(profile.name(), hashSeed).withHashFields(forwarding.hashFields());
        pipeline = new SwitchPipeline(asic, profile.switchPorts(world), world.pool(), observer, new PuntSink() {
            @Override
            public void punt(Packet packet, long now) {
                control.punted(packet, now);
            }

            @Override
            public void unresolved(NextHop neighbor, long now) {
                control.unresolved(neighbor, now);
            }
        });
        control = new ControlPlane(profile, world, pipeline, listener);
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
    }

    @Override
    public void on(Input input, long now) {
        control.on(input, now);
    }

    @Override
    public long nextDeadline() {
        return Math.min(pipeline.nextDeadline(), control.nextDeadline());
    }

    @Override
    public NodeProfile profile() {
        return profile;
    }

    @Override
    public SwitchPipeline pipeline() {
        return pipeline;
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
        return pipeline.counters().exits(verdict) + control.count(verdict);
    }
}
