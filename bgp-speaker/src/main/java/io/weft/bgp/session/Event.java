package io.weft.bgp.session;

import io.weft.bgp.message.Message;
import io.weft.bgp.message.Notification;

/** What happens to a session. RFC 4271 §8.1 numbers them; the names are its own, shortened. */
public sealed interface Event {
    /** Events 1, 3 to 5: start, by dialling unless {@code passive}. */
    record Start(boolean passive) implements Event {
    }

    /** Events 2 and 8: stop, and tell the peer why. {@code restart}: begin again after the connect retry time. */
    record Stop(Notification cease, boolean restart) implements Event {
    }

    /** The link to the peer is gone: nothing can be sent and nothing is waited for. */
    record LinkLost(String reason) implements Event {
    }

    /** Events 16 and 17: the connection is open, dialled by us or by the peer. */
    record Opened(long connection) implements Event {
    }

    /** Event 18: the connection is gone, or could not be opened. */
    record Closed(String reason) implements Event {
    }

    /** Events 19 and 24 to 27. */
    record Received(Message message) implements Event {
    }

    /** Events 21, 22 and 28: what was received is no message, or one that must not be. */
    record Refused(Notification answer) implements Event {
    }

    /** Event 9. */
    record ConnectRetryExpired() implements Event {
    }

    /** Event 10. */
    record HoldExpired() implements Event {
    }

    /** Event 11. */
    record KeepaliveDue() implements Event {
    }
}
