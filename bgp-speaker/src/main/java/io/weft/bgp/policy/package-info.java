/**
 * What may be learnt, originated and told. {@link io.weft.bgp.policy.RoutePolicy} is a list of terms of which the first match decides;
 * {@link io.weft.bgp.policy.ExportPolicy} holds the rules of RFC 4271 §9.2 and §5.1 towards a group of peers; {@link io.weft.bgp.policy.LocalRoutes} turns connected and
 * static routes, networks and aggregates into paths of this speaker. All are pure functions of routes, or tables of them.
 */
@NullMarked
package io.weft.bgp.policy;

import org.jspecify.annotations.NullMarked;
