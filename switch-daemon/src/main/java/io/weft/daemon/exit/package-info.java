/**
 * What a failure means to the shell that started Weft. Doors: {@link io.weft.daemon.exit.ExitCode}, the numbers and where they are decided;
 * {@link io.weft.daemon.exit.ExitCoded}, a failure with a number of its own. Depends on nothing.
 */
@NullMarked
package io.weft.daemon.exit;

import org.jspecify.annotations.NullMarked;
