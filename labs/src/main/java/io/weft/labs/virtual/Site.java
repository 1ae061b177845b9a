package io.weft.labs.virtual;

import static io.weft.labs.virtual.EventQueue.NEVER;

import io.weft.daemon.node.Input;
import io.weft.daemon.node.Node;
import io.weft.daemon.node.NodeDriver;
import io.weft.daemon.node.RandomStream;
import io.weft.daemon.node.TcpStack;
import io.weft.daemon.node.World;
import io.weft.labs.virtual.tcp.MiniTcp;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.port.FrameSink;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * One node's world: its sources of events, its TCP, and the driver that calls it. What the node does to its world during a call becomes an event
 * and never a call back. Its sources, in the order that decides among equal times: orders from outside, what TCP tells, the node's deadline,
 * TCP's deadline, frames to TCP, frames from TCP; the links that end here follow, by port.
 */
final class Site implements World, MiniTcp.Host {
    /** Sources of events besides the links that end here. */
    static final int SOURCES = 6;

    private final EventQueue queue;
    private final PacketPool pool;
    private final NodeFactory.Place place;
    private final FrameSink[] links;
    private final int[] mtus;
    private final MiniTcp tcp;
    private final Agenda<Input> orders;
    private final Told told;
    private final Deadline deadline;
    private final TcpDeadline tcpDeadline;
    private final ControlPath toTcp;
    private final ControlPath fromTcp;
    private NodeDriver driver;
    private boolean dead;

    Site(EventQueue queue, PacketPool pool, NodeFactory.Place place, long controlDelay) {
        this.queue = queue;
        this.pool = pool;
        this.place = place;
        links = new FrameSink[place.ports().size()];
        Arrays.setAll(links, port -> (packet, departure) -> {
            throw new IllegalStateException(place.name() + ": a frame sent by " + place.ports().get(port) + ", which has no link");
        });
        mtus = new int[links.length];
        tcp = new MiniTcp(this, RandomStream.of(place.seed(), place.name(), "tcp"));
        orders = new Agenda<>(queue, (a, b) -> 0, this::input);
        told = new Told(queue);
        deadline = new Deadline(queue);
        tcpDeadline = new TcpDeadline(queue);
        toTcp = new ControlPath(queue, controlDelay, (port, packet, _) -> tcp.frame(port, packet));
        fromTcp = new ControlPath(queue, controlDelay, (port, packet, now) -> frame(Node.CONTROL_PORT + port, packet, now));
        driver = new NodeDriver(place.name(), new Vacant(place.name()));
    }

    void wire(int port, Link link) {
        if (mtus[port] != 0) {
            throw new IllegalArgumentException("two links at " + place.name() + ":" + place.ports().get(port));
        }
        links[port] = link;
        mtus[port] = link.mtu();
    }

    void inhabit(NodeFactory factory) {
        driver = new NodeDriver(place.name(), factory.make(this, place));
        deadline.set(Math.max(queue.now(), driver.node().nextDeadline()));
    }

    void frame(int port, Packet packet, long now) {
        deadline.set(driver.frame(port, packet, now));
    }

    private void input(Input input) {
        if (!dead) {
            deadline.set(driver.input(input, queue.now()));
        }
    }

    void at(long time, Input input) {
        if (!dead) {
            orders.at(time, input);
        }
    }

    /** Ends the node: no call reaches it again, its TCP is gone, frames between the two are released. What the node holds is lost with it. */
    void die() {
        dead = true;
        orders.clear();
        told.clear();
        deadline.set(NEVER);
        tcpDeadline.next(NEVER);
        toTcp.clear();
        fromTcp.clear();
    }

    boolean isDead() {
        return dead;
    }

    NodeFactory.Place place() {
        return place;
    }

    Node node() {
        return driver.node();
    }

    MiniTcp miniTcp() {
        return tcp;
    }

    /** Frames between the node and its TCP. */
    int inControlPath() {
        return toTcp.size() + fromTcp.size();
    }

    @Override
    public FrameSink link(int port) {
        return links[port];
    }

    @Override
    public FrameSink control(int port) {
        return (packet, departure) -> toTcp.send(port, packet, departure);
    }

    @Override
    public TcpStack tcp() {
        return tcp;
    }

    @Override
    public PacketPool pool() {
        return pool;
    }

    @Override
    public long now() {
        return queue.now();
    }

    @Override
    public int mtu(int port) {
        return mtus[port];
    }

    @Override
    public void transmit(int port, Packet packet) {
        fromTcp.send(port, packet, queue.now());
    }

    @Override
    public void tell(Input input) {
        told.add(input);
    }

    @Override
    public void wakeAt(long time) {
        tcpDeadline.next(time);
    }

    /** The node's own deadline. */
    private final class Deadline extends EventSource {
        private long at = NEVER;

        Deadline(EventQueue queue) {
            super(queue);
        }

        void set(long time) {
            if (time != at) {
                at = time;
                next(time);
            }
        }

        @Override
        void fire(long now) {
            set(driver.timer(now));
        }
    }

    private final class TcpDeadline extends EventSource {
        TcpDeadline(EventQueue queue) {
            super(queue);
        }

        @Override
        void fire(long now) {
            next(NEVER);
            tcp.onTimer();
        }
    }

    /** What TCP tells the node, in order, at the instant of the telling. */
    private final class Told extends EventSource {
        private final ArrayDeque<Input> inputs = new ArrayDeque<>();

        Told(EventQueue queue) {
            super(queue);
        }

        void add(Input input) {
            inputs.add(input);
            next(now());
        }

        @Override
        void fire(long now) {
            Input first = inputs.remove();
            next(inputs.isEmpty() ? NEVER : now);
            input(first);
            if (first instanceof Input.TcpBytes(long connection, byte[] bytes)) {
                tcp.consumed(connection, bytes.length);
            }
        }

        void clear() {
            inputs.clear();
            next(NEVER);
        }
    }

    /** Nobody yet: the world is made before its node. */
    private record Vacant(String name) implements Node {
        @Override
        public void onFrame(int port, Packet packet, long now) {
            throw new IllegalStateException(name + " is not there yet");
        }

        @Override
        public void onTimer(long now) {
            throw new IllegalStateException(name + " is not there yet");
        }

        @Override
        public void on(Input input, long now) {
            throw new IllegalStateException(name + " is not there yet");
        }

        @Override
        public long nextDeadline() {
            return NEVER;
        }
    }
}
