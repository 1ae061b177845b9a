package io.weft.bgp.rib;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses among the paths to a prefix. MED does not order paths of different neighbouring ASes, so "better" is not transitive: the best of each neighbouring AS is
 * found first, then the best of those, and the outcome does not depend on the order of arrival.
 *
 * @param maximumPaths   most paths that carry traffic side by side
 * @param multipathRelax their AS_PATHs need to be equally long only, not equal
 */
public record Decision(int maximumPaths, boolean multipathRelax) {
    private static final List<Step> STEPS = List.of(Step.values());

    public Decision {
        if (maximumPaths < 1) {
            throw new IllegalArgumentException("maximum paths " + maximumPaths);
        }
    }

    /** The best eligible path. */
    public Optional<Path> best(List<Path> paths) {
        List<Path> winners = new ArrayList<>();
        for (Path path : paths) {
            if (path.isEligible()) {
                enter(winners, path);
            }
        }
        Optional<Path> best = Optional.empty();
        for (Path path : winners) {
            if (best.isEmpty() || compare(path, best.get()) < 0) {
                best = Optional.of(path);
            }
        }
        return best;
    }

    /** {@code winners} has one path for each neighbouring AS. */
    private static void enter(List<Path> winners, Path path) {
        for (int i = 0; i < winners.size(); i++) {
            if (sameNeighborAs(winners.get(i), path)) {
                if (compare(path, winners.get(i)) < 0) {
                    winners.set(i, path);
                }
                return;
            }
        }
        winners.add(path);
    }

    /** {@code best} and what is as good up to the step that only breaks ties, in the order of the neighbours. */
    public List<Path> multipath(Path best, List<Path> paths) {
        if (maximumPaths == 1 || best.source().isSelf()) {
            return List.of(best);
        }
        List<Path> level = new ArrayList<>();
        for (Path path : paths) {
            if (path.isEligible() && isLevel(path, best)) {
                level.add(path);
            }
        }
        level.sort((a, b) -> a.equals(best) ? -1 : b.equals(best) ? 1 : Step.NEIGHBOR_ORDER.compare(a, b));
        List<Path> chosen = new ArrayList<>(level.subList(0, Math.min(maximumPaths, level.size())));
        chosen.sort(Step.NEIGHBOR_ORDER::compare);
        return List.copyOf(chosen);
    }

    private boolean isLevel(Path path, Path best) {
        Optional<Step> step = decides(best, path);
        boolean sameKind = step.isEmpty() || !step.get().limitsMultipath();
        return sameKind && (multipathRelax || path.attributes().asPath().equals(best.attributes().asPath()));
    }

    /** The first step on which they differ; empty: they are the same path. */
    public static Optional<Step> decides(Path a, Path b) {
        for (Step step : STEPS) {
            if ((step != Step.MED || sameNeighborAs(a, b)) && step.compare(a, b) != 0) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    private static int compare(Path a, Path b) {
        Optional<Step> step = decides(a, b);
        return step.isEmpty() ? 0 : step.get().compare(a, b);
    }

    private static boolean sameNeighborAs(Path a, Path b) {
        return neighborAs(a) == neighborAs(b);
    }

    private static long neighborAs(Path path) {
        return path.attributes().asPath().neighbor();
    }

    /** Why {@code path} is not the best of {@code destination}, or that it is: for people. */
    public static String explain(Destination destination, Path path) {
        if (!path.isEligible()) {
            return "rejected: " + path.rejection();
        }
        Optional<Path> best = destination.best();
        if (best.isEmpty()) {
            return "not decided yet";
        }
        if (best.get().equals(path)) {
            return "best";
        }
        String step = decides(best.get(), path).map(Step::name).orElse("nothing");
        return (destination.multipath().contains(path) ? "multipath, not best by " : "not best by ") + step;
    }
}
