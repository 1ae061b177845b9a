package io.weft.labs.topology;

import io.weft.daemon.config.Origin;
import java.util.OptionalInt;

/** A wire between two ports. {@code mtu}: bytes of an IP packet, as containerlab will set it. Printed as {@code leaf1:eth1 spine1:eth1}. */
public record Link(int id, Endpoint a, Endpoint b, OptionalInt mtu, Origin origin) {
    /** What containerlab gives a link that does not say otherwise. */
    public static final int DEFAULT_MTU = 9500;

    public int mtuOrDefault() {
        return mtu.orElse(DEFAULT_MTU);
    }

    @Override
    public String toString() {
        return a + " " + b;
    }
}
