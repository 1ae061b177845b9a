/**
 * Golden packet scripts: a switch's behaviour as text that an engineer reads, run line by line. The scripts are in {@code tests/golden}; the
 * format is described at {@link io.weft.tests.golden.GoldenScript}. Times in scripts are nominal.
 */
@NullMarked
package io.weft.tests.golden;

import org.jspecify.annotations.NullMarked;
