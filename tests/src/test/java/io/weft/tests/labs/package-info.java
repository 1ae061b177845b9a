/** Labs from their files to their end, as a user runs them: exit codes, messages, JSON, captures. */
@NullMarked
package io.weft.tests.labs;

import org.jspecify.annotations.NullMarked;
