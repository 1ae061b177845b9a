package io.weft.pipeline.table;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a switch may take into the hash that chooses a next hop. */
public enum HashField {
    SOURCE,
    DESTINATION,
    PROTOCOL,
    /** Of TCP and UDP, in packets that are no fragments. */
    SOURCE_PORT,
    DESTINATION_PORT,
    /** IPv6 only. RFC 6438. */
    FLOW_LABEL,
    /** RoCEv2's destination queue pair, BTH. */
    DEST_QP;

    /** Addresses, protocol and ports. */
    public static final Set<HashField> FIVE_TUPLE = Collections
            .unmodifiableSet(EnumSet.of(SOURCE, DESTINATION, PROTOCOL, SOURCE_PORT, DESTINATION_PORT));
}
