package io.weft.pipeline.observe;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One packet's way through a switch, stage by stage: where it was, what the stage decided, what it changed. Watches the first packet that
 * {@code wanted} likes, from its arrival or making until it leaves or ends; then nothing more. Bounded by the length of the path.
 *
 * <p>Print it, or read {@link #steps}.
 */
public final class Trace implements Observer {
    /**
     * One step of the way.
     *
     * @param at nominal picoseconds
     * @param stage as the pipeline names it, or what happened between stages
     * @param facts what has changed, as {@code queue 3}
     */
    public record Step(long at, String stage, Verdict verdict, List<String> facts) {
        @Override
        public String toString() {
            return "%14d ps  %-16s %-16s %s".formatted(at, stage, verdict, String.join(", ", facts));
        }
    }

    private final Predicate<Packet> wanted;
    private final List<Step> steps = new ArrayList<>();
    /** The packet on its way, or {@link Packet#NONE} before and after. */
    private Packet packet = Packet.NONE;
    private Metadata known = Metadata.NOTHING;
    private boolean done;

    public Trace(Predicate<Packet> wanted) {
        this.wanted = wanted;
    }

    /** What a stage may have set. */
    private record Metadata(int vrf, int network, int transport, int protocol, int queue, int group, int hash, int nextHop, int egressPort) {
        static final Metadata NOTHING = new Metadata(0, 0, 0, 0, 0, 0, 0, -1, -1);

        static Metadata of(Packet packet) {
            return new Metadata(packet.vrf(), packet.network(), packet.transport(), packet.protocol(), packet.queue(), packet.nextHopGroup(),
                    packet.flowHash(), packet.nextHop(), packet.egressPort());
        }

        List<String> since(Metadata before) {
            List<String> facts = new ArrayList<>();
            add(facts, "vrf", before.vrf, vrf);
            add(facts, "network header at", before.network, network);
            add(facts, "transport header at", before.transport, transport);
            add(facts, "protocol", before.protocol, protocol);
            add(facts, "queue", before.queue, queue);
            add(facts, "next-hop group", before.group, group);
            if (hash != before.hash) {
                facts.add("hash 0x%08x".formatted(hash));
            }
            add(facts, "neighbor", before.nextHop, nextHop);
            add(facts, "egress port", before.egressPort, egressPort);
            return facts;
        }

        private static void add(List<String> facts, String name, int before, int after) {
            if (before != after) {
                facts.add(name + " " + after);
            }
        }
    }

    @Override
    public void receive(int port, Packet packet, long now) {
        begin(packet, "receive", List.of("port " + port, packet.frameLength() + " bytes"), now);
    }

    @Override
    public void originate(Packet packet, long now) {
        begin(packet, "originate", List.of(packet.frameLength() + " bytes"), now);
    }

    private void begin(Packet packet, String event, List<String> facts, long now) {
        if (done || this.packet != Packet.NONE || !wanted.test(packet)) {
            return;
        }
        this.packet = packet;
        known = Metadata.of(packet);
        steps.add(new Step(now, event, Verdict.CONTINUE, facts));
    }

    @Override
    public void stage(String stage, Packet packet, Verdict verdict, long now) {
        if (packet == this.packet) {
            Metadata seen = Metadata.of(packet);
            steps.add(new Step(now, stage, verdict, seen.since(known)));
            known = seen;
        }
    }

    @Override
    public void admit(int port, int queue, Packet packet, long queuedBytes, long now) {
        step(packet, "enqueue", Verdict.QUEUED, List.of("port " + port, "queue " + queue, "holds " + queuedBytes + " bytes"), now);
    }

    @Override
    public void dequeue(int port, int queue, Packet packet, long queuedBytes, long now) {
        step(packet, "dequeue", Verdict.CONTINUE, List.of("port " + port, "queue " + queue, queuedBytes + " bytes remain"), now);
    }

    @Override
    public void send(int port, Packet packet, long departure) {
        end(packet, "send", Verdict.CONTINUE, "port " + port, departure);
    }

    @Override
    public void drop(Packet packet, Verdict reason, long now) {
        end(packet, "drop", reason, reason.words(), now);
    }

    @Override
    public void consume(Packet packet, Verdict verdict, long now) {
        end(packet, "consume", verdict, verdict.words(), now);
    }

    private void step(Packet packet, String event, Verdict verdict, List<String> facts, long now) {
        if (packet == this.packet) {
            steps.add(new Step(now, event, verdict, facts));
        }
    }

    private void end(Packet packet, String event, Verdict verdict, String fact, long now) {
        if (packet == this.packet && packet != Packet.NONE) {
            steps.add(new Step(now, event, verdict, List.of(fact)));
            this.packet = Packet.NONE;
            done = true;
        }
    }

    /** True once the packet has left or ended. */
    public boolean isDone() {
        return done;
    }

    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** One line a step. */
    @Override
    public String toString() {
        return String.join("\n", steps.stream().map(Step::toString).toList());
    }
}
