/**
 * What a person asks of a running node: words in, text or JSON out. Door: {@link io.weft.daemon.cli.show.NodeCommands}; every command is a line of
 * {@code Commands}, every look at a node a {@code Page}. Nothing here prints, waits or changes the node. Words and JSON keys are those of vtysh where
 * vtysh has the command, SONiC's columns where SONiC has it. Times are picoseconds of the node, shown as hours, minutes and seconds.
 */
@NullMarked
package io.weft.daemon.cli.show;

import org.jspecify.annotations.NullMarked;
