package io.weft.bgp;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.bgp.message.Decoded;
import io.weft.bgp.message.MessageStream;
import io.weft.bgp.rib.NextHop;
import io.weft.bgp.session.Deadline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Speakers on point-to-point links with a delay, in virtual time: connections open, carry octets in order and close; nothing is lost while a link is up. */
final class Fabric {
    static final long DELAY = 1_000_000;

    private record Happening(long time, long sequence, Runnable what) {
    }

    private record End(Node node, long connection) {
    }

    private final PriorityQueue<Happening> queue = new PriorityQueue<>((a, b) -> a.time != b.time
            ? Long.compare(a.time, b.time)
            : Long.compare(a.sequence, b.sequence));
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<End, End> connections = new LinkedHashMap<>();
    private long sequence;
    private long lastAccepted;
    private long now;
    private long octets;

    long now() {
        return now;
    }

    /** Octets of BGP that were sent so far. */
    long octets() {
        return octets;
    }

    Node add(String name, BgpConfig config, long seed) {
        Node node = new Node(name, config, seed);
        nodes.put(name, node);
        return node;
    }

    Node node(String name) {
        return nodes.get(name);
    }

    Iterable<Node> nodes() {
        return nodes.values();
    }

    private void at(long time, Runnable what) {
        queue.add(new Happening(time, sequence++, what));
    }

    /** Carrier at both ends, and each end hears the other's router advertisement after the delay. */
    void link(Node a, String aPort, Node b, String bPort) {
        a.far.put(aPort, new Port(b, bPort));
        b.far.put(bPort, new Port(a, aPort));
        up(a, aPort);
    }

    void up(Node a, String aPort) {
        Port far = a.far.get(aPort);
        a.up(aPort);
        far.node.up(far.name);
        at(now + DELAY, () -> far.node.speaker.neighborFound(far.name, a.linkLocal(aPort), now));
        at(now + DELAY, () -> a.speaker.neighborFound(aPort, far.node.linkLocal(far.name), now));
    }

    /** Carrier is lost at both ends; what is under way is lost. */
    void down(Node a, String aPort) {
        Port far = a.far.get(aPort);
        connections.entrySet()
                .removeIf(e -> e.getKey().node == a && e.getValue().node == far.node || e.getKey().node == far.node && e.getValue().node == a);
        a.down(aPort);
        far.node.down(far.name);
    }

    /** Nothing crosses the link any more, and nobody notices. */
    void silence(Node a, String aPort) {
        Node far = a.far.get(aPort).node;
        connections.entrySet().removeIf(e -> e.getKey().node == a && e.getValue().node == far || e.getKey().node == far && e.getValue().node == a);
    }

    void run(long duration) {
        long end = now + duration;
        while (true) {
            long next = queue.isEmpty() ? Long.MAX_VALUE : queue.peek().time;
            Node due = null;
            for (Node node : nodes.values()) {
                if (node.speaker.nextDeadline() < next) {
                    next = node.speaker.nextDeadline();
                    due = node;
                }
            }
            if (next > end) {
                now = end;
                return;
            }
            now = next;
            if (due != null) {
                due.speaker.onTimer(now);
            } else {
                queue.poll().what.run();
            }
        }
    }

    private record Port(Node node, String name) {
    }

    final class Node implements BgpActions {
        final String name;
        final BgpSpeaker speaker;
        final Map<Prefix, List<NextHop>> fib = new TreeMap<>();
        final List<BgpEvent> events = new ArrayList<>();
        final List<Decoded> sent = new ArrayList<>();
        final List<Integer> batches = new ArrayList<>();
        final Map<String, List<InterfaceAddress>> addresses = new LinkedHashMap<>();
        private final Map<String, Port> far = new LinkedHashMap<>();
        private final int id = nodes.size() + 1;
        /** Every port has one MAC address, as on some switches. */
        boolean oneMac;
        boolean recording;

        private Node(String name, BgpConfig config, long seed) {
            this.name = name;
            this.speaker = new BgpSpeaker(config, this, seed);
        }

        IpAddress.V6 linkLocal(String port) {
            return new IpAddress.V6(0xfe80L << 48, (long) id << 16 | (oneMac ? 1 : new ArrayList<>(far.keySet()).indexOf(port) + 1));
        }

        private void up(String port) {
            speaker.interfaceUp(port, linkLocal(port), addresses.getOrDefault(port, List.of()), now);
        }

        private void down(String port) {
            speaker.interfaceDown(port, "no carrier", now);
        }

        @Override
        public void connect(long connection, String iface, IpAddress local, IpAddress remote) {
            Port port = far.get(iface);
            long accepted = --lastAccepted;
            End here = new End(this, connection);
            End there = new End(port.node, accepted);
            connections.put(here, there);
            connections.put(there, here);
            at(now + DELAY, () -> {
                if (connections.containsKey(there)) {
                    port.node.speaker.opened(accepted, port.name, remote, local, now);
                }
            });
            at(now + 2 * DELAY, () -> {
                if (connections.containsKey(here)) {
                    speaker.opened(connection, iface, local, remote, now);
                }
            });
        }

        @Override
        public void send(long connection, byte[] message) {
            octets += message.length;
            if (recording) {
                MessageStream stream = new MessageStream();
                stream.append(message.clone());
                sent.add(stream.next(true).orElseThrow());
            }
            End there = connections.get(new End(this, connection));
            if (there != null) {
                at(now + DELAY, () -> {
                    if (connections.containsKey(there)) {
                        there.node.speaker.received(there.connection, message, now);
                    }
                });
            }
        }

        @Override
        public void close(long connection) {
            End there = connections.remove(new End(this, connection));
            if (there != null) {
                at(now + DELAY, () -> {
                    if (connections.remove(there) != null) {
                        there.node.speaker.closed(there.connection, "closed by peer", now);
                    }
                });
            }
        }

        @Override
        public void routes(List<RouteChange> batch, long at) {
            batches.add(batch.size());
            for (RouteChange change : batch) {
                if (change.kind() == RouteChange.Kind.WITHDRAW) {
                    fib.remove(change.prefix());
                } else {
                    fib.put(change.prefix(), change.nextHops());
                }
            }
        }

        <E extends BgpEvent> List<E> events(Class<E> kind) {
            return events.stream().filter(kind::isInstance).map(kind::cast).toList();
        }

        @Override
        public void event(BgpEvent event, long at) {
            events.add(event);
        }
    }

    /** Runs for {@code seconds}. */
    void runSeconds(long seconds) {
        run(seconds * Deadline.SECOND);
    }
}
