package io.weft.labs.engine;

import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** What a node's observer slot holds in a lab: the count of drops, and whoever else wants to watch for a while. */
public final class NodeObserver implements Observer {
    private final Observer always;
    private Observer guest = Observer.NONE;

    NodeObserver(Observer always) {
        this.always = always;
    }

    /** Who else watches from here on, in place of an earlier guest; {@link Observer#NONE} for nobody. */
    public void watch(Observer observer) {
        guest = observer;
    }

    @Override
    public void receive(int port, Packet packet, long now) {
        guest.receive(port, packet, now);
    }

    @Override
    public void admit(int port, int queue, Packet packet, long queuedBytes, long now) {
        guest.admit(port, queue, packet, queuedBytes, now);
    }

    @Override
    public void dequeue(int port, int queue, Packet packet, long queuedBytes, long now) {
        guest.dequeue(port, queue, packet, queuedBytes, now);
    }

    @Override
    public void send(int port, Packet packet, long departure) {
        guest.send(port, packet, departure);
    }

    @Override
    public void drop(Packet packet, Verdict reason, long now) {
        always.drop(packet, reason, now);
        guest.drop(packet, reason, now);
    }

    @Override
    public void consume(Packet packet, Verdict verdict, long now) {
        guest.consume(packet, verdict, now);
    }

    @Override
    public void originate(Packet packet, long now) {
        guest.originate(packet, now);
    }

    @Override
    public void stage(String stage, Packet packet, Verdict verdict, long now) {
        guest.stage(stage, packet, verdict, now);
    }
}
