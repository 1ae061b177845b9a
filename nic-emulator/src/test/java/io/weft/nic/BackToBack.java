package io.weft.nic;

import io.weft.nic.rate.RateControl;
import io.weft.nic.transport.QueuePair;
import io.weft.nic.verbs.Access;
import io.weft.nic.verbs.Completion;
import io.weft.nic.verbs.Connection;
import io.weft.nic.verbs.Gid;
import io.weft.nic.verbs.MemoryRegion;
import io.weft.nic.verbs.NicProfile;
import io.weft.nic.verbs.WorkRequest;
import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.port.LineRate;
import io.weft.pipeline.wire.Aeth;
import io.weft.pipeline.wire.Bth;
import io.weft.pipeline.wire.RoceOpcode;
import io.weft.pipeline.wire.Udp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.UnaryOperator;

/**
 * Two NICs on one cable, in virtual time: a left one that asks and a right one that answers, each port serialising at its rate, a delay, and a
 * fault per frame and direction. Every frame that is sent is noted as text, {@code > 06 100000} for a request with opcode and PSN, {@code A}
 * behind it if it asks for an acknowledgement, and {@code < 11 100002 1f 1} for an acknowledgement with syndrome and MSN.
 */
final class BackToBack {
    static final int RKEY = 0x1234;
    static final long ADDRESS = 0x10000;
    static final long SEED = 42;
    static final long DELAY = 1_000_000;
    static final Gid LEFT = Gid.ofIpv4(0x0a000001);
    static final Gid RIGHT = Gid.ofIpv4(0x0a000002);

    /** What happens to the {@code number}-th frame (from 0) of a direction. */
    interface Fault {
        Fault NONE = number -> Fate.ARRIVE;

        Fate of(int number);

        static Fault losing(Integer... numbers) {
            List<Integer> lost = List.of(numbers);
            return number -> lost.contains(number) ? Fate.LOSE : Fate.ARRIVE;
        }

        static Fault corrupting(Integer... numbers) {
            List<Integer> damaged = List.of(numbers);
            return number -> damaged.contains(number) ? Fate.CORRUPT : Fate.ARRIVE;
        }
    }

    enum Fate {
        ARRIVE, LOSE, CORRUPT, DUPLICATE, DELAY
    }

    private record Arrival(long time, long order, Side side, Packet packet) {
    }

    /** One NIC and its port. */
    final class Side implements NicOutput {
        final NicEmulator nic;
        final List<Completion> completions = new ArrayList<>();
        final List<Long> completedAt = new ArrayList<>();
        final List<Verdict> verdicts = new ArrayList<>();
        final String arrow;
        Fault fault = Fault.NONE;
        boolean up = true;
        long busyUntil;
        long lastSendStart;
        int sent;
        int lost;
        int duplicated;
        Side peer = this;

        Side(String arrow, NicProfile profile) {
            this.arrow = arrow;
            this.nic = new NicEmulator(profile, pool, this, Observer.NONE, 7);
            nic.onCompletion((completion, at) -> {
                completions.add(completion);
                completedAt.add(at);
            });
        }

        @Override
        public void transmit(Packet packet, long at) {
            if (noting) {
                note(packet);
            }
            lastSendStart = Math.max(busyUntil, at);
            busyUntil = lastSendStart + profile.rate().serialisation(packet.wireLength());
            long arrival = busyUntil + DELAY;
            switch (fault.of(sent++)) {
                case ARRIVE -> arrive(packet, arrival);
                case LOSE -> {
                    lost++;
                    packet.release();
                }
                case CORRUPT -> {
                    packet.corrupt(packet.corruptible() / 2, 0x10);
                    arrive(packet, arrival);
                }
                case DUPLICATE -> {
                    duplicated++;
                    arrive(pool.take().copyFrom(packet), arrival + DELAY / 2);
                    arrive(packet, arrival);
                }
                case DELAY -> arrive(packet, arrival + DELAY);
            }
        }

        private void arrive(Packet packet, long arrival) {
            arrivals.add(new Arrival(arrival, order++, peer, packet));
        }

        @Override
        public long backlogEnd(long at) {
            return up ? Math.max(busyUntil, at) : Long.MAX_VALUE;
        }

        private void note(Packet packet) {
            int at = packet.transport() + Udp.LENGTH;
            Bth bth = new Bth().wrap(packet, at);
            String text = String.format("%s %02x %06x%s", arrow, bth.opcodeCode(), bth.psn(), bth.ackRequest() ? " A" : "");
            if (bth.opcode() == RoceOpcode.RC_ACKNOWLEDGE) {
                Aeth aeth = new Aeth().wrap(packet, at + Bth.LENGTH);
                text += String.format(" %02x %d", aeth.syndrome(), aeth.msn());
            }
            frames.add(text);
            headers.add(now + " " + HexFormat.of().formatHex(packet.toBytes(), 0, packet.headerLength()) + " " + packet.tailOffset() + " "
                    + packet.payloadLength());
        }
    }

    final PacketPool pool = new PacketPool(1 << 16);
    final NicProfile profile;
    final List<String> frames = new ArrayList<>();
    /** Moment and header bytes of every frame noted; the ICRC of an acknowledgement is not among them. */
    final List<String> headers = new ArrayList<>();
    final Side left;
    final Side right;
    final MemoryRegion region;
    final QueuePair asking;
    final QueuePair answering;
    boolean noting = true;
    long now;
    private final PriorityQueue<Arrival> arrivals = new PriorityQueue<>(Comparator.comparingLong(Arrival::time).thenComparingLong(Arrival::order));
    private long order;

    BackToBack(NicProfile profile, UnaryOperator<Connection> tuning) {
        this(profile, tuning, 0x100000);
    }

    BackToBack(NicProfile profile, UnaryOperator<Connection> tuning, int firstPsn) {
        this(profile, tuning, RateControl.NONE, LEFT, RIGHT, firstPsn, 1 << 20);
    }

    BackToBack(NicProfile profile, UnaryOperator<Connection> tuning, RateControl rate, Gid leftGid, Gid rightGid, int firstPsn, long regionLength) {
        this.profile = profile;
        left = new Side(">", profile);
        right = new Side("<", profile);
        left.peer = right;
        right.peer = left;
        region = right.nic.registerMemory(RKEY, ADDRESS, regionLength, Access.REMOTE_WRITE);
        asking = left.nic.createQueuePair(0x11, rate);
        answering = right.nic.createQueuePair(0x12);
        left.nic.connect(asking, tuning.apply(Connection.between(leftGid, rightGid, 0x12, firstPsn, 0x200000, profile.pathMtu())));
        right.nic.connect(answering, tuning.apply(Connection.between(rightGid, leftGid, 0x11, 0x200000, firstPsn, profile.pathMtu())));
    }

    static NicProfile profile() {
        return NicProfile.of(LineRate.ofGigabits(100)).withPathMtu(1024).withAckEvery(0);
    }

    static BackToBack simple() {
        return new BackToBack(profile(), UnaryOperator.identity());
    }

    void write(long id, long at, long length) {
        left.nic.post(asking, WorkRequest.write(id, ADDRESS + at, RKEY, length, SEED, at), now);
    }

    /** When each noted frame was made. */
    List<Long> madeAt() {
        return headers.stream().map(line -> Long.valueOf(line.substring(0, line.indexOf(' ')))).toList();
    }

    /** Runs until nothing is left to do, or to {@code end}. */
    BackToBack runUntil(long end) {
        while (true) {
            long next = Math.min(left.nic.nextDeadline(), right.nic.nextDeadline());
            boolean frame = !arrivals.isEmpty() && arrivals.element().time() <= next;
            long time = frame ? arrivals.element().time() : next;
            if (time > end || time == Long.MAX_VALUE) {
                now = Math.max(now, end == Long.MAX_VALUE ? now : end);
                return this;
            }
            now = time;
            if (frame) {
                Arrival arrival = arrivals.remove();
                arrival.side().verdicts.add(arrival.side().nic.receive(arrival.packet(), now));
            } else if (left.nic.nextDeadline() == now) {
                left.nic.onTimer(now);
            } else {
                right.nic.onTimer(now);
            }
        }
    }

    BackToBack run() {
        return runUntil(Long.MAX_VALUE);
    }
}
