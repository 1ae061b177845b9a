/**
 * What a capture holds: every frame taken apart, RoCE by queue pair, pauses by priority, BGP by session. Doors:
 * {@link io.weft.daemon.inspect.Inspection}, which is fed frames, and the views of it, {@link io.weft.daemon.inspect.InspectionText} for people
 * and {@link io.weft.daemon.inspect.InspectionJson} for programs. Read {@code Dissector} first. Tables are bounded; what finds no room is counted.
 */
@NullMarked
package io.weft.daemon.inspect;

import org.jspecify.annotations.NullMarked;
