/**
 * The lab shell: a lab that stays up in virtual time, and a person or a script that orders and asks. {@link io.weft.labs.shell.LabShell} turns a line
 * into an answer and knows no terminal; {@link io.weft.labs.shell.Dialogue} reads lines from a terminal or a pipe. Each family of commands is a
 * class that offers {@link io.weft.labs.shell.Command}s. Between two lines time stands still. Times are nominal picoseconds since the start of the
 * fabric. Read {@code LabShell} first.
 */
@NullMarked
package io.weft.labs.shell;

import org.jspecify.annotations.NullMarked;
