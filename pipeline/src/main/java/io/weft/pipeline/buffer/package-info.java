/**
 * The packet memory of a switching ASIC: what it admits, what it refuses. Doors: {@link io.weft.pipeline.buffer.PacketBuffer#admit} when a packet
 * has found its queue, {@link io.weft.pipeline.buffer.PacketBuffer#release} when it leaves. Lengths are wire lengths in bytes. After every call:
 * admitted = released + held. Depends on {@code packet} and {@code port}.
 */
@NullMarked
package io.weft.pipeline.buffer;

import org.jspecify.annotations.NullMarked;
