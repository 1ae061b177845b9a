package io.weft.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.observe.Trace;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.table.NextHop;
import io.weft.pipeline.table.RouteAction;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.Icmp;
import io.weft.pipeline.wire.InternetChecksum;
import io.weft.pipeline.wire.Ipv4;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SwitchPipelineTest {
    private final TestSwitch leaf = new TestSwitch(Observer.NONE);
    private final SwitchPipeline pipeline = leaf.pipeline;

    @Test
    void routesAPacketToTheMemberThatItsHashChooses() {
        pipeline.receive(0, leaf.roce(0, TestSwitch.HOST1, TestSwitch.REMOTE, 64, 50_000, 1024), 1000);
        assertThat(leaf.sent).hasSize(1);
        TestSwitch.Sent sent = leaf.sent.getFirst();
        assertThat(sent.port()).isBetween(2, 3);
        // 14 + 20 + 8 + 12 + 1024 + 4 bytes, FCS 4, preamble and gap 20, at 80 ps.
        assertThat(sent.departure()).isEqualTo(1000 + 1106 * 80);
        Ethernet ethernet = new Ethernet().wrap(sent.packet(), 0);
        assertThat(ethernet.destination()).isEqualTo(TestSwitch.peer(sent.port()));
        assertThat(ethernet.source()).isEqualTo(TestSwitch.mac(sent.port()));
        Ipv4 ip = new Ipv4().wrap(sent.packet(), 14);
        assertThat(ip.ttl()).isEqualTo(63);
        assertThat(InternetChecksum.of(sent.packet(), 14, 20)).isZero();
    }

    @Test
    void usesBothSpinesAndOneWhenTheOtherIsGone() {
        for (int flow = 0; flow < 100; flow++) {
            pipeline.receive(0, leaf.roce(0, TestSwitch.HOST1, TestSwitch.REMOTE, 64, 50_000 + flow, 0), 0);
        }
        leaf.drain();
        assertThat(leaf.sent).extracting(TestSwitch.Sent::port).contains(2, 3);
        leaf.sent.clear();
        pipeline.portDown(2, 10_000_000);
        for (int flow = 0; flow < 100; flow++) {
            pipeline.receive(0, leaf.roce(0, TestSwitch.HOST1, TestSwitch.REMOTE, 64, 50_000 + flow, 0), 10_000_000);
        }
        leaf.drain();
        assertThat(leaf.sent).hasSize(100).extracting(TestSwitch.Sent::port).containsOnly(3);
    }

    @Test
    void answersAnExpiredPacketWithWhatItCouldNotForward() {
        pipeline.receive(0, leaf.roce(0, TestSwitch.HOST1, TestSwitch.REMOTE, 1, 50_000, 1024), 0);
        assertThat(pipeline.counters().exits(Verdict.TTL_EXPIRED)).isEqualTo(1);
        Packet answer = leaf.sent.getFirst().packet();
        Ipv4 ip = new Ipv4().wrap(answer, 14);
        assertThat(ip.check()).isEqualTo(Verdict.CONTINUE);
        assertThat(ip.source()).isEqualTo(TestSwitch.LOOPBACK);
        assertThat(ip.destination()).isEqualTo(TestSwitch.HOST1);
        assertThat(new Icmp().wrap(answer, 34).type()).isEqualTo(Icmp.TIME_EXCEEDED);
        assertThat(InternetChecksum.isValid(answer, 14, 34)).isTrue();
        // The quoted headers: IPv4 20, UDP 8, BTH 12; the payload was only described.
        assertThat(answer.length()).isEqualTo(14 + 20 + 8 + 40);
        assertThat(new Ipv4().wrap(answer, 42).destination()).isEqualTo(TestSwitch.REMOTE);
        assertThat(leaf.pool.inUse()).isZero();
    }

    @Test
    void asksForANeighborThatItDoesNotKnow() {
        pipeline.tables().neighbors().removeIpv4(1, TestSwitch.HOST2);
        pipeline.receive(0, leaf.roce(0, TestSwitch.HOST1, TestSwitch.HOST2, 64, 50_000, 0), 0);
        assertThat(pipeline.counters().exits(Verdict.NO_NEIGHBOR)).isEqualTo(1);
        assertThat(leaf.wanted).containsExactly(NextHop.ipv4(1, TestSwitch.HOST2));
    }

    @Test
    void limitsWhatReachesTheControlPort() {
        for (int i = 0; i < 8192 + 3; i++) {
            pipeline.receive(0, leaf.roce(0, TestSwitch.HOST1, TestSwitch.LOOPBACK, 1, 50_000, 0), 0);
        }
        assertThat(leaf.punted).hasSize(8192);
        assertThat(pipeline.counters().exits(Verdict.POLICED)).isEqualTo(3);
        assertThat(pipeline.balance().holds()).isTrue();
    }

    @Test
    void listsItsTablesInTheOrderOfThePath() {
        assertThat(pipeline.tables().inOrder()).extracting(table -> table.schema().name())
                .containsExactly("station", "dscp", "ipv4_fib", "ipv6_fib", "next_hop_group", "neighbor");
    }

    @Test
    void tracesOnePacketThroughEveryStage() {
        Trace trace = new Trace(packet -> packet.ingressPort() == 0);
        TestSwitch traced = new TestSwitch(trace);
        traced.pipeline.receive(0, traced.roce(0, TestSwitch.HOST1, TestSwitch.REMOTE, 64, 50_000, 1024), 1000);
        traced.pipeline.receive(0, traced.roce(0, TestSwitch.HOST1, TestSwitch.HOST2, 64, 50_000, 1024), 1000);
        assertThat(trace.steps()).extracting(Trace.Step::stage).containsExactly("receive", "filter_frame", "parse", "check_addresses", "classify",
                "lookup_route", "decrement_ttl", "choose_next_hop", "check_egress", "admit", "enqueue", "dequeue", "rewrite_mac", "send");
        assertThat(trace.toString()).contains("queue 3", "next-hop group 5", "hash 0x");
        assertThat(trace.isDone()).isTrue();
    }

    @Test
    void tracesAPacketToItsEnd() {
        Trace trace = new Trace(packet -> true);
        TestSwitch traced = new TestSwitch(trace);
        traced.pipeline.receive(0, traced.roce(0, TestSwitch.HOST1, 0x01020304, 64, 50_000, 0), 7);
        assertThat(trace.steps().getLast()).isEqualTo(new Trace.Step(7, "drop", Verdict.NO_ROUTE, List.of("no route to the destination")));
    }

    /** RFC 1122 §3.2.2.1: the control port refuses a datagram by code 3, a protocol by code 2. */
    @Test
    void answersForTheControlPort() {
        Packet packet = leaf.roce(0, TestSwitch.HOST1, TestSwitch.LOOPBACK, 64, 50_000, 0);
        pipeline.receive(0, packet, 0);
        Packet refused = leaf.punted.getFirst();
        pipeline.answer(refused, Verdict.PORT_UNREACHABLE, 1000);
        pipeline.answer(refused, Verdict.PROTOCOL_UNREACHABLE, 1000);
        leaf.drain();
        assertThat(leaf.sent).extracting(sent -> new Icmp().wrap(sent.packet(), 34).type()).containsExactly(3, 3);
        assertThat(leaf.sent).extracting(sent -> new Icmp().wrap(sent.packet(), 34).code()).containsExactly(3, 2);
        assertThat(new Ipv4().wrap(leaf.sent.getFirst().packet(), 14).source()).isEqualTo(TestSwitch.LOOPBACK);
    }

    /** Law 4 after every step, under random traffic of all kinds, port flaps and timers on time, late or never. */
    @Property(tries = 100)
    void balancesAfterEveryStep(@ForAll long seed) {
        TestSwitch busy = new TestSwitch(Observer.NONE);
        SplittableRandom random = new SplittableRandom(seed);
        int[] addresses = {TestSwitch.HOST1, TestSwitch.HOST2, TestSwitch.REMOTE, TestSwitch.LOOPBACK, 0x7f000001, 0x01020304, 0xe0000001};
        long now = 0;
        for (int step = 0; step < 300; step++) {
            now += random.nextInt(4) * 20_000L;
            int port = random.nextInt(TestSwitch.PORTS);
            switch (random.nextInt(20)) {
                case 0 -> busy.pipeline.portDown(port, now);
                case 1, 2 -> busy.pipeline.portUp(port, now);
                case 3, 4, 5 -> busy.pipeline.onTimer(now);
                case 6 -> busy.pipeline.originate(packet(busy, random, addresses), now);
                case 7 -> busy.pipeline.sendOn(port, packet(busy, random, addresses), now);
                case 8 -> busy.pipeline.tables().neighbors().removeIpv4(1, TestSwitch.HOST2);
                case 9 -> busy.pipeline.tables().neighbors().setIpv4(1, TestSwitch.HOST2, TestSwitch.peer(1));
                case 10 -> busy.pipeline.receive(port, garbage(busy, random, port), now);
                default -> busy.pipeline.receive(port, packet(busy, random, addresses), now);
            }
            Balance balance = busy.pipeline.balance();
            assertThat(balance.holds()).as("%s", balance).isTrue();
            assertThat(balance.sent()).isEqualTo(busy.delivered);
            assertThat(balance.buffered()).isEqualTo(busy.pool.inUse());
            if (balance.buffered() == 0) {
                assertThat(busy.pipeline.nextDeadline()).isEqualTo(Long.MAX_VALUE);
            } else {
                assertThat(busy.pipeline.nextDeadline()).isNotEqualTo(Long.MAX_VALUE);
            }
        }
        busy.drain();
        assertThat(busy.pool.inUse()).isZero();
    }

    private static Packet packet(TestSwitch leaf, SplittableRandom random, int[] addresses) {
        int port = random.nextInt(TestSwitch.PORTS);
        return leaf.roce(port, addresses[random.nextInt(addresses.length)], addresses[random.nextInt(addresses.length)], random.nextInt(4),
                random.nextInt(1 << 16), random.nextInt(4400));
    }

    private static Packet garbage(TestSwitch leaf, SplittableRandom random, int port) {
        byte[] bytes = new byte[random.nextInt(120)];
        random.nextBytes(bytes);
        Packet packet = leaf.pool.take().append(bytes, 0, bytes.length);
        if (bytes.length > 20 && random.nextBoolean()) {
            int[] types = {Ethernet.TYPE_IPV4, Ethernet.TYPE_IPV6, Ethernet.TYPE_ARP, Ethernet.TYPE_DOT1Q};
            new Ethernet().wrap(packet, 0).destination(TestSwitch.mac(port)).source(2).etherType(types[random.nextInt(4)]);
        }
        return packet;
    }

    /** Less than one object in a million packets. The JIT allocates too while it settles: the best of three rounds counts. */
    @Test
    void allocatesNothingOnTheTransitPath() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        leaf.keep = false;
        Packet template = Packet.of(leaf.roce(0, TestSwitch.HOST1, TestSwitch.REMOTE, 64, 50_000, 0).toBytes());
        template.describeTail(1, 0, 0, 4);
        long now = transit(template, 0, 300_000);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3 && least > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            now = transit(template, now, 1_000_000);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes; the least object has 8").isLessThan(8);
    }

    /** Bursts of four, so that some frames wait. */
    private long transit(Packet template, long start, int packets) {
        long now = start;
        for (int i = 0; i < packets; i++) {
            now += i % 4 == 0 ? 40_000 : 1;
            pipeline.onTimer(now);
            Packet packet = leaf.pool.take().copyFrom(template);
            packet.put16(34, i);
            pipeline.receive(0, packet, now);
        }
        return now;
    }

    @Test
    void keepsTheRouteOfAnEqualSetWhenOneOfItsUsersGoes() {
        pipeline.tables().routes().setIpv4(0, 0x0a030000, 16, RouteAction.via(NextHop.ipv6(3, TestSwitch.LINK_LOCAL, 3),
                NextHop.ipv6(2, TestSwitch.LINK_LOCAL, 2)));
        pipeline.tables().routes().removeIpv4(0, 0x0a020000, 16);
        pipeline.receive(0, leaf.roce(0, TestSwitch.HOST1, 0x0a030001, 64, 50_000, 0), 0);
        assertThat(leaf.sent).hasSize(1);
        pipeline.receive(0, leaf.roce(0, TestSwitch.HOST1, TestSwitch.REMOTE, 64, 50_000, 0), 0);
        assertThat(pipeline.counters().exits(Verdict.NO_ROUTE)).isEqualTo(1);
    }
}
