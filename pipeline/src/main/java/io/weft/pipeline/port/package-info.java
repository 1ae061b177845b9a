/**
 * The way out of a node: queues, the scheduler over them, serialisation at the port's speed, and what was counted. Door:
 * {@link io.weft.pipeline.port.EgressPort}; frames leave through a {@link io.weft.pipeline.port.FrameSink}. Lengths are wire lengths in bytes,
 * times nominal picoseconds. Read {@code EgressPort} first. Depends on {@code packet} and {@code observe}.
 */
@NullMarked
package io.weft.pipeline.port;

import org.jspecify.annotations.NullMarked;
