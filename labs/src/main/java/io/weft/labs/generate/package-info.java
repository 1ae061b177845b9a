/** Writes labs: from a few numbers to the text of all files. Door: {@link io.weft.labs.generate.LabGenerator#files}. Touches no disk. */
@NullMarked
package io.weft.labs.generate;

import org.jspecify.annotations.NullMarked;
