package io.weft.labs.virtual;

import static io.weft.labs.virtual.EventQueue.NEVER;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.port.FrameSink;

/**
 * One direction of a link: a frame arrives {@code delay} picoseconds after its last bit has left. The delay is at least 1 ps, so nothing that a
 * node does reaches another node at the same instant. The sender's port serialises; the MTU belongs to the ports and is only told here.
 *
 * <p>At every instant, in frames and in bytes: sent = delivered + lost + in flight. Bytes are {@link Packet#wireLength} at sending.
 */
public final class Link extends EventSource implements FrameSink {
    private static final int SEQUENCE_BITS = 40;

    private final int direction;
    private final String name;
    private final long delay;
    private final int mtu;
    private final Site receiver;
    private final int receiverPort;
    private final Impairment impairment;
    private final LinkCounters counters = new LinkCounters();
    private final Fingerprint fingerprint = new Fingerprint();
    private final PacketRing flying = new PacketRing();
    private LinkObserver observer = LinkObserver.NONE;
    private boolean up;
    private long lastDeparture;
    private long sequence;

    Link(EventQueue queue, int direction, String name, long delay, int mtu, Site receiver, int receiverPort, long seed) {
        super(queue);
        if (delay < 1) {
            throw new IllegalArgumentException("link " + name + ": a delay of " + delay + " ps; at least 1 ps is needed");
        }
        this.direction = direction;
        this.name = name;
        this.delay = delay;
        this.mtu = mtu;
        this.receiver = receiver;
        this.receiverPort = receiverPort;
        this.impairment = new Impairment(seed, name);
    }

    /** Takes the packet. Departures of one direction never go back. */
    @Override
    public void send(Packet packet, long departure) {
        if (departure < now() || departure < lastDeparture) {
            throw new IllegalStateException(
                    "link " + name + ": a departure at " + departure + " ps, now " + now() + " ps, the last one " + lastDeparture + " ps");
        }
        lastDeparture = departure;
        long number = sequence++;
        packet.id((long) direction << SEQUENCE_BITS | number);
        counters.sent(packet.wireLength());
        observer.sent(direction, packet, departure);
        if (!up) {
            lose(packet, Verdict.LINK_DOWN);
        } else if (impairment.loses(number)) {
            lose(packet, Verdict.LINK_LOSS);
        } else {
            impairment.damage(packet);
            fly(packet, departure);
        }
    }

    private void fly(Packet packet, long departure) {
        boolean first = flying.isEmpty();
        flying.add(departure + delay, departure, packet);
        counters.flies(packet.wireLength());
        if (first) {
            next(departure + delay);
        }
    }

    private void lose(Packet packet, Verdict reason) {
        counters.lost(packet.wireLength(), reason);
        observer.lost(direction, packet, reason, now());
        packet.release();
    }

    @Override
    void fire(long now) {
        Packet packet = flying.removeFirst();
        next(flying.firstTime());
        counters.lands(packet.wireLength());
        if (receiver.isDead()) {
            lose(packet, Verdict.NODE_DEAD);
            return;
        }
        counters.delivered(packet.wireLength());
        fingerprint.frame(packet, now);
        observer.delivered(direction, packet, now);
        receiver.frame(receiverPort, packet, now);
    }

    /** Carrier comes or goes. What is in flight when it goes is lost at this instant, also what has not fully left. */
    void carrier(boolean present) {
        up = present;
        if (!up) {
            loseAfter(Long.MIN_VALUE, Verdict.LINK_DOWN);
        }
    }

    /** The sender is dead: what has not fully left by now never does. */
    void senderDies() {
        loseAfter(now(), Verdict.NODE_DEAD);
    }

    private void loseAfter(long departure, Verdict reason) {
        while (!flying.isEmpty() && flying.lastNote() > departure) {
            Packet packet = flying.removeLast();
            counters.lands(packet.wireLength());
            lose(packet, reason);
        }
        next(flying.isEmpty() ? NEVER : flying.firstTime());
    }

    /** Lets {@code observer} hear this direction, in place of an earlier one. */
    public void observe(LinkObserver observer) {
        this.observer = observer;
    }

    /** Place among all directions: link l has 2·l from its first end to its second and 2·l + 1 back. */
    public int direction() {
        return direction;
    }

    /** As {@code leaf1:eth1>spine1:eth1}. */
    public String name() {
        return name;
    }

    public long delay() {
        return delay;
    }

    /** The largest IP packet, in bytes. */
    public int mtu() {
        return mtu;
    }

    public boolean isUp() {
        return up;
    }

    public Impairment impairment() {
        return impairment;
    }

    public LinkCounters counters() {
        return counters;
    }

    long fingerprint() {
        return fingerprint.value();
    }

    @Override
    public String toString() {
        return name;
    }
}
