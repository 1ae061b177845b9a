package io.weft.nic;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.nic.BackToBack.Fate;
import io.weft.nic.verbs.WorkRequest;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever seven frames of either direction suffer, what was written arrives, once and in order; and whether payload is bytes or described
 * changes nothing.
 */
class RandomFaultsTest {
    /** Apart by more than the longest message. */
    private static final int SPACING = 4096;

    /** Frame number to fate. Seven faults in all cannot use up seven retries. */
    @Provide
    Arbitrary<Map<Integer, Fate>> faults() {
        return Arbitraries.maps(Arbitraries.integers().between(0, 30), Arbitraries.of(Fate.LOSE, Fate.CORRUPT, Fate.DUPLICATE, Fate.DELAY))
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<Integer>> lengths() {
        return Arbitraries.integers().between(0, 2500).list().ofMinSize(1).ofMaxSize(6);
    }

    @Property(tries = 500)
    void deliversEveryMessageWholeInEitherMode(@ForAll("faults") Map<Integer, Fate> leftFaults, @ForAll("faults") Map<Integer, Fate> rightFaults,
            @ForAll("lengths") List<Integer> lengths, @ForAll @IntRange(max = 5) int ackEvery,
            @ForAll @IntRange(min = 0, max = 0xffffff) int firstPsn) {
        BackToBack described = run(false, leftFaults, rightFaults, lengths, ackEvery, firstPsn);
        BackToBack materialised = run(true, leftFaults, rightFaults, lengths, ackEvery, firstPsn);
        assertThat(materialised.headers).isEqualTo(described.headers);
        assertThat(materialised.left.verdicts).isEqualTo(described.left.verdicts);
        assertThat(materialised.right.verdicts).isEqualTo(described.right.verdicts);
        assertThat(materialised.left.completions).isEqualTo(described.left.completions);
        assertThat(materialised.left.completedAt).isEqualTo(described.left.completedAt);
    }

    private static BackToBack run(boolean bytes, Map<Integer, Fate> leftFaults, Map<Integer, Fate> rightFaults, List<Integer> lengths, int ackEvery,
            int firstPsn) {
        BackToBack wire = new BackToBack(BackToBack.profile().withPathMtu(256).withAckEvery(ackEvery).withMaterialised(bytes),
                c -> c.withTimeout(5, 7), firstPsn);
        wire.left.fault = number -> leftFaults.getOrDefault(number, Fate.ARRIVE);
        wire.right.fault = number -> rightFaults.getOrDefault(number, Fate.ARRIVE);
        for (int i = 0; i < lengths.size(); i++) {
            wire.left.nic.post(wire.asking, WorkRequest.write(i, address(i), BackToBack.RKEY, lengths.get(i), i, 3L * i), 0);
        }
        wire.run();
        assertThat(wire.left.completions).hasSize(lengths.size()).allMatch(completion -> completion.succeeded());
        long total = 0;
        for (int i = 0; i < lengths.size(); i++) {
            assertThat(wire.left.completions.get(i).id()).isEqualTo(i);
            assertThat(wire.region.compare(address(i), lengths.get(i), i, 3L * i)).isEqualTo(-1);
            total += lengths.get(i);
        }
        assertThat(wire.region.bytesWritten()).as("each byte written once").isEqualTo(total);
        assertThat(wire.answering.responder().msn()).isEqualTo(lengths.size());
        balances(wire.left, wire.right);
        balances(wire.right, wire.left);
        assertThat(wire.pool.inUse()).isZero();
        return wire;
    }

    /** Law 4 on the cable and at its end: sent + copies = lost + received, and every frame received has one verdict. */
    private static void balances(BackToBack.Side from, BackToBack.Side to) {
        assertThat(to.nic.counters().received()).isEqualTo(from.sent + from.duplicated - from.lost).isEqualTo(to.verdicts.size());
        assertThat(from.nic.counters().requests() + from.nic.counters().replies()).isEqualTo(from.sent);
    }

    private static long address(int message) {
        return BackToBack.ADDRESS + (long) message * SPACING;
    }
}
