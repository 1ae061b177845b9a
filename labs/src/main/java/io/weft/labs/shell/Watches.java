package io.weft.labs.shell;

import io.weft.labs.engine.LabSession;
import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Lets several watch the same node at once: a capture that stays and a command that looks for a moment. */
final class Watches {
    private final LabSession session;
    private final List<List<Observer>> observers = new ArrayList<>();

    Watches(LabSession session) {
        this.session = session;
        session.lab().topology().nodes().forEach(_ -> observers.add(new ArrayList<>()));
    }

    void add(int node, Observer observer) {
        observers.get(node).add(observer);
        install(node);
    }

    void remove(int node, Observer observer) {
        observers.get(node).remove(observer);
        install(node);
    }

    private void install(int node) {
        List<Observer> here = observers.get(node);
        session.observer(node).watch(switch (here.size()) {
            case 0 -> Observer.NONE;
            case 1 -> here.getFirst();
            default -> new Several(List.copyOf(here));
        });
    }

    private record Several(List<Observer> each) implements Observer {
        @Override
        public void receive(int port, Packet packet, long now) {
            each.forEach(o -> o.receive(port, packet, now));
        }

        @Override
        public void admit(int port, int queue, Packet packet, long queuedBytes, long now) {
            each.forEach(o -> o.admit(port, queue, packet, queuedBytes, now));
        }

        @Override
        public void dequeue(int port, int queue, Packet packet, long queuedBytes, long now) {
            each.forEach(o -> o.dequeue(port, queue, packet, queuedBytes, now));
        }

        @Override
        public void send(int port, Packet packet, long departure) {
            each.forEach(o -> o.send(port, packet, departure));
        }

        @Override
        public void drop(Packet packet, Verdict reason, long now) {
            each.forEach(o -> o.drop(packet, reason, now));
        }

        @Override
        public void consume(Packet packet, Verdict verdict, long now) {
            each.forEach(o -> o.consume(packet, verdict, now));
        }

        @Override
        public void originate(Packet packet, long now) {
            each.forEach(o -> o.originate(packet, now));
        }

        @Override
        public void stage(String stage, Packet packet, Verdict verdict, long now) {
            each.forEach(o -> o.stage(stage, packet, verdict, now));
        }
    }
}
