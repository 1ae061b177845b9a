package io.weft.daemon.inspect;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.message.Decoded;
import io.weft.bgp.message.Message;
import io.weft.bgp.message.MessageStream;
import io.weft.bgp.message.Notification;
import io.weft.bgp.message.Open;
import io.weft.bgp.message.Undecodable;
import io.weft.daemon.inspect.Content.Endpoint;
import io.weft.daemon.inspect.Content.TcpSegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What two speakers have said to each other, over all their connections. */
public final class BgpSession {
    /** Connections beyond are not read any more. */
    private static final int MOST_STREAMS = 1 << 12;
    private static final int MOST_REMARKS = 100;

    /** The messages of RFC 4271 §4 and RFC 2918, as JSON names them. */
    public enum Kind {
        OPEN, UPDATE, NOTIFICATION, KEEPALIVE, ROUTE_REFRESH
    }

    /** The addresses, the lower one first. */
    public record Key(IpAddress lower, IpAddress upper) implements Comparable<Key> {
        static Key of(IpAddress a, IpAddress b) {
            return a.compareTo(b) <= 0 ? new Key(a, b) : new Key(b, a);
        }

        @Override
        public int compareTo(Key other) {
            int order = lower.compareTo(other.lower);
            return order != 0 ? order : upper.compareTo(other.upper);
        }
    }

    private record Direction(Endpoint source, Endpoint destination) {
    }

    private final Key key;
    private final long[] messages = new long[Kind.values().length];
    private final List<String> remarks = new ArrayList<>();
    private final Map<Direction, Conversation> conversations = new LinkedHashMap<>();
    private long undecodable;

    BgpSession(Key key) {
        this.key = key;
    }

    void add(TcpSegment segment) {
        Direction direction = new Direction(segment.source(), segment.destination());
        if (!conversations.containsKey(direction) && conversations.size() >= MOST_STREAMS) {
            remark("more than " + MOST_STREAMS + " connections: " + direction.source + " is not read");
            return;
        }
        conversations.computeIfAbsent(direction, d -> new Conversation(d.source)).stream.add(segment);
    }

    /** One direction of one connection. */
    private final class Conversation implements TcpStream.Sink {
        final TcpStream stream = new TcpStream(this);
        private final Endpoint sender;
        private MessageStream octets = new MessageStream();
        private boolean fourOctetAs = true;
        private boolean isReadable = true;

        Conversation(Endpoint sender) {
            this.sender = sender;
        }

        @Override
        public void broken() {
            octets = new MessageStream();
            isReadable = true;
        }

        @Override
        public void octets(byte[] more) {
            if (!isReadable) {
                return;
            }
            octets.append(more);
            for (Optional<Decoded> next = octets.next(fourOctetAs); next.isPresent() && isReadable; next = octets.next(fourOctetAs)) {
                count(next.get());
            }
        }

        private void count(Decoded decoded) {
            switch (decoded) {
                case Message message -> {
                    messages[message.type() - 1]++;
                    if (message instanceof Open open) {
                        fourOctetAs = open.knowsFourOctetAs();
                    } else if (message instanceof Notification notification) {
                        remark(sender.address() + " sent NOTIFICATION " + notification.describe());
                    }
                }
                case Undecodable(Notification reason) -> {
                    undecodable++;
                    isReadable = false;
                    remark(sender.address() + " sent what is no BGP message: " + reason.describe());
                }
            }
        }
    }

    private void remark(String text) {
        if (remarks.size() < MOST_REMARKS && !remarks.contains(text)) {
            remarks.add(text);
        }
    }

    public Key key() {
        return key;
    }

    public long messages(Kind kind) {
        return messages[kind.ordinal()];
    }

    /** Streams that ended in octets that are no message; what followed in them is not counted. */
    public long undecodable() {
        return undecodable;
    }

    /** NOTIFICATIONs and what could not be read, in words, each once. */
    public List<String> remarks() {
        return Collections.unmodifiableList(remarks);
    }
}
