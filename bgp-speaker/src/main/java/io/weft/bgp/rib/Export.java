package io.weft.bgp.rib;

import java.util.Optional;

/** What the peers of a group may know of a destination. Two groups with equal rules are one. */
public interface Export {
    /** The attributes as they go to the peers; empty: nothing is told. */
    Optional<Attributes> export(Destination destination);

    /** A default route of our own, whatever the RIB holds; empty: none. */
    Optional<Attributes> defaultRoute();
}
