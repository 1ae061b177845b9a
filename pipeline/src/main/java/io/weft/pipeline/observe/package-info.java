/**
 * Watching without touching: what happens to frames in a node, told to an {@link io.weft.pipeline.observe.Observer}. Depends on {@code packet} and {@code wire}.
 */
@NullMarked
package io.weft.pipeline.observe;

import org.jspecify.annotations.NullMarked;
