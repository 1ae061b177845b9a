package io.weft.pipeline.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Both FIBs against a list that is searched from end to end: random prefixes that nest, added, changed and removed, in three VRFs. */
class FibTest {
    private record Route(int vrf, BigInteger network, int length) {
        boolean holds(int vrf, BigInteger address, int bits) {
            return this.vrf == vrf && address.shiftRight(bits - length).equals(network.shiftRight(bits - length));
        }
    }

    /** The trusted twin: first by VRF, then the longest that holds the address. */
    private static final class Oracle {
        private final List<Route> routes = new ArrayList<>();
        private final List<Integer> groups = new ArrayList<>();
        private final int bits;

        Oracle(int bits) {
            this.bits = bits;
        }

        void add(Route route, int group) {
            remove(route);
            routes.add(route);
            groups.add(group);
        }

        boolean remove(Route route) {
            int at = routes.indexOf(route);
            if (at < 0) {
                return false;
            }
            routes.remove(at);
            groups.remove(at);
            return true;
        }

        int lookup(int vrf, BigInteger address) {
            int best = -1;
            for (int i = 0; i < routes.size(); i++) {
                if (routes.get(i).holds(vrf, address, bits) && (best < 0 || routes.get(i).length > routes.get(best).length)) {
                    best = i;
                }
            }
            return best < 0 ? NextHopGroups.NO_ROUTE : groups.get(best);
        }
    }

    @Property(tries = 200)
    void ipv4FibAnswersAsASearchOfAllPrefixesDoes(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Ipv4Fib fib = new Ipv4Fib(1000);
        Oracle oracle = new Oracle(32);
        for (int step = 0; step < 300; step++) {
            int vrf = random.nextInt(3);
            int length = random.nextInt(33);
            int address = ipv4(random);
            int network = length == 0 ? 0 : address & -1 << 32 - length;
            Route route = new Route(vrf, big(network), length);
            if (random.nextInt(5) < 3) {
                int group = 1 + random.nextInt(1000);
                assertThat(fib.add(vrf, address, length, group)).isTrue();
                oracle.add(route, group);
            } else {
                Route victim = oracle.routes.isEmpty() || random.nextInt(4) == 0 ? route : oracle.routes.get(random.nextInt(oracle.routes.size()));
                assertThat(fib.remove(victim.vrf, victim.network.intValue(), victim.length)).isEqualTo(oracle.remove(victim));
            }
            for (int i = 0; i < 4; i++) {
                int probe = ipv4(random);
                assertThat(fib.lookup(vrf, probe)).isEqualTo(oracle.lookup(vrf, big(probe)));
            }
            assertThat(fib.size()).isEqualTo(oracle.routes.size());
        }
        assertThat(fib.entries()).hasSize(oracle.routes.size());
        emptied(fib, oracle);
    }

    /** Blocks that have served are used again: a FIB emptied and filled alike needs no more memory. */
    private static void emptied(Ipv4Fib fib, Oracle oracle) {
        List<Route> all = List.copyOf(oracle.routes);
        long bytes = fib.trieBytes();
        for (int round = 0; round < 3; round++) {
            for (Route route : all) {
                assertThat(fib.remove(route.vrf, route.network.intValue(), route.length)).isTrue();
            }
            assertThat(fib.size()).isZero();
            assertThat(fib.lookup(0, 0x0a000001)).isEqualTo(NextHopGroups.NO_ROUTE);
            for (Route route : all) {
                assertThat(fib.add(route.vrf, route.network.intValue(), route.length, 7)).isTrue();
            }
        }
        assertThat(fib.trieBytes()).isEqualTo(bytes);
    }

    @Property(tries = 200)
    void ipv6FibAnswersAsASearchOfAllPrefixesDoes(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Ipv6Fib fib = new Ipv6Fib(1000);
        Oracle oracle = new Oracle(128);
        for (int step = 0; step < 300; step++) {
            int vrf = random.nextInt(3);
            int length = random.nextInt(129);
            BigInteger address = ipv6(random);
            Route route = new Route(vrf, address.shiftRight(128 - length).shiftLeft(128 - length), length);
            if (random.nextInt(5) < 3) {
                int group = 1 + random.nextInt(1000);
                assertThat(fib.add(vrf, high(address), address.longValue(), length, group)).isTrue();
                oracle.add(route, group);
            } else {
                Route victim = oracle.routes.isEmpty() || random.nextInt(4) == 0 ? route : oracle.routes.get(random.nextInt(oracle.routes.size()));
                assertThat(fib.remove(victim.vrf, high(victim.network), victim.network.longValue(), victim.length))
                        .isEqualTo(oracle.remove(victim));
            }
            BigInteger probe = ipv6(random);
            assertThat(fib.lookup(vrf, high(probe), probe.longValue())).isEqualTo(oracle.lookup(vrf, probe));
            assertThat(fib.size()).isEqualTo(oracle.routes.size());
        }
    }

    /** Few different octets, so that prefixes nest and addresses hit. */
    private static int ipv4(SplittableRandom random) {
        int address = 0;
        for (int i = 0; i < 4; i++) {
            address = address << 8 | (random.nextInt(3) == 0 ? random.nextInt(256) : 10 + random.nextInt(2));
        }
        return address;
    }

    private static BigInteger ipv6(SplittableRandom random) {
        BigInteger address = BigInteger.ZERO;
        for (int i = 0; i < 8; i++) {
            int group = random.nextInt(4) == 0 ? random.nextInt(1 << 16) : 0xfd00 + random.nextInt(2);
            address = address.shiftLeft(16).or(BigInteger.valueOf(group));
        }
        return address;
    }

    private static BigInteger big(int address) {
        return BigInteger.valueOf(address & 0xffffffffL);
    }

    private static long high(BigInteger address) {
        return address.shiftRight(64).longValue();
    }
}
