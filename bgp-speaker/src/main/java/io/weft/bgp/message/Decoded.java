package io.weft.bgp.message;

/** What came out of a stream: a message, or why there is none. */
public sealed interface Decoded permits Message, Undecodable {
}
