package io.weft.daemon.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong while reading goes on, so that a person sees all of it at once. */
public final class Problems {
    private static final Comparator<Problem> BY_PLACE = Comparator.comparing((Problem p) -> p.origin().line())
            .thenComparing(p -> p.origin().column());

    private final List<Problem> found = new ArrayList<>();

    public void add(Origin origin, String message) {
        found.add(new Problem(origin, message));
    }

    /** Adds what may have been meant, if a candidate is near enough. */
    public void add(Origin origin, String message, Optional<String> meant) {
        found.add(new Problem(origin, message, meant.map(word -> "did you mean '" + word + "'?").orElse("")));
    }

    public void addAll(ConfigException other) {
        found.addAll(other.problems());
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Throws what was found: files in the order in which they were first found wrong, each from top to bottom. */
    public void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        List<Problem> ordered = new ArrayList<>();
        for (String file : new LinkedHashSet<>(found.stream().map(p -> p.origin().file()).toList())) {
            found.stream().filter(p -> p.origin().file().equals(file)).distinct().sorted(BY_PLACE).forEach(ordered::add);
        }
        throw new ConfigException(ordered);
    }
}
