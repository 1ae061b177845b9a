package io.weft.labs.virtual;

import java.util.Comparator;

/** Something that breaks, or is mended, at one picosecond for everybody. Links and nodes are named by their indices. */
sealed interface Fault {
    /** The order among faults of one instant, before the order of scheduling: first what is mended, then what breaks. */
    Comparator<Fault> ORDER = Comparator.comparingInt(Fault::rank).thenComparingInt(Fault::target);

    int target();

    /** Carrier of a link comes back. */
    record LinkUp(int target) implements Fault {
    }

    /** Carrier of a link goes, at both ends. */
    record LinkDown(int target) implements Fault {
    }

    /** From now on each frame is lost with this probability, in both directions. */
    record Loss(int target, double probability) implements Fault {
    }

    /** From now on each frame is damaged with this probability, in both directions. */
    record Corruption(int target, double probability) implements Fault {
    }

    /** A node stops for ever; its links lose carrier unless it is silent. */
    record Kill(int target, boolean silent) implements Fault {
    }

    private static int rank(Fault fault) {
        return switch (fault) {
            case LinkUp _ -> 0;
            case LinkDown _ -> 1;
            case Loss _ -> 2;
            case Corruption _ -> 3;
            case Kill _ -> 4;
        };
    }
}
