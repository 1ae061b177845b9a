package io.weft.bgp.session;

import io.weft.bgp.message.Bytes;
import io.weft.bgp.message.Notification;
import io.weft.bgp.message.Open;
import java.util.Optional;

/** RFC 4271 §6.2: what makes an OPEN unacceptable though it can be read. */
final class OpenCheck {
    private OpenCheck() {
    }

    static Optional<Notification> objection(SessionConfig config, Open open) {
        long number = open.autonomousSystem();
        if (open.myAs() == 0 || !config.remoteAs().accepts(number, config.localAs())) {
            return Optional.of(Notification.of(Notification.OPEN_ERROR, Notification.BAD_PEER_AS));
        }
        // RFC 6286 §2.1 and §2.2: any value but 0; within an AS nobody has ours.
        if (open.routerId() == 0 || open.routerId() == config.routerId() && number == config.localAs()) {
            int id = open.routerId();
            return Optional.of(new Notification(Notification.OPEN_ERROR, Notification.BAD_IDENTIFIER, Bytes.of(id >>> 24, id >>> 16, id >>> 8, id)));
        }
        if (open.holdTime() == 1 || open.holdTime() == 2) {
            return Optional.of(Notification.of(Notification.OPEN_ERROR, Notification.UNACCEPTABLE_HOLD_TIME));
        }
        return Optional.empty();
    }
}
