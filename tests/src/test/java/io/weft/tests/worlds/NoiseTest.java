package io.weft.tests.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.bgp.BgpShow.NeighborView;
import io.weft.bgp.session.State;
import io.weft.daemon.node.Input;
import io.weft.daemon.node.RoutedNode;
import io.weft.labs.engine.LabRun;
import io.weft.labs.engine.LabSession;
import io.weft.labs.report.RunReport;
import io.weft.labs.topology.Link;
import io.weft.labs.topology.TopologyNode;
import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.tests.labs.LabFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two spines, two leaves and two hosts with nonsense on their links and in their BGP sessions: counted, and nothing dies. */
class NoiseTest {
    private static final int[] ETHER_TYPES = {0x0800, 0x86dd, 0x0806, 0x8100, 0x8808, 0x88cc, 0x0000, 0x05dc, 0xffff};
    /** Between two pieces of nonsense, before convergence and after it, when the transfers are under way. */
    private static final long AT_BOOT = 2_000_000;
    private static final long AT_WORK = 50_000;

    @TempDir
    private Path temporary = Path.of("");
    private LabFolder lab = new LabFolder(Path.of(""));

    @BeforeEach
    void make() {
        lab = LabFolder.generated(temporary, "--spines", "2", "--leaves", "2", "--hosts", "1", "--workload", "permutation:1MiB", "--host-routes",
                "full");
    }

    /** Recent frames of the fabric, to be damaged and sent again. */
    private static final class Overheard implements Observer {
        private final List<byte[]> frames = new ArrayList<>();
        private int next;

        @Override
        public void send(int port, Packet packet, long departure) {
            byte[] frame = packet.toBytes();
            if (frames.size() < 200) {
                frames.add(frame);
            } else {
                frames.set(next++ % 200, frame);
            }
        }
    }

    private static byte[] nonsense(SplittableRandom random, Overheard overheard, long mac) {
        if (random.nextInt(3) == 0 && !overheard.frames.isEmpty()) {
            byte[] frame = overheard.frames.get(random.nextInt(overheard.frames.size())).clone();
            if (random.nextBoolean()) {
                return Arrays.copyOf(frame, random.nextInt(frame.length));
            }
            frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
            return frame;
        }
        byte[] frame = new byte[random.nextInt(300)];
        random.nextBytes(frame);
        if (random.nextBoolean() && frame.length >= 14) {
            for (int i = 0; i < 6; i++) {
                frame[i] = (byte) (mac >>> 40 - 8 * i);
            }
            int type = ETHER_TYPES[random.nextInt(ETHER_TYPES.length)];
            frame[12] = (byte) (type >>> 8);
            frame[13] = (byte) type;
        }
        return frame;
    }

    /** Noise enters each direction of each link where the sending port is idle, so it does not overtake what the port has begun to send. */
    private static final class NoiseMaker {
        private final LabSession session;
        private final SplittableRandom random = new SplittableRandom(4791);
        private final Overheard overheard = new Overheard();
        private long next = AT_BOOT;
        private int direction;
        private int made;

        NoiseMaker(LabSession session) {
            this.session = session;
            for (TopologyNode node : session.lab().topology().nodes()) {
                session.observer(node.id()).watch(overheard);
            }
        }

        boolean betweenEvents() {
            long now = session.fabric().now();
            if (now >= next) {
                Link link = session.lab().topology().links().get(direction / 2);
                var sender = direction % 2 == 0 ? link.a() : link.b();
                var receiver = direction % 2 == 0 ? link.b() : link.a();
                if (session.node(sender.node()).pipeline().port(sender.port()).backlogEnd(now) <= now) {
                    long mac = session.node(receiver.node()).profile().ports().get(receiver.port()).mac();
                    byte[] frame = nonsense(random, overheard, mac);
                    session.fabric().directions().get(direction).send(session.fabric().pool().take().append(frame, 0, frame.length), now);
                    made++;
                }
                direction = (direction + 1) % session.fabric().directions().size();
                next = now + (session.zero().isPresent() ? AT_WORK : AT_BOOT);
                Books.balance(session);
            }
            return true;
        }
    }

    @Test
    void passesWithNonsenseOnEveryLink() {
        LabSession session = lab.session("payload=materialised", "until=2ms");
        NoiseMaker noise = new NoiseMaker(session);
        RunReport report = new RunReport(session, new LabRun(session, noise::betweenEvents).toEnd());
        assertThat(report.passed()).as(report.json().path("checks").toString()).isTrue();
        assertThat(noise.made).isGreaterThan(1000);
        for (TopologyNode place : session.lab().topology().nodes()) {
            RoutedNode node = session.node(place.id());
            assertThat(node.pipeline().balance().dropped()).as("dropped by %s", place.name()).isPositive();
            long byReason = 0;
            for (Verdict verdict : Verdict.values()) {
                byReason += verdict.isDrop() ? node.pipeline().counters().exits(verdict) : 0;
            }
            assertThat(byReason).as("each drop of %s has a reason", place.name()).isEqualTo(node.pipeline().balance().dropped());
        }
    }

    private static List<NeighborView> sessions(LabSession session, String node) {
        return session.node(session.named(node).orElseThrow().id()).bgp().orElseThrow().show().summary();
    }

    /**
     * RFC 4271 §6.1: a header without the marker is a NOTIFICATION 1/1 and the end of that one session, which comes back. {@code connection} is
     * whichever of leaf1's numbers names an open connection; the others are ignored, since nobody is there.
     */
    @Test
    void endsOnlyTheSessionThatHearsNonsense() {
        LabSession session = lab.session("payload=lazy");
        assertThat(session.converge(LabSession.CONVERGENCE_LIMIT, () -> true)).isTrue();
        int leaf = session.named("leaf1").orElseThrow().id();
        SplittableRandom random = new SplittableRandom(179);
        int ended = 0;
        for (long connection = -8; connection <= 8; connection++) {
            if (connection == 0) {
                continue;
            }
            long now = session.fabric().now();
            byte[] garbage = new byte[200];
            random.nextBytes(garbage);
            int flaps = flaps(session);
            session.fabric().at(now + 1, leaf, new Input.TcpBytes(connection, garbage));
            session.fabric().runUntil(now + 1_000_000_000);
            if (flaps(session) > flaps) {
                ended++;
                assertThat(sessions(session, "leaf1").stream().filter(s -> s.state() != State.ESTABLISHED)).hasSizeLessThanOrEqualTo(1);
                assertThat(sessions(session, "leaf1"))
                        .anyMatch(s -> s.lastError().contains("1/1") || s.lastError().toLowerCase().contains("synchroni"));
                assertThat(List.of("spine1", "spine2", "h1").stream().flatMap(peer -> sessions(session, peer).stream()).map(NeighborView::lastError))
                        .as("the other end has heard why").anyMatch(e -> e.contains("1/1") || e.toLowerCase().contains("synchroni"));
                assertThat(session.converge(now + LabSession.CONVERGENCE_LIMIT, () -> true)).isTrue();
            }
            Books.balance(session);
        }
        assertThat(ended).as("times that a session of leaf1 heard nonsense").isGreaterThanOrEqualTo(3);
        assertThat(sessions(session, "leaf1")).as("each session of leaf1, to two spines and a host").hasSize(3).allMatch(s -> s.flaps() >= 1);
        assertThat(sessions(session, "leaf2")).allMatch(s -> s.flaps() == 0);
    }

    private static int flaps(LabSession session) {
        return sessions(session, "leaf1").stream().mapToInt(s -> (int) s.flaps()).sum();
    }

    /** Half a message is no error: the session waits for the rest until its hold time ends, and only that session. RFC 4271 §6.5, 4/0. */
    @Test
    void endsTheSessionOfAHalfMessageByItsHoldTimerAlone() {
        LabSession session = lab.session("payload=lazy");
        assertThat(session.converge(LabSession.CONVERGENCE_LIMIT, () -> true)).isTrue();
        int leaf = session.named("leaf1").orElseThrow().id();
        byte[] half = new byte[19];
        Arrays.fill(half, 0, 16, (byte) 0xff);
        half[16] = 0x10;
        half[18] = 2;
        long now = session.fabric().now();
        for (long connection = -8; connection <= 8; connection++) {
            session.fabric().at(now + 1, leaf, new Input.TcpBytes(connection, half.clone()));
        }
        session.fabric().runUntil(now + 1_000_000_000_000L);
        assertThat(sessions(session, "leaf1")).allMatch(s -> s.state() == State.ESTABLISHED);
        session.fabric().runUntil(now + 30_000_000_000_000L);
        assertThat(session.converge(now + LabSession.CONVERGENCE_LIMIT, () -> true)).isTrue();
        assertThat(sessions(session, "leaf1")).allMatch(s -> s.flaps() >= 1);
        assertThat(sessions(session, "leaf2")).allMatch(s -> s.flaps() == 0);
        Books.balance(session);
    }

    /** RFC 4271 §6.1: a length below 19 or above 4096 is NOTIFICATION 1/2, a type that does not exist 1/3; the sessions come back. */
    @Test
    void saysWhatIsWrongWithAHeader() {
        for (int[] wrong : new int[][]{{18, 2, 2}, {4097, 2, 2}, {0, 4, 2}, {19, 9, 3}, {19, 0, 3}}) {
            LabSession session = lab.session("payload=lazy");
            assertThat(session.converge(LabSession.CONVERGENCE_LIMIT, () -> true)).isTrue();
            long now = session.fabric().now();
            byte[] header = new byte[19];
            Arrays.fill(header, 0, 16, (byte) 0xff);
            header[16] = (byte) (wrong[0] >>> 8);
            header[17] = (byte) wrong[0];
            header[18] = (byte) wrong[1];
            for (long connection = -8; connection <= 8; connection++) {
                session.fabric().at(now + 1, session.named("leaf1").orElseThrow().id(), new Input.TcpBytes(connection, header.clone()));
            }
            session.fabric().runUntil(now + 1_000_000_000);
            assertThat(sessions(session, "leaf1")).allMatch(s -> s.flaps() == 1 && s.lastError().contains("1/" + wrong[2]));
            assertThat(session.converge(now + LabSession.CONVERGENCE_LIMIT, () -> true)).isTrue();
            assertThat(sessions(session, "leaf2")).allMatch(s -> s.flaps() == 0);
            Books.balance(session);
        }
    }
}
