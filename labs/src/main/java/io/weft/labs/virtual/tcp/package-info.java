/**
 * TCP in virtual time, RFC 9293: what stands at a node's control ports where a container has the kernel. Door: {@link io.weft.labs.virtual.tcp.MiniTcp}.
 * Times are nominal picoseconds. Pure: time, packets and randomness come from its host.
 */
@NullMarked
package io.weft.labs.virtual.tcp;

import org.jspecify.annotations.NullMarked;
