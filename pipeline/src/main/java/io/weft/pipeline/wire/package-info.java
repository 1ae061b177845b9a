/**
 * Headers as they stand on the wire, one file a header. A view is wrapped over a {@link io.weft.pipeline.packet.Packet} at an offset, checked
 * once, then read and written without a further check; it allocates nothing and is used again. Fields are big endian and carry the names of
 * their RFC or IBTA clause. MAC addresses are the lower 48 bits of a long, IPv4 addresses an int, IPv6 addresses two longs (high, low).
 * Setters leave checksums and ICRC stale unless they say otherwise. Read {@code Udp} for the shape of a view, {@code RoceOpcode} for RoCEv2,
 * then {@code RoceFrame}. Depends on {@code packet}.
 */
@NullMarked
package io.weft.pipeline.wire;

import org.jspecify.annotations.NullMarked;
