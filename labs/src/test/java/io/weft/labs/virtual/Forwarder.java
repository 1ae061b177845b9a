package io.weft.labs.virtual;

import io.weft.daemon.node.Input;
import io.weft.daemon.node.Node;
import io.weft.daemon.node.Order;
import io.weft.daemon.node.RandomStream;
import io.weft.daemon.node.World;
import io.weft.pipeline.packet.Packet;
import java.util.ArrayList;
import java.util.List;

/**
 * A node for tests: a timer makes it originate frames, what arrives goes on by a random port or ends here. Its balance is received + originated =
 * sent + consumed, since it holds nothing.
 */
final class Forwarder implements Node {
    /** Ordered by Command: so many frames, one each {@code gap} ps. */
    record Originate(int frames, long gap, boolean materialised) implements Order {
    }

    private static final long PS_PER_BYTE = 80;

    private final World world;
    private final RandomStream random;
    private final long[] free;
    final List<Input> heard = new ArrayList<>();
    private Originate order = new Originate(0, 1, false);
    private long deadline = Long.MAX_VALUE;
    private int left;
    long received;
    long originated;
    long sent;
    long consumed;

    Forwarder(World world, NodeFactory.Place place) {
        this.world = world;
        this.random = RandomStream.of(place.seed(), place.name(), "forwarder");
        this.free = new long[place.ports().size()];
    }

    @Override
    public void onFrame(int port, Packet packet, long now) {
        received++;
        if (random.nextInt(4) == 0) {
            consumed++;
            packet.release();
        } else {
            send(packet, now);
        }
    }

    @Override
    public void onTimer(long now) {
        originated++;
        Packet packet = world.pool().take();
        int at = packet.extend(60);
        packet.put64(at, random.nextLong()).put64(at + 8, originated).put64(at + 52, 7);
        for (int i = 16; i < 52; i += 4) {
            packet.put32(at + i, i);
        }
        packet.describeTail(random.nextLong(), 4096, random.nextInt(1000), 4);
        if (order.materialised()) {
            packet.materialise();
        }
        send(packet, now);
        deadline = --left > 0 ? now + order.gap() : Long.MAX_VALUE;
    }

    private void send(Packet packet, long now) {
        int port = random.nextInt(free.length);
        free[port] = Math.max(free[port], now) + (packet.wireLength() + 20) * PS_PER_BYTE;
        sent++;
        world.link(port).send(packet, free[port]);
    }

    @Override
    public void on(Input input, long now) {
        heard.add(input);
        if (input instanceof Input.Command(Originate wanted)) {
            order = wanted;
            left = wanted.frames();
            deadline = now + wanted.gap();
        }
    }

    @Override
    public long nextDeadline() {
        return deadline;
    }
}
