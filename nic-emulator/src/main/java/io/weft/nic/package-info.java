/**
 * A RoCEv2 endpoint: the other end of the fabric. Door: {@link io.weft.nic.NicEmulator}, the endpoint's path on a page; its node gives it
 * packets, moments and a {@link io.weft.nic.NicOutput}. Then read {@code transport.Requester} and {@code transport.Responder}. No clock, thread,
 * socket or file here.
 */
@NullMarked
package io.weft.nic;

import org.jspecify.annotations.NullMarked;
