package io.weft.pipeline;

import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.port.EgressPass;
import io.weft.pipeline.port.EgressPort;
import java.util.Arrays;
import java.util.List;

/** The ways out of one switch and the earliest of their deadlines, kept so that asking costs nothing; a change looks at all ports at most. */
final class SwitchPorts {
    private final EgressPort[] ports;
    private final long[] deadlines;
    private long nextDeadline = Long.MAX_VALUE;

    SwitchPorts(List<SwitchPort> described, EgressPass pass, Observer observer) {
        ports = new EgressPort[described.size()];
        deadlines = new long[ports.length];
        Arrays.fill(deadlines, Long.MAX_VALUE);
        for (int i = 0; i < ports.length; i++) {
            SwitchPort port = described.get(i);
            // Queues are not bounded here: the buffer in front of them is.
            ports[i] = new EgressPort(i, port.rate(), port.mtu(), Long.MAX_VALUE, port.link(), pass, observer);
        }
    }

    EgressPort get(int port) {
        return ports[port];
    }

    /** All of them, for stages to look at. */
    EgressPort[] all() {
        return ports;
    }

    /** Takes the packet to its port, which is up; it may have left when this returns. */
    Verdict enqueue(Packet packet, long now) {
        int port = packet.egressPort();
        Verdict verdict = ports[port].enqueue(packet, now);
        changed(port);
        return verdict;
    }

    void down(int port, long now) {
        ports[port].down(now);
        changed(port);
    }

    /** Counts a drop where it happened: at the way out if that was chosen, else at the way in. */
    void dropped(Packet packet) {
        if (packet.egressPort() >= 0) {
            ports[packet.egressPort()].counters().droppedOnSend();
        } else if (packet.ingressPort() >= 0) {
            ports[packet.ingressPort()].counters().droppedOnReceive();
        }
    }

    private void changed(int port) {
        long before = deadlines[port];
        long deadline = ports[port].nextDeadline();
        deadlines[port] = deadline;
        if (deadline <= nextDeadline) {
            nextDeadline = deadline;
        } else if (before == nextDeadline) {
            nextDeadline = earliest();
        }
    }

    /** Serves every port whose time has come; afterwards {@code nextDeadline() > now}. */
    void onTimer(long now) {
        for (int port = 0; port < ports.length; port++) {
            if (deadlines[port] <= now) {
                ports[port].onTimer(now);
                deadlines[port] = ports[port].nextDeadline();
            }
        }
        nextDeadline = earliest();
    }

    private long earliest() {
        long earliest = Long.MAX_VALUE;
        for (long deadline : deadlines) {
            earliest = Math.min(earliest, deadline);
        }
        return earliest;
    }

    long nextDeadline() {
        return nextDeadline;
    }

    long sentFrames() {
        long sent = 0;
        for (EgressPort port : ports) {
            sent += port.counters().sentFrames();
        }
        return sent;
    }
}
