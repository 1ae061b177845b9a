package io.weft.nic;

import io.weft.nic.rate.RateControl;
import io.weft.nic.transport.Deadlines;
import io.weft.nic.transport.Framer;
import io.weft.nic.transport.QueuePair;
import io.weft.nic.transport.RocePacket;
import io.weft.nic.transport.Stalled;
import io.weft.nic.verbs.Access;
import io.weft.nic.verbs.CompletionQueue;
import io.weft.nic.verbs.Completions;
import io.weft.nic.verbs.Connection;
import io.weft.nic.verbs.MemoryRegion;
import io.weft.nic.verbs.NicProfile;
import io.weft.nic.verbs.ReceiveRequest;
import io.weft.nic.verbs.Registry;
import io.weft.nic.verbs.WorkRequest;
import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.Icrc;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * THE path of an RDMA packet in an endpoint. In: packet, checks, queue pair, reply. Out: a moment, the queue pair whose turn it is, one data
 * packet. Every packet that comes in ends here with a {@link Verdict}.
 *
 * <p>Data is pulled: a data packet is made when the port is about to be free, one full packet ahead so that the line never idles, by the queue
 * pairs that are ready in turn. Acknowledgements leave at once. Completions are told when a call's work is done, before it returns; whoever
 * hears them may post.
 */
public final class NicEmulator {
    /** Ethernet, IPv4, UDP, BTH, ICRC and FCS. */
    private static final int FULL_PACKET_OVERHEAD = 62;

    private final NicProfile profile;
    private final NicOutput output;
    private final Observer observer;
    private final long seed;
    /** How long before the port is free the next data packet is made (ps): one full packet's time. */
    private final long lookahead;

    private final Framer framer;
    private final Icrc icrc = new Icrc();
    private final RocePacket arrived = new RocePacket();
    private final Registry<MemoryRegion> memory;
    private final Registry<QueuePair> queuePairs;
    private final CompletionQueue completions = new CompletionQueue();
    private final Deadlines deadlines = new Deadlines();
    /** The queue pairs that can send, in the order of their turns; each at most once. */
    private final ArrayDeque<QueuePair> round = new ArrayDeque<>();
    private final NicCounters counters = new NicCounters();
    private final QueuePair noQueuePair;
    private Completions listener = Completions.IGNORED;
    private long portDeadline;

    /** Packets that it makes come from {@code pool}; {@code seed} decides the first IPv4 identifications. */
    public NicEmulator(NicProfile profile, PacketPool pool, NicOutput output, Observer observer, long seed) {
        this.profile = profile;
        this.output = output;
        this.observer = observer;
        this.seed = seed;
        this.lookahead = profile.rate().serialisation(profile.pathMtu() + FULL_PACKET_OVERHEAD);
        this.framer = new Framer(pool, profile);
        this.memory = new Registry<>(profile.maxRegions(), MemoryRegion.NONE);
        this.noQueuePair = new QueuePair(0, -1, profile, RateControl.NONE, framer, memory, completions, seed);
        this.queuePairs = new Registry<>(profile.maxQueuePairs(), noQueuePair);
    }

    /**
     * Takes a UDP packet to port 4791 of one of our addresses, Ethernet and IP checked and its network and transport offsets known. The observer
     * has heard the answer.
     */
    public Verdict receive(Packet packet, long now) {
        QueuePair queuePair = noQueuePair;
        Verdict verdict = examine(packet);
        if (verdict == Verdict.CONTINUE) {
            queuePair = queuePairs.find(arrived.destQp());
            verdict = queuePair == noQueuePair ? Verdict.QP_UNKNOWN : queuePair.receive(arrived, now);
        }
        end(packet, verdict, now);
        if (queuePair != noQueuePair) {
            reply(queuePair, now);
            settle(queuePair, now);
        }
        finish(now);
        return verdict;
    }

    /** What no queue pair must see. */
    private Verdict examine(Packet packet) {
        Verdict readable = arrived.read(packet);
        if (readable != Verdict.CONTINUE) {
            return readable;
        }
        if (!icrc.isValid(packet)) {
            return Verdict.ICRC_BAD;
        }
        return profile.accepts(arrived.partitionKey()) ? Verdict.CONTINUE : Verdict.PKEY_MISMATCH;
    }

    private void end(Packet packet, Verdict verdict, long now) {
        counters.received(verdict);
        if (verdict.isDrop()) {
            observer.drop(packet, verdict, now);
        } else {
            observer.consume(packet, verdict, now);
        }
        packet.release();
    }

    private void reply(QueuePair queuePair, long now) {
        if (!queuePair.wantsReply()) {
            return;
        }
        Packet reply = queuePair.reply();
        if (reply == Packet.NONE) {
            counters.poolEmpty();
            return;
        }
        counters.reply();
        observer.originate(reply, now);
        output.transmit(reply, now);
    }

    /** The deadline has come; afterwards {@code nextDeadline() > now}. */
    public void onTimer(long now) {
        while (deadlines.earliest() <= now) {
            QueuePair queuePair = queuePairs.get(deadlines.first());
            queuePair.onTimer(now);
            settle(queuePair, now);
        }
        finish(now);
    }

    /** The port can send again, or sooner than {@link NicOutput#backlogEnd} had said. */
    public void portReady(long now) {
        portDeadline = now;
        finish(now);
    }

    /** When {@link #onTimer} is wanted; read again after every call. {@code Long.MAX_VALUE}: nothing to do. */
    public long nextDeadline() {
        return Math.min(deadlines.earliest(), round.isEmpty() ? Long.MAX_VALUE : portDeadline);
    }

    /** After anything that may have changed what a queue pair can do: into the round if it is ready, and its deadline anew. */
    private void settle(QueuePair queuePair, long now) {
        Stalled stalled = queuePair.stalled(now);
        if (stalled == Stalled.NO && !queuePair.takesTurn()) {
            queuePair.takesTurn(true);
            round.add(queuePair);
        }
        deadlines.set(queuePair.index(), queuePair.nextDeadline(stalled, now));
    }

    private void finish(long now) {
        completions.deliver(listener, now);
        fillPort(now);
    }

    /** Makes data packets as long as the port wants them, one from each queue pair that is ready, in turn. */
    private void fillPort(long now) {
        while (!round.isEmpty() && now >= portDeadline) {
            long free = output.backlogEnd(now);
            if (free == Long.MAX_VALUE || free - lookahead > now) {
                portDeadline = free == Long.MAX_VALUE ? free : free - lookahead;
                return;
            }
            QueuePair queuePair = round.remove();
            queuePair.takesTurn(false);
            if (queuePair.stalled(now) == Stalled.NO && !send(queuePair, now)) {
                portDeadline = now + lookahead;
            }
            settle(queuePair, now);
        }
    }

    /** False if the pool is empty. */
    private boolean send(QueuePair queuePair, long now) {
        Packet packet = queuePair.make(now);
        if (packet == Packet.NONE) {
            counters.poolEmpty();
            return false;
        }
        counters.request(packet.wireLength());
        observer.originate(packet, now);
        output.transmit(packet, now);
        return true;
    }

    /** Who hears completions from here on. */
    public void onCompletion(Completions hears) {
        listener = hears;
    }

    /**
     * Registers memory that a peer reaches by {@code rkey}: its bytes are held if this NIC materialises payload and the region is not too long
     * for that.
     */
    public MemoryRegion registerMemory(int rkey, long address, long length, Access... access) {
        boolean held = profile.materialised() && length <= MemoryRegion.MAX_HELD;
        MemoryRegion region = held ? MemoryRegion.held(rkey, address, length, access) : MemoryRegion.described(rkey, address, length, access);
        memory.add(rkey, region);
        return region;
    }

    /** A queue pair in RESET. {@code rate} belongs to it alone, unless it is {@link RateControl#NONE}. */
    public QueuePair createQueuePair(int qpn, RateControl rate) {
        QueuePair created = new QueuePair(qpn, queuePairs.size(), profile, rate, framer, memory, completions, seed);
        queuePairs.add(qpn, created);
        return created;
    }

    public QueuePair createQueuePair(int qpn) {
        return createQueuePair(qpn, RateControl.NONE);
    }

    /** From RESET through INIT and READY_TO_RECEIVE to READY_TO_SEND. */
    public void connect(QueuePair queuePair, Connection connection) {
        queuePair.initialise(connection);
        queuePair.readyToReceive();
        queuePair.readyToSend();
    }

    /** False if the send queue is full: nothing has changed. */
    public boolean post(QueuePair queuePair, WorkRequest request, long now) {
        boolean posted = queuePair.post(request, now);
        settle(queuePair, now);
        finish(now);
        return posted;
    }

    /** False if the receive queue is full: nothing has changed. */
    public boolean post(QueuePair queuePair, ReceiveRequest request, long now) {
        boolean posted = queuePair.post(request, now);
        finish(now);
        return posted;
    }

    /** Takes the queue pair to ERROR: all that is posted is flushed. */
    public void fail(QueuePair queuePair, long now) {
        queuePair.fail(now);
        settle(queuePair, now);
        finish(now);
    }

    /** Takes the queue pair to RESET: all that is posted is forgotten. */
    public void reset(QueuePair queuePair, long now) {
        queuePair.reset();
        settle(queuePair, now);
    }

    public Optional<QueuePair> queuePair(int qpn) {
        return queuePairs.contains(qpn) ? Optional.of(queuePairs.find(qpn)) : Optional.empty();
    }

    /** In the order of creation. */
    public Iterable<QueuePair> queuePairs() {
        return queuePairs.entries();
    }

    /** In the order of registration. */
    public Iterable<MemoryRegion> regions() {
        return memory.entries();
    }

    public Optional<MemoryRegion> region(int rkey) {
        return memory.contains(rkey) ? Optional.of(memory.find(rkey)) : Optional.empty();
    }

    public NicProfile profile() {
        return profile;
    }

    public NicCounters counters() {
        return counters;
    }
}
