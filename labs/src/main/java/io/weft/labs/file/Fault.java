package io.weft.labs.file;

import io.weft.daemon.config.Located;
import io.weft.daemon.config.Origin;

/** An item of {@code faults}: what breaks, when, for how long. Faults of a link hold in both directions. */
public sealed interface Fault {
    /** A fault without an end. */
    long FOREVER = Long.MAX_VALUE;

    At at();

    Origin origin();

    /** The link loses carrier for {@code duration} ps. */
    record LinkDown(At at, Located<LinkPattern> link, long duration, Origin origin) implements Fault {
    }

    /** Frames vanish: each with a chance of {@code share} in 10⁹, for {@code duration} ps. */
    record LinkLoss(At at, Located<LinkPattern> link, long share, long duration, Origin origin) implements Fault {
    }

    /** Frames arrive with a wrong bit: each with a chance of {@code share} in 10⁹, for {@code duration} ps. */
    record Corruption(At at, Located<LinkPattern> link, long share, long duration, Origin origin) implements Fault {
    }

    /** The node is gone. Its links lose carrier at that instant, unless it is {@code silent}. */
    record Kill(At at, Located<String> node, boolean silent, Origin origin) implements Fault {
    }

    /** The host sends PFC pauses of a priority without end. */
    record Storm(At at, Located<String> node, int priority, Origin origin) implements Fault {
    }

    /** The host takes in no more than {@code rate} bit/s. */
    record SlowReceiver(At at, Located<String> node, long rate, Origin origin) implements Fault {
    }
}
