package io.weft.pipeline.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.packet.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EgressPortTest {
    /** A 60-byte frame at 100 Gb/s: (60 + 4 + 20) · 80 ps. */
    private static final long FRAME_TIME = 6720;

    private final PacketPool pool = new PacketPool(10_000);
    private final List<Long> departures = new ArrayList<>();
    private final List<Integer> order = new ArrayList<>();
    private final EgressPort port = new EgressPort(0, LineRate.ofGigabits(100), 1500, 640, this::sent, EgressPass.NOTHING, Observer.NONE);

    private void sent(Packet packet, long departure) {
        departures.add(departure);
        order.add(packet.u8(0));
        packet.release();
    }

    private Packet frame(int queue, int number) {
        Packet packet = pool.take();
        packet.extend(60);
        packet.put8(0, number);
        packet.queue(queue);
        return packet;
    }

    @Test
    void givesAFrameToTheWorldWhenItsSerialisationStarts() {
        assertThat(port.enqueue(frame(0, 1), 1000)).isEqualTo(Verdict.QUEUED);
        assertThat(departures).containsExactly(1000 + FRAME_TIME);
        assertThat(port.nextDeadline()).as("nothing waits").isEqualTo(Long.MAX_VALUE);
        assertThat(port.enqueue(frame(0, 2), 2000)).isEqualTo(Verdict.QUEUED);
        assertThat(departures).hasSize(1);
        assertThat(port.nextDeadline()).isEqualTo(1000 + FRAME_TIME);
        assertThat(port.backlogEnd(2000)).isEqualTo(1000 + 2 * FRAME_TIME);
        port.onTimer(port.nextDeadline());
        assertThat(departures).containsExactly(1000 + FRAME_TIME, 1000 + 2 * FRAME_TIME);
    }

    @Test
    void keepsTheRateWhenItsTimerIsLate() {
        for (int i = 0; i < 4; i++) {
            port.enqueue(frame(0, i), 0);
        }
        port.onTimer(2 * FRAME_TIME + 50);
        assertThat(departures).containsExactly(FRAME_TIME, 2 * FRAME_TIME, 3 * FRAME_TIME);
        assertThat(port.nextDeadline()).isEqualTo(3 * FRAME_TIME);
        assertThat(port.enqueue(frame(0, 9), 9 * FRAME_TIME)).isEqualTo(Verdict.QUEUED);
        assertThat(departures.subList(3, 5)).as("the waiting one at its ideal time, the new one now").containsExactly(4 * FRAME_TIME,
                10 * FRAME_TIME);
    }

    @Test
    void servesTheHighestQueueFirst() {
        for (int queue : new int[]{0, 3, 0, 7, 3}) {
            port.enqueue(frame(queue, queue), 0);
        }
        port.onTimer(10 * FRAME_TIME);
        assertThat(order).containsExactly(0, 7, 3, 3, 0);
    }

    @Test
    void refusesAFrameThatItsQueueHasNoRoomFor() {
        port.enqueue(frame(0, 0), 0);
        for (int i = 0; i < 10; i++) {
            assertThat(port.enqueue(frame(0, 1), 0)).isEqualTo(Verdict.QUEUED);
        }
        Packet refused = frame(0, 2);
        assertThat(port.enqueue(refused, 0)).isEqualTo(Verdict.QUEUE_FULL);
        refused.release();
        assertThat(port.enqueue(frame(1, 3), 0)).as("another queue has its own room").isEqualTo(Verdict.QUEUED);
        assertThat(port.queuedBytes(0)).isEqualTo(640);
    }

    @Test
    void purgesWhatWaitsWhenTheLinkGoesDown() {
        port.enqueue(frame(0, 0), 0);
        port.enqueue(frame(0, 1), 0);
        port.enqueue(frame(5, 2), 0);
        port.down(100);
        assertThat(port.purged()).isEqualTo(2);
        assertThat(pool.inUse()).isZero();
        assertThat(port.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        Packet refused = frame(0, 3);
        assertThat(port.enqueue(refused, 200)).isEqualTo(Verdict.PORT_DOWN);
        refused.release();
        port.up();
        assertThat(port.enqueue(frame(0, 4), 300)).isEqualTo(Verdict.QUEUED);
    }

    /** Law 4, after every step: admitted = dequeued + purged + held, and departures never overlap. */
    @Property(tries = 200)
    void neitherLosesNorInventsFrames(@ForAll long seed) {
        new EgressPortTest().walk(new SplittableRandom(seed));
    }

    private void walk(SplittableRandom random) {
        long now = 0;
        long admitted = 0;
        for (int step = 0; step < 300; step++) {
            now += random.nextInt(3) * 4000L;
            switch (random.nextInt(12)) {
                case 0 -> port.down(now);
                case 1, 2 -> port.up();
                case 3, 4, 5 -> port.onTimer(now);
                default -> {
                    Packet packet = frame(random.nextInt(8), 0);
                    if (port.enqueue(packet, now) == Verdict.QUEUED) {
                        admitted++;
                    } else {
                        packet.release();
                    }
                }
            }
            assertThat(port.admitted()).isEqualTo(admitted);
            assertThat(port.dequeued() + port.purged() + port.heldFrames()).isEqualTo(admitted);
            assertThat(port.counters().sentFrames()).isEqualTo(departures.size());
            assertThat(pool.inUse()).isEqualTo(port.heldFrames());
        }
        for (int i = 1; i < departures.size(); i++) {
            assertThat(departures.get(i) - departures.get(i - 1)).isGreaterThanOrEqualTo(FRAME_TIME);
        }
    }
}
