package io.weft.nic;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.weft.nic.transport.QueuePair;
import io.weft.nic.verbs.Access;
import io.weft.nic.verbs.Connection;
import io.weft.nic.verbs.Gid;
import io.weft.nic.verbs.NicProfile;
import io.weft.nic.verbs.WorkRequest;
import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.port.LineRate;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The data path makes no objects: one message of 2^17 packets may cost its completion and no more. */
class AllocationTest {
    private static final long LENGTH = 32L << 20;
    private static final int PATH_MTU = 256;
    private static final long STEP = 100_000;

    private final PacketPool pool = new PacketPool(64);
    private final ArrayDeque<Packet> toRight = new ArrayDeque<>(64);
    private final ArrayDeque<Packet> toLeft = new ArrayDeque<>(64);

    /** A port that is never busy: what it is given waits in a queue. */
    private record Into(ArrayDeque<Packet> queue) implements NicOutput {
        @Override
        public void transmit(Packet packet, long now) {
            queue.add(packet);
        }

        @Override
        public long backlogEnd(long now) {
            return queue.isEmpty() ? now : now + STEP * 1000;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void allocatesNothingPerPacket(boolean materialised) {
        NicProfile profile = NicProfile.of(LineRate.ofGigabits(100)).withPathMtu(PATH_MTU).withMaterialised(materialised);
        NicEmulator left = new NicEmulator(profile, pool, new Into(toRight), Observer.NONE, 1);
        NicEmulator right = new NicEmulator(profile, pool, new Into(toLeft), Observer.NONE, 2);
        right.registerMemory(1, 0, LENGTH, Access.REMOTE_WRITE);
        Gid a = Gid.ofIpv4(1);
        Gid b = Gid.ofIpv4(2);
        QueuePair asking = left.createQueuePair(1);
        left.connect(asking, Connection.between(a, b, 2, 0xff0000, 0, PATH_MTU));
        right.connect(right.createQueuePair(2), Connection.between(b, a, 1, 0, 0xff0000, PATH_MTU));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long now = transfer(left, right, asking, transfer(left, right, asking, 0));
        long before = threads.getCurrentThreadAllocatedBytes();
        transfer(left, right, asking, now);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(right.region(1).orElseThrow().bytesWritten()).isEqualTo(3 * LENGTH);
        assertThat(allocated).isLessThan(2048);
    }

    private long transfer(NicEmulator left, NicEmulator right, QueuePair asking, long start) {
        long now = start;
        left.post(asking, WorkRequest.write(1, 0, 1, LENGTH, 5, 0), now);
        while (asking.requester().pending() > 0) {
            now += STEP;
            while (!toRight.isEmpty()) {
                right.receive(toRight.remove(), now);
            }
            while (!toLeft.isEmpty()) {
                left.receive(toLeft.remove(), now);
            }
            left.portReady(now);
        }
        return now;
    }
}
