package io.weft.bgp;

import io.weft.bgp.address.IpAddress;

/** What a neighbour is configured by. */
public sealed interface NeighborKey {
    /** Whoever advertises itself as a router on the interface (unnumbered). */
    record ByInterface(String iface) implements NeighborKey {
    }

    /** An address in a subnet of one of our interfaces. */
    record ByAddress(IpAddress address) implements NeighborKey {
    }

    /** As a person writes it: {@code eth1} or {@code 10.1.1.1}. */
    default String text() {
        return switch (this) {
            case ByInterface(String iface) -> iface;
            case ByAddress(IpAddress address) -> address.toString();
        };
    }
}
