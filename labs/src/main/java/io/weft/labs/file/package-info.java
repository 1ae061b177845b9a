/**
 * What containerlab has no word for: {@code lab.yml}, and the whole lab put together. Doors: {@link io.weft.labs.file.Lab#read} reads a folder (topology,
 * every node's configuration, lab.yml), checks them against each other and reports all that is wrong; {@link io.weft.labs.file.LabFile} is lab.yml alone;
 * {@link io.weft.labs.file.Workload#flows} turns a workload into flows. Times are picoseconds, rates bit/s, sizes bytes, shares parts per billion.
 */
@NullMarked
package io.weft.labs.file;

import org.jspecify.annotations.NullMarked;
