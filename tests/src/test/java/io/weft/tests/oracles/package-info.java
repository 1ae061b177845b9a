/** Figures of tests/data/vectors/oracles.json, measured on whole fabrics. Times in ps, sizes in bytes. */
@NullMarked
package io.weft.tests.oracles;

import org.jspecify.annotations.NullMarked;
