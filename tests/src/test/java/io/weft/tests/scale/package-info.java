/** Fabrics of many nodes, as the generator writes them. */
@NullMarked
package io.weft.tests.scale;

import org.jspecify.annotations.NullMarked;
