/**
 * The way out of a node: queues, the scheduler over them, serialisation at the port's speed, and what was counted. Door:
 * {@code EgressPort}; frames leave through a {@link io.weft.pipeline.port.FrameSink}. Depends on {@code packet} and {@code observe}.
 */
@NullMarked
package io.weft.pipeline.port;

import org.jspecify.annotations.NullMarked;
