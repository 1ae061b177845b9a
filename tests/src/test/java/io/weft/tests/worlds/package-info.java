/** Whole fabrics in virtual time: conservation, determinism, and what survives noise and faults. */
@NullMarked
package io.weft.tests.worlds;

import org.jspecify.annotations.NullMarked;
