/**
 * {@code weft bench}: what Weft costs, measured. Doors: {@link io.weft.labs.bench.BenchCommand}, and {@link io.weft.labs.bench.Bench}, which other
 * modules implement to add one. A benchmark measures wall time and heap of the JVM it runs in, or of JVMs that it starts; its figures are wall time
 * unless their unit says otherwise. Runs of kinds that are compared alternate, so that a machine that slows down slows both.
 */
@NullMarked
package io.weft.labs.bench;

import org.jspecify.annotations.NullMarked;
