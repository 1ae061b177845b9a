package io.weft.bgp.rib;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.message.AsPath;
import io.weft.bgp.message.MpNextHop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final Decision DECISION = new Decision(64, true);

    private static Path path(int index, Attributes attributes) {
        return path(index, true, 100 + index, index, attributes);
    }

    private static Path path(int index, boolean external, int routerId, int address, Attributes attributes) {
        IpAddress.V4 remote = new IpAddress.V4(0x0a000000 + address);
        Source source = new Source(index, "n" + index, external, 65000, routerId, remote, "eth" + index);
        return Path.of(source, attributes, new NextHop("eth" + index, remote));
    }

    private static Attributes told(Long... numbers) {
        return Attributes.originated(0).withAsPath(AsPath.sequence(numbers)).withNextHop(MpNextHop.of(new IpAddress.V4(0x0a000001)));
    }

    private static void prefers(Step step, Path better, Path worse) {
        assertThat(Decision.decides(better, worse)).hasValue(step);
        assertThat(DECISION.best(List.of(worse, better))).hasValue(better);
        assertThat(DECISION.best(List.of(better, worse))).hasValue(better);
    }

    @Test
    void goesThroughTheStepsOfRfc4271InOrder() {
        Attributes plain = told(65001L);
        Path own = Path.local(Source.self(65000, 9), Attributes.originated(2));
        prefers(Step.OWN_ROUTE, own, path(1, plain.withLocalPref(500)));
        prefers(Step.LOCAL_PREF, path(2, told(65001L, 65002L).withLocalPref(200)), path(1, plain));
        prefers(Step.AS_PATH_LENGTH, path(2, plain.withMed(9)), path(1, told(65001L, 65002L)));
        prefers(Step.ORIGIN, path(2, plain), path(1, Attributes.originated(2).withAsPath(AsPath.sequence(65001L)).withNextHop(plain.nextHop())));
        prefers(Step.MED, path(2, plain.withMed(5)), path(1, plain.withMed(6)));
        prefers(Step.EXTERNAL, path(2, true, 200, 2, plain), path(1, false, 1, 1, plain));
        prefers(Step.ROUTER_ID, path(2, true, 7, 9, plain), path(1, true, 0x8000_0000, 1, plain));
        prefers(Step.PEER_ADDRESS, path(2, true, 7, 1, plain), path(1, true, 7, 2, plain));
        prefers(Step.NEIGHBOR_ORDER, path(1, true, 7, 1, plain), path(2, true, 7, 1, plain));
    }

    @Test
    void comparesMedOnlyWithinOneNeighbouringAs() {
        prefers(Step.ROUTER_ID, path(1, told(65001L).withMed(100)), path(2, told(65002L).withMed(1)));
        // A missing MED is the lowest, RFC 4271 §9.1.2.2 c.
        prefers(Step.MED, path(2, told(65001L)), path(1, told(65001L).withMed(1)));
    }

    /** The example of RFC 3345's kind: pairwise comparison goes in a circle, the outcome must not depend on the order. */
    @Test
    void findsOneBestThoughMedIsNotTransitive() {
        List<Path> paths = new ArrayList<>(List.of(path(1, true, 30, 1, told(65001L).withMed(1)), path(2, true, 10, 2, told(65001L).withMed(2)),
                path(3, true, 20, 3, told(65002L))));
        for (int i = 0; i < 6; i++) {
            Collections.rotate(paths, 1);
            assertThat(DECISION.best(paths).orElseThrow().source().index()).isEqualTo(3);
        }
    }

    @Test
    void sharesTrafficBetweenPathsThatOnlyTieBreakersTellApart() {
        Path a = path(1, told(65001L, 65009L));
        Path b = path(2, told(65002L, 65009L));
        Path longer = path(3, told(65003L, 65004L, 65009L));
        List<Path> paths = List.of(longer, b, a);
        assertThat(DECISION.multipath(a, paths)).containsExactly(a, b);
        assertThat(new Decision(64, false).multipath(a, paths)).containsExactly(a);
        assertThat(new Decision(1, true).multipath(a, paths)).containsExactly(a);
    }

    @Test
    void keepsTheBestWithinTheMaximumOfPaths() {
        List<Path> paths = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            paths.add(path(i, true, 100 - i, i, told(65001L)));
        }
        Path best = DECISION.best(paths).orElseThrow();
        assertThat(best.source().index()).isEqualTo(9);
        assertThat(new Decision(3, true).multipath(best, paths)).extracting(p -> p.source().index()).containsExactly(0, 1, 9);
    }

    @Test
    void leavesOutWhatIsNotEligible() {
        Path looped = Path.rejected(path(1, told(65001L)).source(), told(65001L), Path.Rejection.AS_LOOP);
        assertThat(DECISION.best(List.of(looped))).isEmpty();
    }

    /** Whatever the order of arrival: the same best, the same multipath set, and no path of the set is better than the best by an earlier step. */
    @Property(tries = 500)
    void doesNotDependOnTheOrderOfArrival(@ForAll("paths") @Size(min = 1, max = 8) List<Path> paths, @ForAll long seed) {
        List<Path> shuffled = new ArrayList<>(paths);
        Collections.shuffle(shuffled, new Random(seed));
        Path best = DECISION.best(paths).orElseThrow();
        assertThat(DECISION.best(shuffled)).hasValue(best);
        List<Path> multipath = DECISION.multipath(best, paths);
        assertThat(DECISION.multipath(best, shuffled)).isEqualTo(multipath);
        assertThat(multipath).contains(best);
        for (Path path : paths) {
            assertThat(path.localPref()).isLessThanOrEqualTo(best.localPref());
            if (path.localPref() == best.localPref()) {
                assertThat(path.attributes().asPath().length()).isGreaterThanOrEqualTo(best.attributes().asPath().length());
            }
        }
        multipath.forEach(p -> assertThat(p.attributes().asPath().length()).isEqualTo(best.attributes().asPath().length()));
    }

    @Provide
    Arbitrary<List<Path>> paths() {
        Arbitrary<Attributes> attributes = Combinators.combine(Arbitraries.of(65001L, 65002L), Arbitraries.integers().between(0, 2),
                Arbitraries.longs().between(-1, 2), Arbitraries.of(-1L, 100L, 200L)).as((as, extra, med, pref) -> {
                    AsPath path = AsPath.sequence(as);
                    for (int i = 0; i < extra; i++) {
                        path = path.prepend(as);
                    }
                    return told().withAsPath(path).withMed(med).withLocalPref(pref);
                });
        return Combinators.combine(attributes, Arbitraries.of(true, false), Arbitraries.integers().between(1, 3))
                .as((a, external, id) -> path(0, external, id, id, a))
                .list().ofMinSize(1).ofMaxSize(8).map(list -> {
                    List<Path> indexed = new ArrayList<>();
                    for (Path p : list) {
                        indexed.add(path(indexed.size(), p.source().external(), p.source().routerId(), p.source().routerId(), p.attributes()));
                    }
                    return indexed;
                });
    }
}
