package io.weft.labs.bench;

import java.util.List;

/** One measured quantity: its value in every run, in {@code unit}. */
public record Figure(String name, String unit, List<Double> runs) {
    public Figure {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException(name + " was not measured");
        }
        runs = List.copyOf(runs);
    }

    /** A quantity that has one value. */
    public static Figure of(String name, String unit, double value) {
        return new Figure(name, unit, List.of(value));
    }

    public double min() {
        return ordered().getFirst();
    }

    /** The middle one; of an even number the mean of the two in the middle. */
    public double median() {
        List<Double> ordered = ordered();
        int half = ordered.size() / 2;
        return ordered.size() % 2 == 1 ? ordered.get(half) : (ordered.get(half - 1) + ordered.get(half)) / 2;
    }

    public double max() {
        return ordered().getLast();
    }

    private List<Double> ordered() {
        return runs.stream().sorted().toList();
    }
}
