package io.weft.bgp;

import io.weft.bgp.address.IpAddress;
import java.util.List;

/** What a speaker wants done. Fire and forget: nothing answers, and nothing may call the speaker from within. */
public interface BgpActions {
    /** Opens a TCP connection to port 179 of {@code remote}, from {@code iface}. The speaker hears {@code opened} or {@code closed}. */
    void connect(long connection, String iface, IpAddress local, IpAddress remote);

    /** The array is the receiver's. */
    void send(long connection, byte[] message);

    /** Ends the connection after what was sent; nothing more is heard of it. */
    void close(long connection);

    /** One batch a decision run, in order. */
    void routes(List<RouteChange> batch, long now);

    void event(BgpEvent event, long now);
}
