/**
 * The {@code weft} command: words in, an exit code out. Door: {@link io.weft.daemon.cli.Weft}. Other modules add commands by
 * {@link io.weft.daemon.cli.WeftCommand}; what a failure means for the exit code is said by {@link io.weft.daemon.exit.ExitCoded} and
 * decided in {@link io.weft.daemon.exit.ExitCode} alone. Commands parse and print; the work is elsewhere.
 */
@NullMarked
package io.weft.daemon.cli;

import org.jspecify.annotations.NullMarked;
