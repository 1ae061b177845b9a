package io.weft.labs.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.daemon.node.Input;
import io.weft.daemon.node.RandomStream;
import io.weft.pipeline.packet.Verdict;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualFabricTest {
    private static final List<String> PORTS = List.of("eth1", "eth2");
    private static final long DELAY = 1_000_000;
    private static final long END = 1_000_000_000;

    /** Three nodes in a ring; link l joins node l's eth1 and node (l + 1) % 3's eth2. */
    private static VirtualFabric ring(long seed) {
        var plan = new FabricPlan(seed);
        for (String name : List.of("a", "b", "c")) {
            plan.node(name, PORTS, Forwarder::new);
        }
        for (int node = 0; node < 3; node++) {
            plan.link(node, 0, (node + 1) % 3, 1, DELAY + node, 4200);
        }
        return plan.build();
    }

    private static VirtualFabric busyRing(long seed, boolean materialised) {
        VirtualFabric fabric = ring(seed);
        for (int node = 0; node < 3; node++) {
            fabric.at(10, node, new Input.Command(new Forwarder.Originate(60, 300_000, materialised)));
        }
        return fabric;
    }

    private static Forwarder forwarder(VirtualFabric fabric, int node) {
        return (Forwarder) fabric.node(node);
    }

    @Test
    void tellsBothEndsOfALinkThatItIsUpAtTimeZero() {
        VirtualFabric fabric = ring(1);
        fabric.runUntil(0);
        for (int node = 0; node < 3; node++) {
            assertThat(forwarder(fabric, node).heard).containsExactlyInAnyOrder(new Input.LinkChange(0, true), new Input.LinkChange(1, true));
        }
        assertThat(fabric.now()).isZero();
        assertThat(fabric.nextTime()).isEqualTo(Long.MAX_VALUE);
    }

    /** 64 B + 20 B of preamble and gap at 80 ps a byte, then the delay. */
    @Test
    void deliversAFrameAfterSerialisationAndDelay() {
        VirtualFabric fabric = ring(1);
        var arrival = new AtomicLong();
        var wireLength = new AtomicLong();
        for (Link direction : fabric.directions()) {
            direction.observe(new LinkObserver() {
                @Override
                public void delivered(int number, io.weft.pipeline.packet.Packet packet, long now) {
                    arrival.compareAndSet(0, now - fabric.directions().get(number).delay());
                    wireLength.compareAndSet(0, packet.wireLength());
                }
            });
        }
        fabric.at(0, 0, new Input.Command(new Forwarder.Originate(1, 500, false)));
        fabric.runUntil(END);
        assertThat(arrival.get()).isEqualTo(500 + (wireLength.get() + 20) * 80);
    }

    @Test
    void losesWhatIsOnALinkThatGoesDownAndTellsBothEnds() {
        VirtualFabric fabric = busyRing(1, false);
        fabric.linkDown(0, 2_000_000);
        fabric.linkUp(0, 4_000_000);
        fabric.runUntil(3_000_000);
        Link forth = fabric.directions().get(0);
        assertThat(forth.isUp()).isFalse();
        assertThat(forth.counters().inFlightFrames()).isZero();
        assertThat(forth.counters().lostFrames(Verdict.LINK_DOWN)).isPositive();
        assertThat(forwarder(fabric, 0).heard).endsWith(new Input.LinkChange(0, false));
        assertThat(forwarder(fabric, 1).heard).endsWith(new Input.LinkChange(1, false));
        fabric.runUntil(END);
        assertThat(forth.isUp()).isTrue();
        assertThat(forwarder(fabric, 1).heard).endsWith(new Input.LinkChange(1, true));
    }

    @Test
    void silencesAKilledNodeAndTakesItsCarrier() {
        VirtualFabric fabric = busyRing(1, false);
        fabric.kill(1, 2_000_000, false);
        fabric.linkUp(0, 3_000_000);
        fabric.runUntil(2_000_000);
        long received = forwarder(fabric, 1).received;
        fabric.runUntil(END);
        assertThat(forwarder(fabric, 1).received).isEqualTo(received);
        assertThat(fabric.directions().get(0).isUp()).as("a dead node gives no carrier").isFalse();
        assertThat(forwarder(fabric, 0).heard).endsWith(new Input.LinkChange(0, false));
        assertThat(fabric.isDead(1)).isTrue();
    }

    @Test
    void keepsTheCarrierOfASilentlyKilledNode() {
        VirtualFabric fabric = busyRing(1, false);
        fabric.kill(1, 2_000_000, true);
        fabric.runUntil(END);
        Link towards = fabric.directions().get(0);
        assertThat(towards.isUp()).isTrue();
        assertThat(towards.counters().lostFrames(Verdict.NODE_DEAD)).isPositive();
        assertThat(forwarder(fabric, 0).heard).doesNotContain(new Input.LinkChange(0, false));
    }

    @Test
    void losesTheFramesThatATestNames() {
        VirtualFabric fabric = busyRing(1, false);
        Link link = fabric.directions().get(0);
        link.impairment().loseFrames(3, 0);
        fabric.runUntil(END);
        assertThat(link.counters().lostFrames(Verdict.LINK_LOSS)).isEqualTo(2);
    }

    @Test
    void namesAFrameByDirectionAndSequence() {
        VirtualFabric fabric = busyRing(1, false);
        var last = new AtomicLong(-1);
        fabric.directions().get(5).observe(new LinkObserver() {
            @Override
            public void delivered(int direction, io.weft.pipeline.packet.Packet packet, long arrival) {
                last.set(packet.id());
            }
        });
        fabric.runUntil(END);
        assertThat(last.get() >>> 40).isEqualTo(5);
        assertThat(last.get() & (1L << 40) - 1).isEqualTo(fabric.directions().get(5).counters().sentFrames() - 1);
    }

    @Test
    void stopsBetweenEventsWhenTheConditionEnds() {
        VirtualFabric fabric = busyRing(1, false);
        assertThat(fabric.runWhile(() -> forwarder(fabric, 0).received < 5, END)).isFalse();
        assertThat(forwarder(fabric, 0).received).isEqualTo(5);
        assertThat(fabric.runWhile(() -> true, END)).isTrue();
        assertThat(fabric.now()).isEqualTo(END);
    }

    @Test
    void refusesALinkWithoutDelay() {
        var plan = new FabricPlan(1);
        plan.node("a", PORTS, Forwarder::new);
        plan.node("b", PORTS, Forwarder::new);
        plan.link(0, 0, 1, 0, 0, 1500);
        assertThatThrownBy(plan::build).hasMessageContaining("at least 1 ps");
    }

    @Test
    void refusesTwoLinksAtOnePort() {
        var plan = new FabricPlan(1);
        plan.node("a", PORTS, Forwarder::new);
        plan.node("b", PORTS, Forwarder::new);
        plan.link(0, 0, 1, 0, 1, 1500);
        plan.link(0, 0, 1, 1, 1, 1500);
        assertThatThrownBy(plan::build).hasMessageContaining("two links at a:eth1");
    }

    /** Law 4, after every single event: per link direction, per node, and for the pool. */
    @Property(tries = 60)
    void neitherLosesNorInventsFrames(@ForAll long seed) {
        VirtualFabric fabric = busyRing(seed, false);
        var random = new RandomStream(seed);
        for (int i = 0; i < 6; i++) {
            long time = 10 + random.nextInt(20_000_000);
            int link = random.nextInt(3);
            switch (random.nextInt(5)) {
                case 0 -> fabric.linkDown(link, time);
                case 1 -> fabric.linkUp(link, time);
                case 2 -> fabric.loss(link, 0.2, time);
                case 3 -> fabric.corruption(link, 0.3, time);
                default -> fabric.kill(link, time, random.nextInt(2) == 0);
            }
        }
        while (fabric.step()) {
            balances(fabric);
        }
        assertThat(fabric.pool().inUse()).isZero();
    }

    private static void balances(VirtualFabric fabric) {
        for (Link link : fabric.directions()) {
            LinkCounters counters = link.counters();
            if (counters.sentFrames() != counters.deliveredFrames() + counters.lostFrames() + counters.inFlightFrames()
                    || counters.sentBytes() != counters.deliveredBytes() + counters.lostBytes() + counters.inFlightBytes()) {
                throw new AssertionError(link + " does not balance at " + fabric.now());
            }
        }
        for (int node = 0; node < 3; node++) {
            Forwarder forwarder = forwarder(fabric, node);
            assertThat(forwarder.received + forwarder.originated).isEqualTo(forwarder.sent + forwarder.consumed);
        }
        assertThat((long) fabric.pool().inUse()).isEqualTo(fabric.packetsInFlight());
    }

    @Test
    void hasOneFingerprintForASeedAndAnotherForAnother() {
        assertThat(run(busyRing(1, false))).isEqualTo(run(busyRing(1, false))).isNotEqualTo(run(busyRing(2, false))).matches("[0-9a-f]{16}");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void hasOneFingerprintForALazyAndAMaterialisedRunUnderCorruption(long seed) {
        assertThat(run(corrupting(busyRing(seed, true)))).isEqualTo(run(corrupting(busyRing(seed, false)))).isNotEqualTo(run(busyRing(seed, false)));
    }

    private static VirtualFabric corrupting(VirtualFabric fabric) {
        fabric.corruption(1, 0.2, 0);
        fabric.loss(2, 0.1, 0);
        return fabric;
    }

    private static String run(VirtualFabric fabric) {
        fabric.runUntil(END);
        return fabric.fingerprint();
    }
}
