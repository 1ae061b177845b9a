/**
 * RFC 4271 §8: how two speakers come to an established session. {@link io.weft.bgp.session.Session} is the state machine of one connection, a method a
 * state; {@link io.weft.bgp.session.Peer} is one neighbour, owns one session or, while two connections collide (§6.8), two, and holds what {@code show}
 * tells about it. Timers are absolute deadlines in picoseconds; {@code Long.MAX_VALUE} is one that does not run. Read {@code Session}, then {@code Peer}.
 */
@NullMarked
package io.weft.bgp.session;

import org.jspecify.annotations.NullMarked;
