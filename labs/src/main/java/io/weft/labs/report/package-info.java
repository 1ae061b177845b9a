/** A run's result for machines and for people. Doors: {@link io.weft.labs.report.RunReport} (JSON), {@link io.weft.labs.report.Summary} (text). */
@NullMarked
package io.weft.labs.report;

import org.jspecify.annotations.NullMarked;
