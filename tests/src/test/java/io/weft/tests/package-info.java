/**
 * What crosses modules. {@link io.weft.tests.Requires} says what a test needs of the machine; {@link io.weft.tests.Repository} where the
 * repository's files are.
 */
@NullMarked
package io.weft.tests;

import org.jspecify.annotations.NullMarked;
