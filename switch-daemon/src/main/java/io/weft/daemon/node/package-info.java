/**
 * A node and the seam to its world. The same objects run on real links and in virtual time: a world calls a {@link io.weft.daemon.node.Node} and gives
 * it a {@link io.weft.daemon.node.World} to speak to. No clock, thread, socket or file here. Read {@code Node}, then {@code SwitchNode}.
 */
@NullMarked
package io.weft.daemon.node;

import org.jspecify.annotations.NullMarked;
