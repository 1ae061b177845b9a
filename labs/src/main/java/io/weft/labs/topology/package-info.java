/**
 * The wiring of a lab: reads containerlab's topology file. Door: {@link io.weft.labs.topology.Topology#read}. What is legal there and means nothing
 * in a fabric of ours (memory limits, capabilities) is accepted and passed over; what would change the fabric and is not served is an error with
 * its place. Node ids follow the order of the file, link ids too; a node's ports are numbered in the order eth1, eth2, … of those that are wired.
 */
@NullMarked
package io.weft.labs.topology;

import org.jspecify.annotations.NullMarked;
