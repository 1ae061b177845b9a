/** What the documents say is so: their commands run, the output that they quote appears, their links lead somewhere. */
@NullMarked
package io.weft.tests.docs;

import org.jspecify.annotations.NullMarked;
