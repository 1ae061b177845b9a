/** The way from a clone to a running Weft: {@code ./weft} and its build. */
@NullMarked
package io.weft.tests.build;

import org.jspecify.annotations.NullMarked;
