/**
 * The steps of a packet's way, one verb each. A stage is lent the packet, does its one thing and answers a
 * {@link io.weft.pipeline.packet.Verdict}: {@code CONTINUE} for the next stage, anything else is an exit, which
 * {@link io.weft.pipeline.SwitchPipeline} alone counts and acts on. The order is there, not here. A packet with ingress port -1 was made by this
 * node. Nothing here allocates but {@code IcmpError}, which takes a packet from the pool. Depends on {@code packet}, {@code wire}, {@code table} and
 * {@code port}.
 */
@NullMarked
package io.weft.pipeline.stage;

import org.jspecify.annotations.NullMarked;
