/** Captures, checked against tshark, which knows nothing of Weft. */
@NullMarked
package io.weft.tests.capture;

import org.jspecify.annotations.NullMarked;
