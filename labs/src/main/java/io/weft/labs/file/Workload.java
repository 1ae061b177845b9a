package io.weft.labs.file;

import io.weft.daemon.config.Located;
import io.weft.daemon.config.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** An item of {@code workload}: who sends how much to whom, from when on. */
public sealed interface Workload {
    String id();

    Origin origin();

    /** What all kinds share: queue pairs a flow, when it starts, and over which family. */
    record Terms(int qps, At at, Family family) {
    }

    /** {@code write}: one transfer. */
    record Write(String id, Located<String> from, Located<String> to, long bytes, Terms terms, OptionalLong immediate,
            Origin origin) implements Workload {
    }

    /** {@code all-pairs}: every host to every other, but for the pairs in {@code except}, written {@code h1-h8}. */
    record AllPairs(String id, long bytes, List<Located<String>> except, Terms terms, Origin origin) implements Workload {
        public AllPairs {
            except = List.copyOf(except);
        }
    }

    /** {@code permutation}: every host sends to one other and receives from one other, drawn by the lab's seed. */
    record Permutation(String id, long bytes, Terms terms, Origin origin) implements Workload {
    }

    /** {@code incast}: several to one. */
    record Incast(String id, List<Located<String>> from, Located<String> to, long bytes, Terms terms, Origin origin) implements Workload {
        public Incast {
            from = List.copyOf(from);
        }
    }

    /** {@code stream}: a transfer without end. */
    record Stream(String id, Located<String> from, Located<String> to, Terms terms, Origin origin) implements Workload {
    }

    /** The flows, in a fixed order. {@code hosts} are the NICs' names in topology order. */
    default List<Flow> flows(List<String> hosts, long seed) {
        List<Flow> flows = new ArrayList<>();
        switch (this) {
            case Write w ->
                flows.add(new Flow(w.id, w.id, w.from.value(), w.to.value(), w.bytes, w.terms.qps(), w.terms.at(), w.terms.family(), w.immediate));
            case Stream s -> flows.add(new Flow(s.id, s.id, s.from.value(), s.to.value(), Flow.ENDLESS, s.terms.qps(), s.terms.at(), s.terms.family(),
                    OptionalLong.empty()));
            case Incast i -> i.from.forEach(from -> flows.add(member(i.id, from.value(), i.to.value(), i.bytes, i.terms)));
            case Permutation p -> {
                int[] to = Derangement.of(seed, hosts.size());
                for (int i = 0; i < to.length; i++) {
                    flows.add(member(p.id, hosts.get(i), hosts.get(to[i]), p.bytes, p.terms));
                }
            }
            case AllPairs a -> {
                List<String> except = a.except.stream().map(Located::value).toList();
                for (String from : hosts) {
                    for (String to : hosts) {
                        if (!from.equals(to) && !except.contains(from + "-" + to)) {
                            flows.add(member(a.id, from, to, a.bytes, a.terms));
                        }
                    }
                }
            }
        }
        return flows;
    }

    private static Flow member(String id, String from, String to, long bytes, Terms terms) {
        return new Flow(id + "/" + from + "-" + to, id, from, to, bytes, terms.qps(), terms.at(), terms.family(), OptionalLong.empty());
    }
}
