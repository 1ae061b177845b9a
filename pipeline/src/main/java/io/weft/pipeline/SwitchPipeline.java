package io.weft.pipeline;

import static io.weft.pipeline.packet.Verdict.CONTINUE;

import io.weft.pipeline.buffer.PacketBuffer;
import io.weft.pipeline.buffer.SimpleBuffer;
import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.port.EgressPass;
import io.weft.pipeline.port.EgressPort;
import io.weft.pipeline.stage.CheckAddresses;
import io.weft.pipeline.stage.CheckEgress;
import io.weft.pipeline.stage.ChooseNextHop;
import io.weft.pipeline.stage.Classify;
import io.weft.pipeline.stage.DecrementTtl;
import io.weft.pipeline.stage.FilterFrame;
import io.weft.pipeline.stage.IcmpError;
import io.weft.pipeline.stage.LookupRoute;
import io.weft.pipeline.stage.Parse;
import io.weft.pipeline.stage.Punt;
import io.weft.pipeline.stage.RewriteMac;
import io.weft.pipeline.stage.TokenBucket;
import io.weft.pipeline.table.HashKey;
import java.util.List;

/**
 * A packet's way through a switch, in two passes round the buffer: from port to queue, and from queue to port. Read {@link #ingress}, then
 * {@link #egress}: that is the order, there is no other. Every exit is a {@link Verdict} that comes to {@link #conclude}, which alone counts,
 * tells and releases. Times are nominal picoseconds and never go back. After every call {@link #balance} holds.
 */
public final class SwitchPipeline {
    private final List<SwitchPort> ports;
    private final PuntSink control;
    private final Observer observer;

    private final SwitchTables tables;
    private final FilterFrame filterFrame;
    private final Parse parse = new Parse();
    private final CheckAddresses checkAddresses = new CheckAddresses();
    private final Classify classify;
    private final LookupRoute lookupRoute;
    private final DecrementTtl decrementTtl = new DecrementTtl();
    private final ChooseNextHop chooseNextHop;
    private final CheckEgress checkEgress;
    private final PacketBuffer buffer;
    private final SwitchPorts egress;
    private final RewriteMac rewriteMac;
    private final Punt punt;
    private final IcmpError icmpError;
    private final SwitchCounters counters = new SwitchCounters();

    /** All ports are up at first. The pool is for what the switch itself has to say. */
    public SwitchPipeline(SwitchProfile profile, List<SwitchPort> ports, PacketPool pool, Observer observer, PuntSink control) {
        this.ports = List.copyOf(ports);
        this.control = control;
        this.observer = observer;
        tables = SwitchTables.of(profile, ports);
        egress = new SwitchPorts(ports, new SecondPass(), observer);
        filterFrame = new FilterFrame(tables.stations(), egress.all());
        classify = new Classify(tables.dscp());
        lookupRoute = new LookupRoute(tables.ipv4(), tables.ipv6(), profile.forwards());
        chooseNextHop = new ChooseNextHop(new HashKey(profile.hashFields(), profile.seed()), tables.groups(), tables.neighbors());
        checkEgress = new CheckEgress(egress.all());
        buffer = new SimpleBuffer(ports.size(), profile.queueBytes());
        rewriteMac = new RewriteMac(tables.neighbors(), tables.stations());
        punt = new Punt(new TokenBucket(profile.puntRate(), profile.puntBurst()));
        icmpError = new IcmpError(pool, new TokenBucket(profile.icmpErrorRate(), profile.icmpErrorBurst()), egress.all());
    }

    /** A frame has fully arrived at {@code port}. Takes the packet. */
    public void receive(int port, Packet packet, long now) {
        counters.received();
        egress.get(port).counters().received(packet.wireLength());
        packet.enter(port);
        packet.vrf(ports.get(port).vrf());
        observer.receive(port, packet, now);
        conclude(packet, ingress(packet, now), now);
    }

    /** Routes an IP packet of the CPU's, in {@code packet.vrf()}; its Ethernet header needs only the type. Takes the packet. */
    public void originate(Packet packet, long now) {
        counters.originated();
        packet.enter(Packet.OWN);
        observer.originate(packet, now);
        conclude(packet, ingress(packet, now), now);
    }

    /** Sends a frame of the CPU's, complete but for its FCS, out of {@code port} in the control queue. Takes the packet. */
    public void sendOn(int port, Packet packet, long now) {
        counters.originated();
        packet.enter(Packet.OWN);
        packet.egressPort(port);
        packet.queue(EgressPort.CONTROL_QUEUE);
        packet.priorityGroup(EgressPort.CONTROL_QUEUE);
        observer.originate(packet, now);
        conclude(packet, admit(packet, now), now);
    }

    /** From port to queue. Read it downwards. */
    private Verdict ingress(Packet packet, long now) {
        Verdict verdict = told("filter_frame", filterFrame.apply(packet), packet, now); // MAC address, MAC control
        if (verdict != CONTINUE) {
            return verdict;
        }
        verdict = told("parse", parse.apply(packet), packet, now); // tag, ARP, IP header
        if (verdict != CONTINUE) {
            return verdict;
        }
        verdict = told("check_addresses", checkAddresses.apply(packet), packet, now); // martians, groups, link-local
        if (verdict != CONTINUE) {
            return verdict;
        }
        told("classify", classify.apply(packet), packet, now); // DSCP to queue; always goes on
        verdict = told("lookup_route", lookupRoute.apply(packet), packet, now); // longest prefix to group, or PUNTED
        if (verdict != CONTINUE) {
            return verdict;
        }
        verdict = told("decrement_ttl", decrementTtl.apply(packet), packet, now);
        if (verdict != CONTINUE) {
            return verdict;
        }
        verdict = told("choose_next_hop", chooseNextHop.apply(packet), packet, now); // hash to member: port and neighbour
        if (verdict != CONTINUE) {
            return verdict;
        }
        return admit(packet, now);
    }

    /** The port is chosen: the last steps to its queue. */
    private Verdict admit(Packet packet, long now) {
        Verdict verdict = told("check_egress", checkEgress.apply(packet), packet, now); // carrier, MTU
        if (verdict != CONTINUE) {
            return verdict;
        }
        verdict = told("admit", buffer.admit(packet), packet, now);
        if (verdict != CONTINUE) {
            return verdict;
        }
        return egress.enqueue(packet, now); // QUEUED: from here the second pass has the packet
    }

    /** From queue to port, when the scheduler takes the packet. Read it downwards. */
    private Verdict egress(Packet packet, long now) {
        buffer.release(packet);
        return told("rewrite_mac", rewriteMac.apply(packet), packet, now);
    }

    private Verdict told(String stage, Verdict verdict, Packet packet, long now) {
        observer.stage(stage, packet, verdict, now);
        return verdict;
    }

    /** Every exit but the way out by a port. Takes the packet, unless it is in a queue. */
    private void conclude(Packet packet, Verdict reached, long now) {
        Verdict verdict = reached == Verdict.PUNTED ? told("punt", punt.apply(now), packet, now) : reached;
        if (verdict == Verdict.QUEUED) {
            return;
        }
        counters.exit(verdict);
        if (verdict.isDrop()) {
            drop(packet, verdict, now);
            return;
        }
        observer.consume(packet, verdict, now);
        if (verdict == Verdict.PUNTED) {
            control.punt(packet, now);
        } else {
            packet.release();
        }
    }

    private void drop(Packet packet, Verdict verdict, long now) {
        observer.drop(packet, verdict, now);
        egress.dropped(packet);
        if (verdict == Verdict.NO_NEIGHBOR) {
            control.unresolved(chooseNextHop.missing(packet), now);
        } else {
            answer(packet, verdict, now);
        }
        packet.release();
    }

    /** Sends the ICMP error that {@code reason} calls for, if one may be sent. Lends the packet; for the control port's own refusals too. */
    public void answer(Packet packet, Verdict reason, long now) {
        Packet error = icmpError.about(packet, reason, now);
        if (error != Packet.NONE) {
            originate(error, now);
        }
    }

    /** The two doors of a port back into the pipeline. */
    private final class SecondPass implements EgressPass {
        @Override
        public Verdict leaving(Packet packet, long now) {
            return egress(packet, now);
        }

        @Override
        public void dropped(Packet packet, Verdict reason, long now) {
            if (reason == Verdict.PURGED) {
                buffer.release(packet);
            }
            conclude(packet, reason, now);
        }
    }

    /** The link has carrier. */
    public void portUp(int port, long now) {
        egress.get(port).up();
        tables.groups().port(port, true);
    }

    /** The link has lost carrier: its next hops are unusable from now on, and what waits for it is purged. */
    public void portDown(int port, long now) {
        tables.groups().port(port, false);
        egress.down(port, now);
    }

    public void onTimer(long now) {
        egress.onTimer(now);
    }

    public long nextDeadline() {
        return egress.nextDeadline();
    }

    public SwitchTables tables() {
        return tables;
    }

    /** Where the addresses are told that ICMP errors come from. */
    public IcmpError icmpError() {
        return icmpError;
    }

    public EgressPort port(int port) {
        return egress.get(port);
    }

    public SwitchCounters counters() {
        return counters;
    }

    public Balance balance() {
        return counters.balance(egress.sentFrames(), buffer.heldFrames());
    }
}
