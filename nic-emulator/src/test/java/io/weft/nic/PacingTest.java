package io.weft.nic;

import static io.weft.nic.BackToBack.ADDRESS;
import static io.weft.nic.BackToBack.RKEY;
import static io.weft.nic.BackToBack.SEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weft.nic.rate.FixedRate;
import io.weft.nic.rate.RateControl;
import io.weft.nic.transport.QueuePair;
import io.weft.nic.transport.Stalled;
import io.weft.nic.verbs.Connection;
import io.weft.nic.verbs.WorkRequest;
import io.weft.pipeline.port.LineRate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacingTest {
    /** Oracle goodput-ceiling: payload / (payload + 82) for WRITE MIDDLE over IPv4 without a tag. The line never idles. */
    @ParameterizedTest
    @CsvSource({"1024, 0.9259", "2048, 0.9615", "4096, 0.9804"})
    void fillsTheLineToTheCeilingOfItsPathMtu(int pathMtu, double fraction) {
        BackToBack wire = new BackToBack(BackToBack.profile().withPathMtu(pathMtu).withAckEvery(16), c -> c, RateControl.NONE, BackToBack.LEFT,
                BackToBack.RIGHT, 1, 64L << 20);
        wire.noting = false;
        wire.write(1, 0, 64L << 20);
        wire.run();
        double lineBytes = wire.left.busyUntil / 80.0;
        assertThat((64L << 20) / lineBytes).isCloseTo(fraction, within(0.0001));
    }

    /**
     * Oracle serialization-delay at 100G: WRITE MIDDLE 4096 takes 334.24 ns of the line, FIRST with its RETH 1.28 ns more; so they follow each
     * other.
     */
    @Test
    void makesEachPacketNoEarlierThanOnePacketBeforeItsTurn() {
        BackToBack wire = new BackToBack(BackToBack.profile().withPathMtu(4096), c -> c);
        wire.write(1, 0, 4 * 4096);
        wire.run();
        assertThat(wire.madeAt().subList(0, 4)).containsExactly(0L, 1_280L, 335_520L, 669_760L);
    }

    @Test
    void servesReadyQueuePairsInTurn() {
        BackToBack wire = BackToBack.simple();
        QueuePair second = wire.left.nic.createQueuePair(0x21);
        wire.left.nic.connect(second, Connection.between(BackToBack.LEFT, BackToBack.RIGHT, 0x22, 0x500000, 0x600000, 1024));
        wire.right.nic.connect(wire.right.nic.createQueuePair(0x22),
                Connection.between(BackToBack.RIGHT, BackToBack.LEFT, 0x21, 0x600000, 0x500000, 1024));
        wire.left.up = false;
        wire.write(1, 0, 3072);
        wire.left.nic.post(second, WorkRequest.write(2, ADDRESS + 4096, RKEY, 3072, SEED, 0), 0);
        wire.left.up = true;
        wire.left.nic.portReady(0);
        wire.run();
        assertThat(wire.frames.subList(0, 6)).containsExactly("> 06 100000", "> 06 500000", "> 07 100001", "> 07 500001", "> 08 100002 A",
                "> 08 500002 A");
    }

    /** 10 Gb/s on a line of 100: FIRST takes 1122 bytes of the line and MIDDLE 1106: they are made 897.6 and 884.8 ns apart. */
    @Test
    void keepsAQueuePairToItsOwnRate() {
        BackToBack wire = new BackToBack(BackToBack.profile(), c -> c, new FixedRate(LineRate.ofGigabits(10)), BackToBack.LEFT, BackToBack.RIGHT, 1,
                1 << 20);
        wire.write(1, 0, 3 * 1024);
        assertThat(wire.asking.stalled(0)).isEqualTo(Stalled.PACED);
        wire.run();
        assertThat(wire.madeAt().subList(0, 3)).containsExactly(0L, (1024 + 98) * 800L, (1024 + 98) * 800L + (1024 + 82) * 800L);
    }

    /** A window of two packets: the third waits for an acknowledgement, not for a time. */
    @Test
    void stopsAtAFullWindowUntilAnAcknowledgementComes() {
        List<Long> acknowledged = new ArrayList<>();
        RateControl window = new RateControl() {
            @Override
            public long nextSend(long bytesInFlight, long now) {
                return bytesInFlight < 2048 ? now : Long.MAX_VALUE;
            }

            @Override
            public void onAck(long bytes, long now) {
                acknowledged.add(bytes);
            }
        };
        BackToBack wire = new BackToBack(BackToBack.profile().withAckEvery(2), c -> c, window, BackToBack.LEFT, BackToBack.RIGHT, 1, 1 << 20);
        wire.write(1, 0, 5000);
        wire.runUntil(500_000);
        assertThat(wire.asking.stalled(wire.now)).isEqualTo(Stalled.CONGESTION_WINDOW);
        wire.run();
        assertThat(wire.frames).containsExactly("> 06 000001", "> 07 000002 A", "< 11 000002 1f 0", "> 07 000003", "> 07 000004 A",
                "< 11 000004 1f 0", "> 08 000005 A", "< 11 000005 1f 1");
        assertThat(acknowledged).containsExactly(2048L, 2048L, 904L);
    }
}
