/**
 * BGP-4 messages as values. {@link io.weft.bgp.message.MessageStream} cuts a TCP stream into messages and decodes them ("can it be read"),
 * {@link io.weft.bgp.message.UpdateCheck} says what an UPDATE may do ("may it be said", RFC 7606), {@link io.weft.bgp.message.MessageWriter} and
 * {@link io.weft.bgp.message.UpdatePacker} encode. Nothing here throws on what a peer sends: the answer is an
 * {@link io.weft.bgp.message.Undecodable} or a {@link io.weft.bgp.message.PathAttribute.Malformed}. Read {@code Message}, then {@code PathAttribute}.
 */
@NullMarked
package io.weft.bgp.message;

import org.jspecify.annotations.NullMarked;
