package io.weft.pipeline;

import io.weft.pipeline.table.HashField;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a switch is made with: the numbers of its ASIC.
 *
 * @param seed of the next-hop hash; differs from switch to switch, or they polarise
 * @param queueBytes wire bytes that one egress queue holds
 * @param puntRate packets a second that the control port takes, {@code puntBurst} at once
 * @param icmpErrorRate ICMP errors a second that are made, {@code icmpErrorBurst} at once. RFC 1812 §4.3.2.8
 * @param ipv4Prefixes capacity, as of the other tables that follow
 * @param forwards false for an endpoint: what comes in and is not for it is dropped
 */
public record SwitchProfile(String name, int seed, Set<HashField> hashFields, long queueBytes, long puntRate, int puntBurst, long icmpErrorRate,
        int icmpErrorBurst, int ipv4Prefixes, int ipv6Prefixes, int nextHopGroups, int neighbors, boolean forwards) {
    /** One a picosecond: as good as no policer. */
    private static final long UNPOLICED = 1_000_000_000_000L;

    public SwitchProfile {
        hashFields = Collections.unmodifiableSet(new TreeSet<>(hashFields));
    }

    /** {@code asic: simple}: 1 MiB a queue, tables of a common data-centre ASIC's size. */
    public static SwitchProfile simple(String name, int seed) {
        return new SwitchProfile(name, seed, HashField.FIVE_TUPLE, 1 << 20, 200_000, 8192, 1000, 100, 131_072, 65_536, 4096, 32_768, true);
    }

    /** The port side of an endpoint: it takes in everything that is for it and forwards nothing. */
    public static SwitchProfile endpoint(String name) {
        return new SwitchProfile(name, 0, HashField.FIVE_TUPLE, 1 << 20, UNPOLICED, 1, 1000, 100, 131_072, 65_536, 4096, 32_768, false);
    }

    public SwitchProfile withHashFields(Set<HashField> fields) {
        return new SwitchProfile(name, seed, fields, queueBytes, puntRate, puntBurst, icmpErrorRate, icmpErrorBurst, ipv4Prefixes, ipv6Prefixes,
                nextHopGroups, neighbors, forwards);
    }
}
