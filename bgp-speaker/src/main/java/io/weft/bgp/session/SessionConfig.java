package io.weft.bgp.session;

import io.weft.bgp.message.Family;
import java.util.List;

/**
 * What a session offers and asks for.
 *
 * @param holdTime     seconds, 0 (no keepalives) or 3..65535
 * @param keepalive    seconds; never more than a third of the negotiated hold time
 * @param connectRetry picoseconds, before jitter
 * @param passive      never dials
 */
public record SessionConfig(long localAs, int routerId, RemoteAs remoteAs, int holdTime, int keepalive, long connectRetry, List<Family> families,
        boolean passive) {
    public SessionConfig {
        if (holdTime < 0 || holdTime > 0xffff || holdTime == 1 || holdTime == 2) {
            throw new IllegalArgumentException("hold time " + holdTime + " s: 0 or 3..65535 (RFC 4271 §4.2)");
        }
        if (connectRetry <= 0) {
            throw new IllegalArgumentException("connect retry " + connectRetry + " ps");
        }
        families = List.copyOf(families);
    }
}
