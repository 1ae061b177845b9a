package io.weft.labs.virtual.tcp;

import static io.weft.labs.virtual.tcp.RoundTrip.MILLISECOND;
import static io.weft.labs.virtual.tcp.RoundTrip.SECOND;
import static io.weft.labs.virtual.tcp.TcpWire.BGP;
import static io.weft.labs.virtual.tcp.TcpWire.LEFT;
import static io.weft.labs.virtual.tcp.TcpWire.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.daemon.node.Input;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.Tcp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MiniTcpTest {
    private final TcpWire wire = new TcpWire(1);

    private TcpWire established() {
        wire.open().runFor(MILLISECOND);
        return wire;
    }

    private Segment toRight(int sequence, int acknowledgment, int flags) {
        Segment last = wire.right.seen.getLast();
        return new Segment(LEFT, last.sourcePort(), RIGHT, BGP, sequence, acknowledgment, flags, 1000, 0, Segment.NOTHING);
    }

    /** What left would say next, as right last heard it. */
    private Segment nextToRight(int ahead, int flags) {
        Segment last = wire.right.seen.getLast();
        return toRight(last.end() + ahead, last.acknowledgment(), flags);
    }

    @Test
    void tellsBothEndsThatAConnectionIsOpen() {
        established();
        assertThat(wire.left.heard).containsExactly(new Input.TcpOpened(1, 0, LEFT, RIGHT));
        assertThat(wire.right.heard).containsExactly(new Input.TcpOpened(-1, 0, RIGHT, LEFT));
    }

    /** RFC 9293 §3.7.1: MTU 1500 less 40 bytes of IPv6 and 20 of TCP. */
    @Test
    void offersTheSegmentSizeOfItsPort() {
        established();
        assertThat(wire.right.seen.getFirst().mss()).isEqualTo(1440);
        wire.left.tcp.send(1, new byte[10_000]);
        wire.runFor(MILLISECOND);
        assertThat(wire.right.seen).extracting(segment -> segment.payload().length).contains(1440).allMatch(length -> length <= 1440);
    }

    /** RFC 9293 §3.5, figure 8: the SYNs cross, and each end then acknowledges the other's. */
    @Test
    void opensFromBothEndsAtOnce() {
        List<Segment> sent = new ArrayList<>();
        wire.doomed = sent::add;
        wire.left.tcp.connect(1, 0, LEFT, RIGHT, BGP);
        Segment syn = sent.getFirst();
        wire.forge(wire.left, new Segment(RIGHT, BGP, LEFT, syn.sourcePort(), 7, 0, Tcp.SYN, 1000, 1440, Segment.NOTHING));
        wire.runFor(MILLISECOND);
        assertThat(sent.getLast().flags()).isEqualTo(Tcp.SYN | Tcp.ACK);
        assertThat(sent.getLast().acknowledgment()).isEqualTo(8);
        wire.forge(wire.left, new Segment(RIGHT, BGP, LEFT, syn.sourcePort(), 8, syn.end(), Tcp.ACK, 1000, 0, Segment.NOTHING));
        wire.runFor(MILLISECOND);
        assertThat(wire.left.heard).containsExactly(new Input.TcpOpened(1, 0, LEFT, RIGHT));
    }

    @Test
    void saysThatAConnectionIsRefused() {
        wire.left.tcp.connect(1, 0, LEFT, RIGHT, BGP);
        wire.runFor(MILLISECOND);
        assertThat(wire.left.heard).containsExactly(new Input.TcpClosed(1, "connection refused"));
        assertThat(wire.left.tcp.connections()).isZero();
    }

    /** RFC 9293 §3.8.3: at least 3 minutes for a SYN. */
    @Test
    void givesUpASynAfterThreeMinutes() {
        wire.loss = 1;
        wire.left.tcp.connect(1, 0, LEFT, RIGHT, BGP);
        wire.run(179 * SECOND);
        assertThat(wire.left.heard).isEmpty();
        wire.run(184 * SECOND);
        assertThat(wire.left.closings()).containsExactly("connection timed out");
    }

    /** RFC 9293 §3.8.3: at least 100 s for data. */
    @Test
    void givesUpDataAfterAHundredSeconds() {
        established();
        wire.loss = 1;
        wire.left.tcp.send(1, new byte[10]);
        wire.run(99 * SECOND);
        assertThat(wire.left.closings()).isEmpty();
        wire.run(200 * SECOND);
        assertThat(wire.left.closings()).containsExactly("connection timed out");
    }

    @Test
    void sendsALostSegmentAgainAfterThreeDuplicatesAndNotBySilence() {
        established();
        var count = new AtomicInteger();
        wire.doomed = segment -> segment.payload().length > 0 && count.incrementAndGet() == 3;
        byte[] sent = TcpWire.bytes(1, 20_000);
        wire.left.tcp.send(1, sent);
        wire.runFor(10 * MILLISECOND);
        assertThat(wire.right.bytes.toByteArray()).isEqualTo(sent);
        assertThat(wire.left.tcp.counters().retransmitted()).isEqualTo(1);
    }

    @Test
    void sendsALostLastSegmentAgainAfterTheTimeout() {
        established();
        var count = new AtomicInteger();
        wire.doomed = segment -> segment.payload().length > 0 && count.incrementAndGet() == 1;
        wire.left.tcp.send(1, new byte[10]);
        wire.runFor(199 * MILLISECOND);
        assertThat(wire.right.bytes.size()).isZero();
        wire.runFor(2 * MILLISECOND);
        assertThat(wire.right.bytes.size()).isEqualTo(10);
    }

    @Test
    void stopsAtTheWindowOfAPeerThatDoesNotReadAndGoesOnWhenItDoes() {
        established();
        wire.right.reading = false;
        byte[] sent = TcpWire.bytes(1, 200_000);
        wire.left.tcp.send(1, sent);
        wire.runFor(300 * SECOND);
        assertThat(wire.right.bytes.size()).isEqualTo(65_535);
        assertThat(wire.left.closings()).as("a closed window that is acknowledged is no reason to give up").isEmpty();
        wire.right.reading = true;
        wire.runFor(100 * MILLISECOND);
        assertThat(wire.right.bytes.toByteArray()).isEqualTo(sent);
    }

    @Test
    void learnsByProbingThatAWindowHasOpenedWhenTheUpdateWasLost() {
        established();
        wire.right.reading = false;
        byte[] sent = TcpWire.bytes(1, 100_000);
        wire.left.tcp.send(1, sent);
        wire.runFor(2 * SECOND);
        wire.doomed = segment -> segment.sourcePort() == BGP;
        wire.right.reading = true;
        wire.runFor(MILLISECOND);
        wire.doomed = _ -> false;
        wire.right.reading = true;
        wire.runFor(10 * SECOND);
        assertThat(wire.right.bytes.toByteArray()).isEqualTo(sent);
    }

    @Test
    void tellsWhenTheSendBufferHasRoomAgain() {
        established();
        wire.left.tcp.send(1, new byte[Connection.SEND_BUFFER + 1]);
        wire.runFor(SECOND);
        assertThat(wire.left.heard).last().isEqualTo(new Input.TcpWritable(1));
    }

    @Test
    void refusesToQueueWithoutBound() {
        established();
        wire.loss = 1;
        wire.left.tcp.send(1, new byte[Connection.SEND_LIMIT]);
        wire.left.tcp.send(1, new byte[1]);
        assertThat(wire.left.closings()).containsExactly("more than 67108864 bytes waiting to be sent");
    }

    @Test
    void endsInOrderAndLingersForTwoSegmentLifetimes() {
        established();
        wire.left.tcp.send(1, new byte[100]);
        wire.left.tcp.close(1);
        wire.runFor(SECOND);
        assertThat(wire.right.bytes.size()).isEqualTo(100);
        assertThat(wire.left.closings()).containsExactly("closed");
        assertThat(wire.right.closings()).containsExactly("closed by peer");
        assertThat(wire.right.tcp.connections()).isZero();
        assertThat(wire.left.tcp.connections()).isEqualTo(1);
        wire.runFor(61 * SECOND);
        assertThat(wire.left.tcp.connections()).isZero();
    }

    @Test
    void endsWhenBothEndsCloseAtOnce() {
        established();
        wire.left.tcp.close(1);
        wire.right.tcp.close(-1);
        wire.runFor(SECOND);
        assertThat(wire.left.closings()).containsExactly("closed");
        assertThat(wire.right.closings()).containsExactly("closed");
    }

    @Test
    void deliversWhatThePeerSendsAfterOurFin() {
        established();
        wire.right.tcp.send(-1, TcpWire.bytes(3, 50_000));
        wire.left.tcp.close(1);
        wire.runFor(SECOND);
        assertThat(wire.left.bytes.toByteArray()).isEqualTo(TcpWire.bytes(3, 50_000));
        assertThat(wire.left.closings()).containsExactly("closed");
    }

    @Test
    void resetsWhenAborted() {
        established();
        wire.left.tcp.abort(1);
        wire.runFor(MILLISECOND);
        assertThat(wire.left.closings()).containsExactly("aborted");
        assertThat(wire.right.closings()).containsExactly("connection reset by peer");
    }

    /** RFC 5961 §3.2: a reset in the window but not at its edge is answered with an ACK and otherwise ignored. */
    @Test
    void challengesAResetThatIsNotExact() {
        established();
        Segment exact = nextToRight(0, Tcp.RST);
        wire.forge(wire.right, nextToRight(5, Tcp.RST));
        wire.runFor(MILLISECOND);
        assertThat(wire.right.closings()).isEmpty();
        assertThat(wire.right.tcp.counters().challengesSent()).isEqualTo(1);
        wire.forge(wire.right, exact);
        wire.runFor(MILLISECOND);
        assertThat(wire.right.closings()).containsExactly("connection reset by peer");
    }

    /** RFC 5961 §4.2: a SYN within a connection is answered with an ACK. */
    @Test
    void challengesASynWithinAConnection() {
        established();
        wire.forge(wire.right, nextToRight(0, Tcp.SYN));
        wire.runFor(MILLISECOND);
        assertThat(wire.right.closings()).isEmpty();
        assertThat(wire.right.tcp.counters().challengesSent()).isEqualTo(1);
    }

    /** RFC 5961 §5.2: an acknowledgment of what was never sent changes nothing; no more than ten challenges a second go out. */
    @Test
    void challengesAnAcknowledgmentOfWhatWasNeverSentTenTimesASecond() {
        established();
        Segment last = wire.right.seen.getLast();
        for (int i = 0; i < 20; i++) {
            wire.forge(wire.right, toRight(last.end(), last.acknowledgment() + 1000, Tcp.ACK));
        }
        wire.runFor(MILLISECOND);
        assertThat(wire.right.closings()).isEmpty();
        assertThat(wire.right.tcp.counters().challengesSent()).isEqualTo(10);
    }

    @Test
    void dropsASegmentWithAWrongChecksumAndCountsIt() {
        established();
        Packet packet = wire.pool.take();
        new SegmentCodec().write(nextToRight(0, Tcp.RST), packet);
        packet.corrupt(0, 1);
        wire.right.tcp.frame(0, packet);
        assertThat(wire.right.closings()).isEmpty();
        assertThat(wire.right.tcp.counters().droppedFor(Verdict.TCP_CHECKSUM)).isEqualTo(1);
    }

    @Test
    void opensTheSamePathAnewWhileTheOldConnectionLingers() {
        established();
        Segment last = wire.right.seen.getLast();
        wire.right.tcp.close(-1);
        wire.runFor(SECOND);
        assertThat(wire.right.tcp.connections()).as("lingers").isEqualTo(1);
        wire.forge(wire.right, toRight(last.end() + 100_000, 0, Tcp.SYN));
        wire.doomed = segment -> segment.sourcePort() == BGP;
        wire.runFor(MILLISECOND);
        assertThat(wire.right.tcp.connections()).isEqualTo(1);
        wire.forge(wire.right, toRight(last.end() + 100_001, 0, Tcp.ACK));
        assertThat(wire.right.closings()).containsExactly("closed");
    }

    @Property(tries = 300)
    void carriesAllBytesBothWaysOverABadWireAndEndsInOrder(@ForAll long seed, @ForAll @IntRange(max = 120_000) int toRight,
            @ForAll @IntRange(max = 60_000) int toLeft, @ForAll @IntRange(max = 15) int lossPercent, @ForAll @IntRange(max = 10) int doubledPercent,
            @ForAll @IntRange(min = 1, max = 40_000_000) int jitter, @ForAll boolean leftEndsFirst) {
        var bad = new TcpWire(seed);
        bad.open();
        bad.loss = lossPercent / 100.0;
        bad.duplication = doubledPercent / 100.0;
        bad.jitter = jitter;
        byte[] fromLeft = TcpWire.bytes(seed, toRight);
        byte[] fromRight = TcpWire.bytes(~seed, toLeft);
        bad.run(200 * SECOND);
        long opened = bad.right.opened();
        bad.left.tcp.send(1, fromLeft);
        bad.right.tcp.send(opened, fromRight);
        if (leftEndsFirst) {
            bad.left.tcp.close(1);
        } else {
            bad.right.tcp.close(opened);
        }
        bad.runFor(3000 * SECOND);
        assertThat(bad.right.bytes.toByteArray()).isEqualTo(fromLeft);
        assertThat(bad.left.bytes.toByteArray()).isEqualTo(fromRight);
        assertThat(bad.left.closings()).containsExactly(leftEndsFirst ? "closed" : "closed by peer");
        assertThat(bad.right.closings()).containsExactly(leftEndsFirst ? "closed by peer" : "closed");
        assertThat(bad.left.tcp.connections() + bad.right.tcp.connections()).isZero();
        assertThat(bad.pool.inUse()).isZero();
    }

    @Property(tries = 300)
    void survivesAnySegment(@ForAll long seed, @ForAll @IntRange(max = 63) int flags, @ForAll int ahead, @ForAll int acknowledged,
            @ForAll @IntRange(max = 65_535) int window, @ForAll @IntRange(max = 2000) int length) {
        var wire = new TcpWire(seed).open();
        wire.runFor(MILLISECOND);
        Segment last = wire.right.seen.getLast();
        wire.forge(wire.right,
                new Segment(LEFT, last.sourcePort(), RIGHT, BGP, last.end() + ahead, last.acknowledgment() + acknowledged, flags, window, 0,
                        TcpWire.bytes(seed, length)));
        wire.left.tcp.send(1, new byte[5000]);
        wire.runFor(SECOND);
        assertThat(wire.right.closings()).hasSizeLessThanOrEqualTo(1);
    }
}
