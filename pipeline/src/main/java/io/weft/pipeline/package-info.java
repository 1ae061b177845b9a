/**
 * A software switch as functions over bytes. Door and the one page to read: {@link io.weft.pipeline.SwitchPipeline}. It is made with a
 * {@link io.weft.pipeline.SwitchProfile} and {@link io.weft.pipeline.SwitchPort}s, sends by their sinks, and gives what is for its CPU to a
 * {@link io.weft.pipeline.PuntSink}. Times are nominal picoseconds and arguments; there is no clock, thread, socket or file here.
 */
@NullMarked
package io.weft.pipeline;

import org.jspecify.annotations.NullMarked;
