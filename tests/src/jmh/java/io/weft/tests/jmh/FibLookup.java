package io.weft.tests.jmh;

import io.weft.pipeline.table.Ipv4Fib;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** IPv4 lookups: {@code Ipv4Fib} and a plain trie with the same routes and the same addresses. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class FibLookup {
    private static final int ADDRESSES = 1 << 12;
    private static final int SEED = 1;
    private static final int CAPACITY = 1 << 17;
    private static final int GROUPS = 64;

    /** {@code hosts}: a /32 for each of 1,024 hosts and a default route. {@code mixed}: 100,000 prefixes of 8 to 32 bits, most of them /24. */
    @Param({"hosts", "mixed"})
    public String routes = "";

    private Ipv4Fib fib = new Ipv4Fib(CAPACITY);
    private PlainTrie trie = new PlainTrie();
    private final int[] addresses = new int[ADDRESSES];

    @Setup
    public void fill() {
        fib = new Ipv4Fib(CAPACITY);
        trie = new PlainTrie();
        SplittableRandom random = new SplittableRandom(SEED);
        int[] known = routes.equals("hosts") ? hosts() : mixed(random);
        for (int i = 0; i < ADDRESSES; i++) {
            addresses[i] = known[random.nextInt(known.length)];
            if (fib.lookup(0, addresses[i]) != trie.lookup(addresses[i])) {
                throw new IllegalStateException("the two disagree on " + Integer.toHexString(addresses[i]));
            }
        }
    }

    private int[] hosts() {
        int[] known = new int[1024];
        add(0, 0, 1);
        for (int i = 0; i < known.length; i++) {
            known[i] = 10 << 24 | 1 << 16 | i / 16 << 8 | i % 16 + 1;
            add(known[i], 32, 1 + i % GROUPS);
        }
        return known;
    }

    private int[] mixed(SplittableRandom random) {
        int[] known = new int[100_000];
        for (int i = 0; i < known.length; i++) {
            int length = random.nextInt(10) < 6 ? 24 : random.nextInt(8, 33);
            int network = random.nextInt() & -1 << 32 - length;
            known[i] = network | random.nextInt() & ~(-1 << 32 - length);
            add(network, length, 1 + i % GROUPS);
        }
        return known;
    }

    private void add(int network, int length, int group) {
        fib.add(0, network, length, group);
        trie.add(network, length, group);
    }

    @Benchmark
    @OperationsPerInvocation(ADDRESSES)
    public int ipv4Fib() {
        int sum = 0;
        for (int address : addresses) {
            sum += fib.lookup(0, address);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(ADDRESSES)
    public int plainTrie() {
        int sum = 0;
        for (int address : addresses) {
            sum += trie.lookup(address);
        }
        return sum;
    }
}
