package io.weft.bgp;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.bgp.message.Capability;
import io.weft.bgp.message.CheckedUpdate;
import io.weft.bgp.message.Decoded;
import io.weft.bgp.message.Family;
import io.weft.bgp.message.Message;
import io.weft.bgp.message.MessageStream;
import io.weft.bgp.message.MessageWriter;
import io.weft.bgp.message.Notification;
import io.weft.bgp.message.Open;
import io.weft.bgp.message.PathAttribute;
import io.weft.bgp.message.Update;
import io.weft.bgp.message.UpdateCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The far end of one session with a speaker, by hand: says what a test says, remembers what it was told. */
final class Told {
    final Map<Prefix, List<PathAttribute>> routes = new LinkedHashMap<>();
    final Map<Prefix, IpAddress> nextHops = new LinkedHashMap<>();
    final List<Message> messages = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    private final BgpSpeaker speaker;
    private final World world;
    private final long speakerAs;
    private final boolean fourOctetAs;
    final long connection;
    private int read;

    Told(BgpSpeaker speaker, World world, long speakerAs, long connection, boolean fourOctetAs) {
        this.speaker = speaker;
        this.world = world;
        this.speakerAs = speakerAs;
        this.connection = connection;
        this.fourOctetAs = fourOctetAs;
    }

    static Open open(long as, int routerId) {
        return Open.of(as, 9, routerId, List.of(Capability.MultiProtocol.of(Family.IPV4_UNICAST), Capability.MultiProtocol.of(Family.IPV6_UNICAST),
                new Capability.ExtendedNextHop(List.of(new Capability.NextHopEncoding(1, 1, 2))), new Capability.RouteRefreshCapability(),
                new Capability.FourOctetAs(as)));
    }

    void establish(String iface, IpAddress local, IpAddress remote, Open open) {
        speaker.opened(connection, iface, local, remote, 0);
        say(open);
        say(Message.KEEPALIVE_MESSAGE);
    }

    void say(Message message) {
        speaker.received(connection, MessageWriter.write(message, fourOctetAs), 0);
    }

    /** Takes in everything that the speaker has sent since the last call. */
    void listen() {
        List<byte[]> sent = world.sent.getOrDefault(connection, List.of());
        for (; read < sent.size(); read++) {
            MessageStream stream = new MessageStream();
            stream.append(sent.get(read).clone());
            Decoded decoded = stream.next(fourOctetAs).orElseThrow();
            messages.add((Message) decoded);
            if (decoded instanceof Update update) {
                learn(UpdateCheck.check(update, true, speakerAs, fourOctetAs, _ -> true));
            }
        }
    }

    private void learn(CheckedUpdate update) {
        problems.addAll(update.complaints());
        update.withdrawn().forEach(p -> {
            if (routes.remove(p) == null) {
                problems.add("withdrawn but never told: " + p);
            }
        });
        update.reached().forEach(r -> r.prefixes().forEach(p -> {
            routes.put(p, update.attributes());
            nextHops.put(p, r.nextHop().forwarding());
        }));
    }

    String asPath(Prefix prefix) {
        return routes.get(prefix).stream().filter(PathAttribute.AsPathAttribute.class::isInstance).findFirst()
                .map(a -> ((PathAttribute.AsPathAttribute) a).path().toString()).orElseThrow();
    }

    Notification notification() {
        listen();
        return messages.stream().filter(Notification.class::isInstance).map(Notification.class::cast).findFirst().orElseThrow();
    }
}
