/** {@code weft lab …}: the commands that run labs. Each turns its options into calls and a result into text and an exit code; the work is elsewhere. */
@NullMarked
package io.weft.labs.command;

import org.jspecify.annotations.NullMarked;
