/** What a lab claims, held against what happened. Door: {@link io.weft.labs.check.Checks}. Checks read counters, tables and the run's JSON. */
@NullMarked
package io.weft.labs.check;

import org.jspecify.annotations.NullMarked;
