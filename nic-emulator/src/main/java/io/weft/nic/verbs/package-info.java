/**
 * What an application says to its NIC and hears from it, in the words of the RDMA verbs (IBTA Vol 1 chapter 11): memory regions, work requests,
 * completions, connections, states of a queue pair. Doors: {@link io.weft.nic.verbs.WorkRequest}, {@link io.weft.nic.verbs.MemoryRegion},
 * {@link io.weft.nic.verbs.Completion}. Lengths are bytes, times nominal picoseconds. Knows no packets on the wire.
 */
@NullMarked
package io.weft.nic.verbs;

import org.jspecify.annotations.NullMarked;
