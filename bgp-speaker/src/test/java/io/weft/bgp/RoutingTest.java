package io.weft.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.bgp.message.AsPath;
import io.weft.bgp.message.Family;
import io.weft.bgp.message.MpNextHop;
import io.weft.bgp.message.PathAttribute;
import io.weft.bgp.message.Update;
import io.weft.bgp.rib.NextHop;
import io.weft.bgp.session.RemoteAs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Random news from several peers against tables that are recomputed from scratch after every step. */
class RoutingTest {
    private static final int PEERS = 4;
    private static final long LOCAL_AS = 65000;

    /** One step: peer {@code peer} announces {@code prefix} with a path of {@code extra} more numbers, withdraws it, or goes and comes again. */
    record News(int peer, int kind, int prefix, int extra, int origin, int med) {
    }

    /** What a peer has last said of a prefix. */
    private record Said(int peer, AsPath path, int origin) {
    }

    private final World world = new World();
    private final BgpSpeaker speaker;
    private final Told[] peers = new Told[PEERS];
    private final Map<Prefix, Map<Integer, Said>> oracle = new TreeMap<>();
    private long connections;

    RoutingTest() {
        List<NeighborConfig> neighbors = new ArrayList<>();
        for (int i = 0; i < PEERS; i++) {
            neighbors.add(NeighborConfig.unnumbered("eth" + i, new RemoteAs.External()).withPassive(true));
        }
        speaker = new BgpSpeaker(BgpConfig.of(LOCAL_AS, 1, neighbors), world, 1);
        speaker.start(0);
        for (int i = 0; i < PEERS; i++) {
            speaker.interfaceUp("eth" + i, address(0), List.of(), 0);
            connect(i);
        }
    }

    private static IpAddress.V6 address(int peer) {
        return new IpAddress.V6(0xfe80L << 48, peer);
    }

    private static Prefix prefix(int i) {
        return i % 2 == 0 ? Prefix.host(new IpAddress.V4(0x0a010000 + i)) : Prefix.host(new IpAddress.V6(0x20010db8L << 32, i));
    }

    private void connect(int peer) {
        speaker.neighborFound("eth" + peer, address(peer + 1), 0);
        peers[peer] = new Told(speaker, world, LOCAL_AS, --connections, true);
        peers[peer].establish("eth" + peer, address(0), address(peer + 1), Told.open(65001 + peer, 100 - peer));
    }

    private void happen(News news) {
        Prefix prefix = prefix(news.prefix);
        switch (news.kind) {
            case 0, 1, 2 -> {
                AsPath path = AsPath.sequence(65001L + news.peer);
                for (int i = 0; i < news.extra; i++) {
                    path = path.prepend(65001L + news.peer);
                }
                var reach = new PathAttribute.MpReach(Family.of(prefix), MpNextHop.linkLocalTwice(address(news.peer + 1)), List.of(prefix));
                peers[news.peer]
                        .say(new Update(List.of(), List.of(reach, new PathAttribute.Origin(news.origin), new PathAttribute.AsPathAttribute(path),
                                new PathAttribute.MultiExitDisc(news.med)), List.of()));
                oracle.computeIfAbsent(prefix, _ -> new TreeMap<>()).put(news.peer, new Said(news.peer, path, news.origin));
            }
            case 3, 4 -> {
                peers[news.peer].say(new Update(List.of(), List.of(new PathAttribute.MpUnreach(Family.of(prefix), List.of(prefix))), List.of()));
                oracle.getOrDefault(prefix, new TreeMap<>()).remove(news.peer);
            }
            default -> {
                speaker.neighborLost("eth" + news.peer, "test", 0);
                oracle.values().forEach(m -> m.remove(news.peer));
                connect(news.peer);
            }
        }
    }

    /** Shortest path, then lowest ORIGIN; then the lowest router id: the last peer. */
    private static Optional<Said> best(Map<Integer, Said> said) {
        return said.values().stream().min(Comparator.<Said>comparingInt(s -> s.path.length()).thenComparingInt(Said::origin).thenComparing(Said::peer,
                Comparator.reverseOrder()));
    }

    @Property(tries = 200)
    void agreesWithTablesRecomputedFromScratch(@ForAll("news") @Size(max = 60) List<News> all) {
        new RoutingTest().hear(all);
    }

    private void hear(List<News> all) {
        for (News news : all) {
            happen(news);
            check();
        }
        for (int i = 0; i < PEERS; i++) {
            speaker.neighborLost("eth" + i, "end", 0);
        }
        assertThat(world.fib).isEmpty();
        assertThat(speaker.show().attributeSets()).as("no attribute set outlives its routes").isZero();
    }

    private void check() {
        Map<Prefix, List<NextHop>> fib = new LinkedHashMap<>();
        for (Told peer : peers) {
            peer.listen();
            assertThat(peer.problems).isEmpty();
        }
        oracle.forEach((prefix, said) -> {
            Optional<Said> best = best(said);
            for (int i = 0; i < PEERS; i++) {
                if (best.isPresent() && best.get().peer != i) {
                    assertThat(peers[i].routes).containsKey(prefix);
                    assertThat(peers[i].asPath(prefix)).isEqualTo(best.get().path.prepend(LOCAL_AS).toString());
                    assertThat(peers[i].nextHops.get(prefix)).isEqualTo(address(0));
                } else {
                    assertThat(peers[i].routes).doesNotContainKey(prefix);
                }
            }
            best.ifPresent(b -> fib.put(prefix, said.values().stream().filter(s -> s.path.length() == b.path.length() && s.origin == b.origin)
                    .map(s -> new NextHop("eth" + s.peer, address(s.peer + 1))).toList()));
        });
        assertThat(world.fib).isEqualTo(fib);
    }

    @Provide
    Arbitrary<List<News>> news() {
        return Combinators
                .combine(Arbitraries.integers().between(0, PEERS - 1), Arbitraries.integers().between(0, 5), Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 2), Arbitraries.integers().between(0, 2), Arbitraries.integers().between(0, 3))
                .as(News::new).list().ofMaxSize(60);
    }
}
