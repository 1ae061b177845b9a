package io.weft.pipeline;

import io.weft.pipeline.table.HashField;
import java.util.Set;

/**
 * What a switch is made with: the numbers of its ASIC.
 *
 * @param seed of the next-hop hash; differs from switch to switch, or they polarise
 * @param queueBytes wire bytes that one egress queue holds
 * @param puntRate packets a second that the control port takes, {@code puntBurst} at once
 * @param icmpErrorRate ICMP errors a second that are made, {@code icmpErrorBurst} at once. RFC 1812 §4.3.2.8
 * @param ipv4Prefixes capacity, as of the other tables that follow
 */
public record SwitchProfile(String name, int seed, Set<HashField> hashFields, long queueBytes, long puntRate, int puntBurst, long icmpErrorRate,
        int icmpErrorBurst, int ipv4Prefixes, int ipv6Prefixes, int nextHopGroups, int neighbors) {
    public SwitchProfile {
        hashFields = Set.copyOf(hashFields);
    }

    /** {@code asic: simple}: 1 MiB a queue, tables of a common data-centre ASIC's size. */
    public static SwitchProfile simple(String name, int seed) {
        return new SwitchProfile(name, seed, HashField.FIVE_TUPLE, 1 << 20, 200_000, 8192, 1000, 100, 131_072, 65_536, 4096, 32_768);
    }
}
