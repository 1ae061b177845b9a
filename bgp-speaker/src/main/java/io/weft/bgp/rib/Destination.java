package io.weft.bgp.rib;

import io.weft.bgp.address.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A prefix with every path to it, at most one a source, and what the last decision chose. */
public final class Destination {
    private final Prefix prefix;
    private final List<Path> paths = new ArrayList<>(2);
    private Optional<Path> best = Optional.empty();
    private List<Path> multipath = List.of();
    private boolean queued;

    Destination(Prefix prefix) {
        this.prefix = prefix;
    }

    /** In place of the source's former path; the former one. */
    Optional<Path> put(Path path) {
        for (int i = 0; i < paths.size(); i++) {
            if (paths.get(i).source().index() == path.source().index()) {
                return Optional.of(paths.set(i, path));
            }
        }
        paths.add(path);
        return Optional.empty();
    }

    Optional<Path> remove(int sourceIndex) {
        for (int i = 0; i < paths.size(); i++) {
            if (paths.get(i).source().index() == sourceIndex) {
                return Optional.of(paths.remove(i));
            }
        }
        return Optional.empty();
    }

    void decide(Decision decision) {
        best = decision.best(paths);
        multipath = best.map(b -> decision.multipath(b, paths)).orElse(List.of());
        queued = false;
    }

    /** True the first time since the last decision. */
    boolean queue() {
        boolean first = !queued;
        queued = true;
        return first;
    }

    public Prefix prefix() {
        return prefix;
    }

    /** In order of arrival, rejected ones too. */
    public List<Path> paths() {
        return List.copyOf(paths);
    }

    public boolean isEmpty() {
        return paths.isEmpty();
    }

    public Optional<Path> best() {
        return best;
    }

    /** The best and those that share traffic with it, in the order of the neighbours. */
    public List<Path> multipath() {
        return multipath;
    }

    /** Where packets go: the next hops of {@link #multipath}, each once. Empty for a route of our own. */
    public List<NextHop> nextHops() {
        List<NextHop> nextHops = new ArrayList<>(multipath.size());
        for (Path path : multipath) {
            for (NextHop nextHop : path.nextHops()) {
                if (!nextHops.contains(nextHop)) {
                    nextHops.add(nextHop);
                }
            }
        }
        return List.copyOf(nextHops);
    }
}
