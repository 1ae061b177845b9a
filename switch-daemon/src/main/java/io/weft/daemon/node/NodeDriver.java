package io.weft.daemon.node;

import io.weft.pipeline.packet.Packet;

/**
 * The one place that calls a {@link Node}, in every world. Holds the node to the seam's promises and fails by its name if it breaks one: time
 * never goes back, nobody re-enters it, and after {@code onTimer} its deadline lies ahead. Every call answers the node's next deadline.
 */
public final class NodeDriver {
    private final String name;
    private final Node node;
    private long now = Long.MIN_VALUE;
    private boolean inside;

    public NodeDriver(String name, Node node) {
        this.name = name;
        this.node = node;
    }

    public long frame(int port, Packet packet, long now) {
        enter(now);
        try {
            node.onFrame(port, packet, now);
        } catch (RuntimeException failure) {
            throw failed("on a frame at port " + port, failure);
        }
        return leave();
    }

    public long timer(long now) {
        enter(now);
        try {
            node.onTimer(now);
        } catch (RuntimeException failure) {
            throw failed("on its timer", failure);
        }
        long deadline = leave();
        if (deadline <= now) {
            throw new IllegalStateException(name + " at " + now + " ps: asks after its timer for a deadline that is not ahead");
        }
        return deadline;
    }

    public long input(Input input, long now) {
        enter(now);
        try {
            node.on(input, now);
        } catch (RuntimeException failure) {
            throw failed("on " + input, failure);
        }
        return leave();
    }

    private void enter(long at) {
        if (at < now) {
            throw new IllegalStateException(name + " at " + now + " ps: called for " + at + " ps, which is past");
        }
        if (inside) {
            throw new IllegalStateException(name + " at " + now + " ps: called from within one of its own outputs");
        }
        now = at;
        inside = true;
    }

    private long leave() {
        inside = false;
        return Math.max(node.nextDeadline(), now);
    }

    private IllegalStateException failed(String when, RuntimeException failure) {
        return new IllegalStateException(name + " at " + now + " ps: failed " + when, failure);
    }

    public String name() {
        return name;
    }

    public Node node() {
        return node;
    }
}
