package io.weft.labs.virtual.tcp;

import io.weft.bgp.address.IpAddress;
import io.weft.daemon.node.Input;
import io.weft.daemon.node.RandomStream;
import io.weft.daemon.node.TcpStack;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.Tcp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * TCP of RFC 9293 for one node in virtual time, at its control ports: handshakes (active, passive, simultaneous), the MSS option, flow control with
 * probes, bounded reassembly, NewReno, resets, TIME-WAIT. No window scaling, timestamps or SACK: a window is at most 65,535 bytes. Initial sequence
 * numbers and ephemeral ports come from a seeded stream. A stack has at most {@link #CAPACITY} connections; beyond, a SYN is answered with a
 * reset and a connect with {@code TcpClosed}.
 *
 * <p>Frames it makes carry MAC addresses 0, DSCP CS6, and hop limit 255 to a link-local peer, 64 to others.
 */
public final class MiniTcp implements TcpStack {
    public static final int CAPACITY = 4096;
    private static final long NEVER = Long.MAX_VALUE;
    private static final int IPV4_HEADERS = 40;
    private static final int IPV6_HEADERS = 60;
    /** RFC 6335 §6: 49152 … 65535. */
    private static final int FIRST_EPHEMERAL = 49_152;
    private static final int EPHEMERALS = 16_384;

    /** What the stack stands on. */
    public interface Host {
        /** Nominal picoseconds. */
        long now();

        /** The largest IP packet of data port {@code port}, 0 if it has no link. */
        int mtu(int port);

        PacketPool pool();

        /** Takes a frame for {@code Node.CONTROL_PORT + port}; must not call the stack. */
        void transmit(int port, Packet packet);

        /** Takes what the node is to hear; must not call the stack. After {@code TcpBytes} the host calls {@link #consumed}. */
        void tell(Input input);

        /** Wants {@link #onTimer} at {@code time}, in place of what was wanted before; {@code Long.MAX_VALUE}: never. */
        void wakeAt(long time);
    }

    private final Host host;
    private final RandomStream random;
    private final SegmentCodec codec = new SegmentCodec();
    private final TcpCounters counters = new TcpCounters();
    private final TreeSet<Integer> listening = new TreeSet<>();
    private final Map<Path, Connection> byPath = new LinkedHashMap<>();
    private final TreeMap<Long, Connection> byId = new TreeMap<>();
    private long accepted;
    private long deadline = NEVER;

    public MiniTcp(Host host, RandomStream random) {
        this.host = host;
        this.random = random;
    }

    /** A frame from the node's control port {@code port}; takes the packet. */
    public void frame(int port, Packet packet) {
        counters.received++;
        Verdict verdict = codec.check(packet);
        if (verdict != Verdict.CONTINUE) {
            counters.dropped(verdict);
            packet.release();
            return;
        }
        Segment segment = codec.read(packet);
        packet.release();
        dispatch(port, segment);
        schedule();
    }

    private void dispatch(int port, Segment segment) {
        Path path = Path.of(port, segment.destination(), segment.destinationPort(), segment.source(), segment.sourcePort());
        Connection connection = byPath.get(path);
        if (connection == null || connection.yieldsTo(segment)) {
            unknown(port, path, segment);
        } else {
            connection.arrives(segment, host.now());
        }
    }

    /** RFC 9293 §3.10.7.1 and §3.10.7.2: CLOSED and LISTEN. */
    private void unknown(int port, Path path, Segment segment) {
        if (segment.has(Tcp.RST)) {
            return;
        }
        boolean opens = segment.has(Tcp.SYN) && !segment.has(Tcp.ACK);
        if (!opens || !listening.contains(segment.destinationPort()) || byPath.size() == CAPACITY || host.mtu(port) == 0) {
            reset(port, segment);
            return;
        }
        long id = -++accepted;
        add(id, path, Connection.accept(this, id, port, path, mss(port, path.remote()), random.nextInt(), segment, host.now()));
    }

    private void add(long id, Path path, Connection connection) {
        byPath.put(path, connection);
        byId.put(id, connection);
    }

    @Override
    public void listen(int localPort) {
        listening.add(localPort);
    }

    @Override
    public void connect(long connection, int port, IpAddress local, IpAddress remote, int remotePort) {
        if (connection <= 0 || byId.containsKey(connection)) {
            throw new IllegalArgumentException("connection number " + connection + ": not positive, or in use");
        }
        if (byPath.size() == CAPACITY || host.mtu(port) == 0) {
            tell(new Input.TcpClosed(connection, host.mtu(port) == 0 ? "port has no link" : "too many connections"));
            return;
        }
        Path path = freePath(port, local, remote, remotePort);
        add(connection, path, Connection.open(this, connection, port, path, mss(port, remote), random.nextInt(), host.now()));
        schedule();
    }

    private Path freePath(int port, IpAddress local, IpAddress remote, int remotePort) {
        Path path;
        do {
            path = Path.of(port, local, FIRST_EPHEMERAL + random.nextInt(EPHEMERALS), remote, remotePort);
        } while (byPath.containsKey(path));
        return path;
    }

    private int mss(int port, IpAddress remote) {
        return host.mtu(port) - (remote instanceof IpAddress.V4 ? IPV4_HEADERS : IPV6_HEADERS);
    }

    /** What a peer takes that does not say. RFC 9293 §3.7.1. */
    static int defaultMss(IpAddress remote) {
        return remote instanceof IpAddress.V4 ? 536 : 1220;
    }

    @Override
    public void send(long connection, byte[] bytes) {
        Connection known = byId.get(connection);
        if (known != null) {
            known.send(bytes, host.now());
            schedule();
        }
    }

    @Override
    public void close(long connection) {
        Connection known = byId.get(connection);
        if (known != null) {
            known.closeByNode(host.now());
            schedule();
        }
    }

    @Override
    public void abort(long connection) {
        Connection known = byId.get(connection);
        if (known != null) {
            known.abort("aborted");
            schedule();
        }
    }

    /** The node has dealt with {@code count} bytes of a {@code TcpBytes}; until then they fill the receive window. */
    public void consumed(long connection, int count) {
        Connection known = byId.get(connection);
        if (known != null) {
            known.consumed(count, host.now());
            schedule();
        }
    }

    /** What was asked for by {@link Host#wakeAt} has come. */
    public void onTimer() {
        long now = host.now();
        deadline = NEVER;
        for (Connection connection : List.copyOf(byId.values())) {
            if (connection.deadline() <= now) {
                connection.onTimer(now);
            }
        }
        schedule();
    }

    private void schedule() {
        long earliest = NEVER;
        for (Connection connection : byId.values()) {
            earliest = Math.min(earliest, connection.deadline());
        }
        if (earliest != deadline) {
            deadline = earliest;
            host.wakeAt(earliest);
        }
    }

    /** Answers a segment that belongs to no connection. RFC 9293 §3.10.7.1. */
    void reset(int port, Segment segment) {
        counters.resetsSent++;
        boolean acknowledges = segment.has(Tcp.ACK);
        transmit(port, new Segment(segment.destination(), segment.destinationPort(), segment.source(), segment.sourcePort(),
                acknowledges ? segment.acknowledgment() : 0, acknowledges ? 0 : segment.end(), acknowledges ? Tcp.RST : Tcp.RST | Tcp.ACK, 0, 0,
                Segment.NOTHING));
    }

    void transmit(int port, Segment segment) {
        Packet packet = host.pool().take();
        if (packet == Packet.NONE) {
            counters.poolEmpty++;
            return;
        }
        counters.sent++;
        codec.write(segment, packet);
        host.transmit(port, packet);
    }

    void tell(Input input) {
        host.tell(input);
    }

    void forget(long id, Path path) {
        byPath.remove(path);
        byId.remove(id);
    }

    long now() {
        return host.now();
    }

    public TcpCounters counters() {
        return counters;
    }

    /** Connections in any state, those that only linger included. */
    public int connections() {
        return byId.size();
    }

    /** Whether a connection holds bytes of the node that its peer has not acknowledged: on their way, waiting, or lost. */
    public boolean hasUnacknowledged() {
        for (Connection connection : byId.values()) {
            if (connection.hasUnacknowledged()) {
                return true;
            }
        }
        return false;
    }

    /** When {@link #onTimer} is wanted. */
    public long nextDeadline() {
        return deadline;
    }
}
