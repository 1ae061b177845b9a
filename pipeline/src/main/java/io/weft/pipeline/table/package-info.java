/**
 * What the control plane tells the pipeline: routes, next hops, neighbours; and the hash that chooses among them. Door for writers:
 * {@link io.weft.pipeline.table.Routes} and {@link io.weft.pipeline.table.NeighborTable}; for packets each table's own lookup, which allocates
 * nothing; for people and controllers {@link io.weft.pipeline.table.Table}. Every table has a capacity and refuses what does not fit. Read
 * {@code NextHop}, {@code Routes}, then {@code Ipv4Fib}. Depends on {@code packet} and {@code wire}.
 */
@NullMarked
package io.weft.pipeline.table;

import org.jspecify.annotations.NullMarked;
