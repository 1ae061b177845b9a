package io.weft.pipeline.port;

import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/**
 * The way out of a node by one port, a switch's or a NIC's: eight queues, the scheduler over them, serialisation at the line rate. Times are
 * nominal picoseconds, lengths wire lengths (FCS included). A queue admits a frame while it then holds at most {@code queueBytes}; beyond, the
 * frame is refused with {@code QUEUE_FULL}.
 *
 * <p>A frame goes to the {@link FrameSink} when its serialisation starts, with the moment its last bit leaves: max(previous end, arrival) +
 * serialisation. So a timer is needed only while something waits, and a late timer does not lower the rate. After every call: admitted =
 * dequeued + purged + held. Sent frames are counted here; drops by the port's owner, who has the frame.
 */
public final class EgressPort {
    public static final int QUEUES = 8;
    /** Queue of what the control plane sends. */
    public static final int CONTROL_QUEUE = 7;

    private final int index;
    private final int mtu;
    private final long queueBytes;
    private final LineRate rate;
    private final LineRate.Serialiser serialiser;
    private final FrameSink sink;
    private final EgressPass pass;
    private final Observer observer;
    private final Scheduler scheduler = new Scheduler();
    private final PacketQueue[] queues = new PacketQueue[QUEUES];
    private final PortCounters counters = new PortCounters();

    private boolean up = true;
    /** When the frame last given to the sink has left; what waits starts then. */
    private long busyUntil;
    /** Bit q set: queue q holds a frame. */
    private int waiting;
    private int heldFrames;
    private long heldBytes;
    private long admitted;
    private long dequeued;
    private long purged;

    /**
     * @param index the port's number in its node, as observers hear it
     * @param mtu bytes of an IP packet, at most
     * @param queueBytes what one queue holds at most
     */
    public EgressPort(int index, LineRate rate, int mtu, long queueBytes, FrameSink sink, EgressPass pass, Observer observer) {
        this.index = index;
        this.rate = rate;
        this.serialiser = rate.serialiser();
        this.mtu = mtu;
        this.queueBytes = queueBytes;
        this.sink = sink;
        this.pass = pass;
        this.observer = observer;
        for (int q = 0; q < QUEUES; q++) {
            queues[q] = new PacketQueue();
        }
    }

    /**
     * Takes the packet and answers {@code QUEUED}, sending it at once if the port is idle; or answers {@code PORT_DOWN} or {@code QUEUE_FULL}
     * and the packet is still the caller's.
     */
    public Verdict enqueue(Packet packet, long now) {
        if (!up) {
            return Verdict.PORT_DOWN;
        }
        serve(now);
        // An idle port starts now; one that is busy, or was served late above, starts when the last frame ends.
        busyUntil = Math.max(busyUntil, now);
        PacketQueue queue = queues[packet.queue()];
        if (queue.bytes() + packet.wireLength() > queueBytes) {
            return Verdict.QUEUE_FULL;
        }
        queue.add(packet);
        waiting |= 1 << packet.queue();
        heldFrames++;
        heldBytes += packet.wireLength();
        admitted++;
        observer.admit(index, packet.queue(), packet, queue.bytes(), now);
        serve(now);
        return Verdict.QUEUED;
    }

    /** Starts what waits for a moment that has come. Afterwards {@code nextDeadline() > now}. */
    public void onTimer(long now) {
        serve(now);
    }

    private void serve(long now) {
        while (waiting != 0 && busyUntil <= now) {
            start(scheduler.next(waiting), now);
        }
    }

    private void start(int number, long now) {
        Packet packet = take(number);
        dequeued++;
        observer.dequeue(index, number, packet, queues[number].bytes(), now);
        Verdict verdict = pass.leaving(packet, now);
        if (verdict != Verdict.CONTINUE) {
            pass.dropped(packet, verdict, now);
            return;
        }
        busyUntil += serialiser.next(packet.wireLength());
        counters.sent(packet.wireLength());
        observer.send(index, packet, busyUntil);
        sink.send(packet, busyUntil);
    }

    private Packet take(int number) {
        PacketQueue queue = queues[number];
        Packet packet = queue.remove();
        if (queue.count() == 0) {
            waiting &= ~(1 << number);
        }
        heldFrames--;
        heldBytes -= packet.wireLength();
        return packet;
    }

    /** The link has lost carrier: what waits is purged and nothing is admitted until {@link #up}. A frame already given to the sink stays sent. */
    public void down(long now) {
        up = false;
        while (waiting != 0) {
            Packet packet = take(scheduler.next(waiting));
            purged++;
            pass.dropped(packet, Verdict.PURGED, now);
        }
    }

    public void up() {
        up = true;
    }

    public boolean isUp() {
        return up;
    }

    /** When {@link #onTimer} is wanted: {@code Long.MAX_VALUE} while nothing waits. */
    public long nextDeadline() {
        return waiting == 0 ? Long.MAX_VALUE : busyUntil;
    }

    /** When everything admitted so far will have left, or {@code now} if it has. A sender that paces itself fills no queue. */
    public long backlogEnd(long now) {
        return Math.max(busyUntil, now) + rate.time(heldBytes + (long) heldFrames * LineRate.OVERHEAD);
    }

    public int mtu() {
        return mtu;
    }

    public LineRate rate() {
        return rate;
    }

    public PortCounters counters() {
        return counters;
    }

    public long queuedBytes(int queue) {
        return queues[queue].bytes();
    }

    /** Frames that have left the queue since the port was made, those purged included. */
    public long queueFrames(int queue) {
        return queues[queue].takenFrames();
    }

    /** Their bytes, as {@link PortCounters} counts them. */
    public long queueBytes(int queue) {
        return queues[queue].takenBytes();
    }

    public int heldFrames() {
        return heldFrames;
    }

    public long admitted() {
        return admitted;
    }

    /** Frames that the scheduler has taken, whether they were sent or dropped behind the queue. */
    public long dequeued() {
        return dequeued;
    }

    public long purged() {
        return purged;
    }
}
