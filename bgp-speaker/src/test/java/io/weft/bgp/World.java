package io.weft.bgp;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.bgp.message.Decoded;
import io.weft.bgp.message.MessageStream;
import io.weft.bgp.rib.NextHop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Remembers what a speaker wants done. */
final class World implements BgpActions {
    final Map<Prefix, List<NextHop>> fib = new LinkedHashMap<>();
    final List<RouteChange> changes = new ArrayList<>();
    final List<BgpEvent> events = new ArrayList<>();
    final List<Long> dialled = new ArrayList<>();
    final List<Long> closed = new ArrayList<>();
    final Map<Long, List<byte[]>> sent = new LinkedHashMap<>();

    /** What was sent on a connection, decoded. */
    List<Decoded> messages(long connection) {
        return sent.getOrDefault(connection, List.of()).stream().map(octets -> {
            MessageStream stream = new MessageStream();
            stream.append(octets.clone());
            return stream.next(true).orElseThrow();
        }).toList();
    }

    @Override
    public void connect(long connection, String iface, IpAddress local, IpAddress remote) {
        dialled.add(connection);
    }

    @Override
    public void send(long connection, byte[] message) {
        sent.computeIfAbsent(connection, _ -> new ArrayList<>()).add(message);
    }

    @Override
    public void close(long connection) {
        closed.add(connection);
    }

    @Override
    public void routes(List<RouteChange> batch, long now) {
        for (RouteChange change : batch) {
            changes.add(change);
            if (change.kind() == RouteChange.Kind.WITHDRAW) {
                fib.remove(change.prefix());
            } else {
                fib.put(change.prefix(), change.nextHops());
            }
        }
    }

    @Override
    public void event(BgpEvent event, long now) {
        events.add(event);
    }
}
