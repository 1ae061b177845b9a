package io.weft.bgp.session;

import io.weft.bgp.message.CheckedUpdate;
import io.weft.bgp.message.Message;
import io.weft.bgp.message.Notification;
import io.weft.bgp.message.Open;
import io.weft.bgp.message.RouteRefresh;

/** The other side of a {@link Session}: the neighbour it belongs to. */
interface SessionOwner {
    /** Dials; the number of the connection. */
    long dial(Session session);

    void send(long connection, Message message);

    void disconnect(long connection);

    /** Every message, before it is acted on. */
    void heard(Message message);

    /** RFC 4271 §6.8, on a valid OPEN: does the session go on, or give way to another connection with the same peer? */
    boolean survives(Session session, Open open, long now);

    void established(Session session, long now);

    /** The session has fallen back from {@code from} to Idle or Active. */
    void ended(Session session, State from, String reason, long now);

    void update(CheckedUpdate update, long now);

    void refresh(RouteRefresh refresh, long now);

    void notified(Notification notification, boolean sent, long now);

    /** {@code duration} shortened by up to a quarter, RFC 4271 §10. */
    long jittered(long duration);
}
