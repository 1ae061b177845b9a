package io.weft.bgp.message;

/** Octets that are no message. The session ends, and {@code answer} tells the peer why. */
public record Undecodable(Notification answer) implements Decoded {
}
