package io.weft.tests.interop;

import io.weft.daemon.node.Input;
import io.weft.daemon.node.RandomStream;
import io.weft.labs.virtual.tcp.MiniTcp;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.IpProtocol;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Ipv6;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * MiniTcp at the user's end of a TAP interface, with the real clock as its time. What passes is lost, doubled and delayed here as a seed has it;
 * the kernel's end is left alone.
 */
final class TcpAtTap implements MiniTcp.Host {
    private static final long PS_PER_NANOSECOND = 1000;
    private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000;
    private static final int LONGEST_WAIT = 20;

    private record Flight(long time, long number, boolean towardsKernel, byte[] frame) {
    }

    final MiniTcp tcp;
    final List<Input> heard = new ArrayList<>();
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean reading = true;
    private final Tap tap;
    private final long kernelMac;
    private final long ourMac;
    private final int mtu;
    private final RandomStream random;
    private final double loss;
    private final double duplication;
    private final int jitterMilliseconds;
    private final PacketPool pool = new PacketPool(10_000);
    private final List<Input.TcpBytes> unread = new ArrayList<>();
    private final PriorityQueue<Flight> flights = new PriorityQueue<>(Comparator.comparingLong(Flight::time).thenComparingLong(Flight::number));
    private final long start = System.nanoTime();
    private long wake = Long.MAX_VALUE;
    private long flown;

    TcpAtTap(Tap tap, long kernelMac, long ourMac, int mtu, long seed, double loss, double duplication, int jitterMilliseconds) {
        this.tap = tap;
        this.kernelMac = kernelMac;
        this.ourMac = ourMac;
        this.mtu = mtu;
        this.random = RandomStream.of(seed, "tap", "faults");
        this.loss = loss;
        this.duplication = duplication;
        this.jitterMilliseconds = jitterMilliseconds;
        tcp = new MiniTcp(this, RandomStream.of(seed, "tap", "tcp"));
    }

    /** Lets frames and timers pass until {@code done}; false if that takes longer than {@code seconds}. */
    boolean runUntil(BooleanSupplier done, int seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            tap.await(patience());
            for (byte[] frame = tap.read(); frame.length > 0; frame = tap.read()) {
                if (isTcp(frame)) {
                    pass(false, frame);
                }
            }
            land();
            if (wake <= now()) {
                wake = Long.MAX_VALUE;
                tcp.onTimer();
            }
            read();
        }
        return true;
    }

    private int patience() {
        long next = Math.min(wake, flights.isEmpty() ? Long.MAX_VALUE : flights.element().time());
        long milliseconds = (next - now()) / PS_PER_NANOSECOND / NANOSECONDS_PER_MILLISECOND;
        return (int) Math.clamp(milliseconds, 0, LONGEST_WAIT);
    }

    private static boolean isTcp(byte[] frame) {
        Packet packet = Packet.of(frame);
        return switch (new Ethernet().wrap(packet, 0).etherType()) {
            case Ethernet.TYPE_IPV4 -> new Ipv4().wrap(packet, Ethernet.LENGTH).protocol() == IpProtocol.TCP;
            case Ethernet.TYPE_IPV6 -> new Ipv6().wrap(packet, Ethernet.LENGTH).nextHeader() == IpProtocol.TCP;
            default -> false;
        };
    }

    private void pass(boolean towardsKernel, byte[] frame) {
        if (random.chance(loss)) {
            return;
        }
        fly(towardsKernel, frame);
        if (random.chance(duplication)) {
            fly(towardsKernel, frame);
        }
    }

    private void fly(boolean towardsKernel, byte[] frame) {
        long delay = random.nextInt(jitterMilliseconds * 1000 + 1) * 1000L * PS_PER_NANOSECOND;
        flights.add(new Flight(now() + delay, flown++, towardsKernel, frame));
    }

    private void land() {
        while (!flights.isEmpty() && flights.element().time() <= now()) {
            Flight flight = flights.remove();
            if (flight.towardsKernel()) {
                tap.write(flight.frame());
            } else {
                tcp.frame(0, pool.take().append(flight.frame(), 0, flight.frame().length));
            }
        }
    }

    private void read() {
        if (reading) {
            List<Input.TcpBytes> some = List.copyOf(unread);
            unread.clear();
            some.forEach(input -> tcp.consumed(input.connection(), input.bytes().length));
        }
    }

    /** Why the connection ended, empty before. */
    List<String> closings() {
        return heard.stream().filter(Input.TcpClosed.class::isInstance).map(input -> ((Input.TcpClosed) input).reason()).toList();
    }

    boolean isOpen() {
        return heard.stream().anyMatch(Input.TcpOpened.class::isInstance);
    }

    /** Packets that neither the stack nor the wire has given back. */
    int packetsHeld() {
        return pool.inUse();
    }

    @Override
    public long now() {
        return (System.nanoTime() - start) * PS_PER_NANOSECOND;
    }

    @Override
    public int mtu(int port) {
        return mtu;
    }

    @Override
    public PacketPool pool() {
        return pool;
    }

    @Override
    public void transmit(int port, Packet packet) {
        new Ethernet().wrap(packet, 0).destination(kernelMac).source(ourMac);
        byte[] frame = packet.toBytes();
        packet.release();
        pass(true, frame);
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
}
