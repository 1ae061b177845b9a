/**
 * Runs a lab: makes its fabric, waits until it has converged, starts the transfers and the faults, and says at the end what came of it. Doors: {@link
 * io.weft.labs.engine.LabSession} for a fabric that stays up, {@link io.weft.labs.engine.LabRun} for a run from start to result. Times are nominal
 * picoseconds since the start of the fabric; "t = 0" is the moment of convergence. Read {@code LabRun} first.
 */
@NullMarked
package io.weft.labs.engine;

import org.jspecify.annotations.NullMarked;
