package io.weft.labs.shell;

import io.weft.bgp.address.IpAddress;
import io.weft.daemon.host.Probe;
import io.weft.daemon.host.ProbeEvents.Outcome;
import io.weft.labs.topology.TopologyNode;
import io.weft.pipeline.observe.Trace;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.Icmp;
import io.weft.pipeline.wire.Icmpv6;
import io.weft.pipeline.wire.IpProtocol;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Ipv6;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code trace}: follows one packet through the stages of a pipeline, or of every pipeline on its way. */
final class TraceCommand {
    private final Scene scene;
    private final ProbeCommands probes;

    TraceCommand(Scene scene, ProbeCommands probes) {
        this.scene = scene;
        this.probes = probes;
    }

    List<Command> commands() {
        return List.of(Command.of("trace", List.of("trace NODE NODE [ipv6]", "trace next NODE"),
                "follows one packet stage by stage through every pipeline on its way",
                "'trace h1 h5' sends a ping and shows its way there; 'trace next leaf1' takes the next packet that leaf1 receives or makes.",
                this::trace).completing(this::following));
    }

    private List<String> following(List<String> said) {
        return switch (said.size()) {
            case 0 -> Stream.concat(scene.names().nodes().stream(), Stream.of("next")).toList();
            case 1 -> scene.names().nodes();
            case 2 -> said.getFirst().equals("next") ? List.of() : List.of("ipv6");
            default -> List.of();
        };
    }

    private Reply trace(Words words) {
        if (words.take("next")) {
            TopologyNode node = scene.names().living(words.next("a node"));
            words.end();
            return next(node);
        }
        TopologyNode from = scene.names().living(words.next("two nodes, or 'next' and a node"));
        TopologyNode to = scene.names().node(words.next("the node to go to"));
        boolean v6 = words.take("ipv6");
        words.end();
        return ping(from, scene.names().address(to.name(), v6));
    }

    private Reply next(TopologyNode node) {
        List<String> frames = new ArrayList<>();
        Trace trace = new Trace(packet -> frames.add(FrameWords.of(packet)));
        scene.watches().add(node.id(), trace);
        scene.time().until(trace::isDone, scene.time().in(VirtualTime.PATIENCE));
        scene.watches().remove(node.id(), trace);
        String text = node.name() + ": " + (frames.isEmpty() ? "no packet came" : frames.getFirst()) + "\n" + lines(trace);
        return trace.isDone() ? Reply.done(text) : Reply.failed(text);
    }

    private static String lines(Trace trace) {
        return trace.steps().isEmpty() ? "" : trace + "\n";
    }

    private record Way(TopologyNode node, Trace trace) {
        long begin() {
            return trace.steps().getFirst().at();
        }
    }

    private Reply ping(TopologyNode from, IpAddress to) {
        int identifier = probes.nextProbe();
        List<Way> ways = new ArrayList<>();
        for (TopologyNode node : scene.session().lab().topology().nodes()) {
            Way way = new Way(node, new Trace(packet -> isRequest(packet, identifier)));
            ways.add(way);
            scene.watches().add(node.id(), way.trace);
        }
        Ears.Probed probed = probes.probe(from, to, 64, Probe.Kind.ECHO);
        ways.forEach(way -> scene.watches().remove(way.node.id(), way.trace));
        StringBuilder out = new StringBuilder();
        ways.stream().filter(w -> !w.trace.steps().isEmpty()).sorted(Comparator.comparingLong(Way::begin))
                .forEach(w -> out.append(w.node.name()).append('\n').append(lines(w.trace)));
        out.append(probed.outcome() == Outcome.REPLY ? "answered" : probed.outcome().words()).append(" after ")
                .append(VirtualTime.micros(probed.roundTrip())).append(" us\n");
        return probed.outcome() == Outcome.REPLY ? Reply.done(out.toString()) : Reply.failed(out.toString());
    }

    /** Whether an Ethernet frame holds the echo request of this identifier; no offsets are known when a frame arrives. */
    private static boolean isRequest(Packet packet, int identifier) {
        if (packet.length() < Ethernet.LENGTH) {
            return false;
        }
        return switch (packet.u16(12)) {
            case Ethernet.TYPE_IPV4 -> isRequest(packet, 9, IpProtocol.ICMP, Ipv4.LENGTH, Icmp.ECHO_REQUEST, identifier);
            case Ethernet.TYPE_IPV6 -> isRequest(packet, 6, IpProtocol.ICMPV6, Ipv6.LENGTH, Icmpv6.ECHO_REQUEST, identifier);
            default -> false;
        };
    }

    private static boolean isRequest(Packet packet, int protocolAt, int protocol, int networkLength, int type, int identifier) {
        int icmp = Ethernet.LENGTH + networkLength;
        return packet.length() >= icmp + Icmp.LENGTH && packet.u8(Ethernet.LENGTH + protocolAt) == protocol && packet.u8(icmp) == type
                && packet.i32(icmp + 4) == identifier;
    }
}
