package io.weft.labs.virtual.tcp;

import io.weft.bgp.address.IpAddress;
import io.weft.daemon.node.Input;
import io.weft.daemon.node.RandomStream;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.wire.Tcp;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/** Two stacks with a wire between them that loses, doubles and delays frames as a seed has it. */
final class TcpWire {
    static final IpAddress LEFT = IpAddress.parse("fe80::1").orElseThrow();
    static final IpAddress RIGHT = IpAddress.parse("fe80::2").orElseThrow();
    static final int BGP = 179;
    static final int MTU = 1500;
    static final long DELAY = 10_000_000;

    private record Flight(long time, long number, End to, Packet packet) {
    }

    final PacketPool pool = new PacketPool(100_000);
    final End left;
    final End right;
    private final PriorityQueue<Flight> flights = new PriorityQueue<>(Comparator.comparingLong(Flight::time).thenComparingLong(Flight::number));
    private final RandomStream random;
    double loss;
    double duplication;
    int jitter = 1;
    /** Frames that it accepts are lost. */
    Predicate<Segment> doomed = _ -> false;
    long now;
    private long sent;

    TcpWire(long seed) {
        random = RandomStream.of(seed, "wire", "faults");
        left = new End(seed, "left");
        right = new End(seed, "right");
    }

    /** One stack and what stands above it: a reader that may stop, and notes of what it was told. */
    final class End implements MiniTcp.Host {
        final MiniTcp tcp;
        final List<Input> heard = new ArrayList<>();
        final List<Segment> seen = new ArrayList<>();
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean reading = true;
        private final ArrayList<Input.TcpBytes> unread = new ArrayList<>();
        private long wake = Long.MAX_VALUE;

        End(long seed, String name) {
            tcp = new MiniTcp(this, RandomStream.of(seed, name, "tcp"));
        }

        @Override
        public long now() {
            return now;
        }

        @Override
        public int mtu(int port) {
            return MTU;
        }

        @Override
        public PacketPool pool() {
            return pool;
        }

        @Override
        public void transmit(int port, Packet packet) {
            carry(this == left ? right : left, packet);
        }

        @Override
        public void tell(Input input) {
            if (input instanceof Input.TcpBytes some) {
                bytes.writeBytes(some.bytes());
                unread.add(some);
            } else {
                heard.add(input);
            }
        }

        @Override
        public void wakeAt(long time) {
            wake = time;
        }

        private void read() {
            if (reading && !unread.isEmpty()) {
                List<Input.TcpBytes> some = List.copyOf(unread);
                unread.clear();
                some.forEach(input -> tcp.consumed(input.connection(), input.bytes().length));
            }
        }

        /** The number of the connection last told as open. */
        long opened() {
            return heard.stream().filter(Input.TcpOpened.class::isInstance).map(Input.TcpOpened.class::cast).reduce((_, last) -> last).orElseThrow()
                    .connection();
        }

        List<String> closings() {
            return heard.stream().filter(Input.TcpClosed.class::isInstance).map(input -> ((Input.TcpClosed) input).reason()).toList();
        }
    }

    private void carry(End to, Packet packet) {
        Segment segment = new SegmentCodec().read(packet);
        if (doomed.test(segment) || random.chance(loss)) {
            packet.release();
            return;
        }
        if (random.chance(duplication)) {
            fly(to, pool.take().copyFrom(packet));
        }
        fly(to, packet);
    }

    private void fly(End to, Packet packet) {
        flights.add(new Flight(now + DELAY + random.nextInt(jitter), sent++, to, packet));
    }

    /** Puts a segment on the wire that neither stack has made. */
    void forge(End to, Segment segment) {
        Packet packet = pool.take();
        new SegmentCodec().write(segment, packet);
        fly(to, packet);
    }

    /** Lets everything up to {@code end} happen. */
    void run(long end) {
        left.read();
        right.read();
        for (long next = nextTime(); next <= end; next = nextTime()) {
            now = next;
            if (!flights.isEmpty() && flights.element().time() == now) {
                Flight flight = flights.remove();
                flight.to().seen.add(new SegmentCodec().read(flight.packet()));
                flight.to().tcp.frame(0, flight.packet());
            } else {
                End end1 = left.wake == now ? left : right;
                end1.wake = Long.MAX_VALUE;
                end1.tcp.onTimer();
            }
            left.read();
            right.read();
        }
        now = end;
    }

    void runFor(long time) {
        run(now + time);
    }

    private long nextTime() {
        long timers = Math.min(left.wake, right.wake);
        return flights.isEmpty() ? timers : Math.min(timers, flights.element().time());
    }

    /** Opens connection 1 from left to right. */
    TcpWire open() {
        right.tcp.listen(BGP);
        left.tcp.connect(1, 0, LEFT, RIGHT, BGP);
        return this;
    }

    static byte[] bytes(long seed, int count) {
        byte[] bytes = new byte[count];
        var random = new RandomStream(seed);
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    static boolean isSyn(Segment segment) {
        return segment.has(Tcp.SYN);
    }

}
