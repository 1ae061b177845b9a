package io.weft.daemon.config;

import io.weft.pipeline.table.HashField;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code system.forwarding}: what the next-hop hash is made of. {@code hashSeed} absent: one that derives from the run's seed and the node's name,
 * so that no two switches hash alike; the same number on two tiers polarises them.
 */
public record ForwardingConfig(OptionalInt hashSeed, Set<HashField> hashFields) {
    /** The five-tuple, and a seed of its own. */
    public static final ForwardingConfig DEFAULT = new ForwardingConfig(OptionalInt.empty(), HashField.FIVE_TUPLE);

    public ForwardingConfig {
        hashFields = Collections.unmodifiableSet(new TreeSet<>(hashFields));
    }
}
