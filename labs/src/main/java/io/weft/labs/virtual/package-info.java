/**
 * A fabric in virtual time: many nodes, their links and their TCP in one thread, exact to the picosecond and the same on every machine. Door:
 * {@link io.weft.labs.virtual.VirtualFabric}. Times are nominal picoseconds, lengths bytes. No clock, thread, socket or file here; every random
 * number comes from a stream derived from the seed. Read {@code VirtualFabric}, then {@code EventQueue}, {@code Link}, {@code tcp.MiniTcp}.
 */
@NullMarked
package io.weft.labs.virtual;

import org.jspecify.annotations.NullMarked;
