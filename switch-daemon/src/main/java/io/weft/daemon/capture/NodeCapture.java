package io.weft.daemon.capture;

import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.observe.PcapNg;
import io.weft.pipeline.observe.PcapNg.Direction;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import java.util.Arrays;

/**
 * Takes down what passes the ports of one node: every frame that comes in, every frame that leaves with what its queue held behind it, and once
 * more, with the reason, every frame that is dropped. Ports that were not added are not taken down.
 */
public final class NodeCapture implements Observer {
    private static final int NOT_CAPTURED = -1;
    private static final long NO_QUEUE = -1;

    private final CaptureFile file;
    private final String node;
    private int[] numbers = new int[0];
    private long[] queuedBytes = new long[0];

    public NodeCapture(CaptureFile file, String node) {
        this.file = file;
        this.node = node;
    }

    /** Takes down the port of this index from now on; {@code name} is for people, {@code bitsPerSecond} may be 0: unknown. */
    public NodeCapture port(int port, String name, long bitsPerSecond) {
        int had = numbers.length;
        if (port >= had) {
            numbers = Arrays.copyOf(numbers, port + 1);
            queuedBytes = Arrays.copyOf(queuedBytes, port + 1);
            Arrays.fill(numbers, had, port + 1, NOT_CAPTURED);
            Arrays.fill(queuedBytes, had, port + 1, NO_QUEUE);
        }
        if (numbers[port] == NOT_CAPTURED) {
            numbers[port] = file.port(node, name, bitsPerSecond);
        }
        return this;
    }

    @Override
    public void receive(int port, Packet packet, long now) {
        file.advance(now);
        take(port, Direction.IN, packet, now, Verdict.CONTINUE, NO_QUEUE);
    }

    @Override
    public void dequeue(int port, int queue, Packet packet, long bytes, long now) {
        file.advance(now);
        if (isCaptured(port)) {
            queuedBytes[port] = bytes;
        }
    }

    @Override
    public void send(int port, Packet packet, long departure) {
        if (isCaptured(port)) {
            take(port, Direction.OUT, packet, departure, Verdict.CONTINUE, queuedBytes[port]);
        }
    }

    @Override
    public void drop(Packet packet, Verdict reason, long now) {
        file.advance(now);
        int port = packet.egressPort() >= 0 ? packet.egressPort() : packet.ingressPort();
        take(port, Direction.NEITHER, packet, now, reason, NO_QUEUE);
    }

    private void take(int port, Direction direction, Packet packet, long time, Verdict verdict, long queued) {
        if (isCaptured(port)) {
            file.frame(numbers[port], direction, packet, time, PcapNg.comment(time, verdict, queued));
        }
    }

    private boolean isCaptured(int port) {
        return port >= 0 && port < numbers.length && numbers[port] != NOT_CAPTURED;
    }
}
