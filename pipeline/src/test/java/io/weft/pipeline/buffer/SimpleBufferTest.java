package io.weft.pipeline.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SimpleBufferTest {
    private static Packet frame(int port, int queue, int length) {
        Packet packet = Packet.of(new byte[length]);
        packet.egressPort(port);
        packet.queue(queue);
        return packet;
    }

    @Test
    void boundsEachQueueByWireBytes() {
        SimpleBuffer buffer = new SimpleBuffer(2, 200);
        assertThat(buffer.admit(frame(1, 3, 96))).isEqualTo(Verdict.CONTINUE);
        assertThat(buffer.admit(frame(1, 3, 96))).as("2 · (96 + 4) = 200").isEqualTo(Verdict.CONTINUE);
        assertThat(buffer.admit(frame(1, 3, 10))).isEqualTo(Verdict.QUEUE_FULL);
        assertThat(buffer.admit(frame(1, 2, 96))).isEqualTo(Verdict.CONTINUE);
        assertThat(buffer.admit(frame(0, 3, 96))).isEqualTo(Verdict.CONTINUE);
        assertThat(buffer.heldBytes()).isEqualTo(400);
    }

    @Property(tries = 200)
    void givesBackWhatItCharged(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SimpleBuffer buffer = new SimpleBuffer(2, 2000);
        Deque<Packet> held = new ArrayDeque<>();
        long bytes = 0;
        for (int step = 0; step < 200; step++) {
            if (random.nextInt(5) < 3) {
                Packet packet = frame(random.nextInt(2), random.nextInt(8), 20 + random.nextInt(1400));
                if (buffer.admit(packet) == Verdict.CONTINUE) {
                    held.add(packet);
                    bytes += packet.wireLength();
                }
            } else if (!held.isEmpty()) {
                bytes -= held.peek().wireLength();
                buffer.release(held.remove());
            }
            assertThat(buffer.heldBytes()).isEqualTo(bytes);
            assertThat(buffer.heldFrames()).isEqualTo(held.size());
        }
    }
}
