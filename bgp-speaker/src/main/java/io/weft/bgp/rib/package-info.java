/**
 * The routing information base of RFC 4271 §3.2: {@link io.weft.bgp.rib.AdjRibIn} (what a peer has told), {@link io.weft.bgp.rib.LocRib} (all paths of a
 * prefix and which one is best, by {@link io.weft.bgp.rib.Decision}), {@link io.weft.bgp.rib.UpdateGroup} (what peers with one export policy have been told).
 * Attribute sets are interned and counted in {@link io.weft.bgp.rib.AttributePool}: equal sets are one object. Read {@code Destination}, {@code Step}.
 */
@NullMarked
package io.weft.bgp.rib;

import org.jspecify.annotations.NullMarked;
