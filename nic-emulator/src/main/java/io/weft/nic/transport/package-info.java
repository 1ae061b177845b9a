/**
 * The reliable connected transport of IBTA Vol 1 §9.7: {@link io.weft.nic.transport.Requester} turns work requests into packets and
 * acknowledgements into completions, {@link io.weft.nic.transport.Responder} turns packets into memory and answers. {@link
 * io.weft.nic.transport.QueuePair} is one of each and a state. Sequences are PSNs counted on as a long that does not wrap; the wire carries
 * their lower 24 bits. Times are nominal picoseconds.
 */
@NullMarked
package io.weft.nic.transport;

import org.jspecify.annotations.NullMarked;
