/**
 * A frame while a node has it: its bytes, its described payload, what the pipeline has learned about it, and what became of it. Doors:
 * {@link io.weft.pipeline.packet.Packet}, {@link io.weft.pipeline.packet.PacketPool}, {@link io.weft.pipeline.packet.Verdict}. Lengths are
 * bytes, times nominal picoseconds. Read {@code Packet} first. Depends on nothing.
 */
@NullMarked
package io.weft.pipeline.packet;

import org.jspecify.annotations.NullMarked;
