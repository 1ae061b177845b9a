package io.weft.bgp.session;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.message.CheckedUpdate;
import io.weft.bgp.message.Family;
import io.weft.bgp.message.Notification;

/** What a neighbour tells the speaker, and asks of it. */
public interface PeerListener {
    /** Dials from the peer's interface; the number of the connection. */
    long connect(Peer peer, String iface, IpAddress local, IpAddress remote);

    void send(long connection, byte[] message);

    void close(long connection);

    void established(Peer peer, long now);

    /** An established session has ended: its routes are to go. */
    void lost(Peer peer, String reason, long now);

    void update(Peer peer, CheckedUpdate update, long now);

    void refresh(Peer peer, Family family, long now);

    void notification(Peer peer, Notification notification, boolean sent, long now);
}
