/**
 * How fast a queue pair may send: rates and windows behind one question, {@link io.weft.nic.rate.RateControl}. The port's own speed needs no
 * answer here: a NIC makes a data packet only when its port is about to be free. Times are nominal picoseconds.
 */
@NullMarked
package io.weft.nic.rate;

import org.jspecify.annotations.NullMarked;
