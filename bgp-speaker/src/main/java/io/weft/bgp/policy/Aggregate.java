package io.weft.bgp.policy;

import io.weft.bgp.address.Prefix;

/** {@code aggregate-address}: announced while a more specific route is there; {@code summaryOnly}: the more specific ones are not. */
public record Aggregate(Prefix prefix, boolean summaryOnly) {
}
