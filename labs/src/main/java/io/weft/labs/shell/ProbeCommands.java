package io.weft.labs.shell;

import io.weft.bgp.address.IpAddress;
import io.weft.daemon.host.Probe;
import io.weft.daemon.host.ProbeEvents.Outcome;
import io.weft.daemon.node.Input;
import io.weft.daemon.node.Order;
import io.weft.labs.topology.TopologyNode;
import java.util.ArrayList;
import java.util.List;

/** {@code NODE ping} and {@code NODE traceroute}: probes that the fabric carries like any other packet, answered before time stands still again. */
final class ProbeCommands {
    static final String PING = "ping";
    static final String TRACEROUTE = "traceroute";

    private static final int TTL = 64;
    private static final int DEFAULT_COUNT = 3;
    private static final int MOST_COUNT = 1000;
    private static final int MOST_HOPS = 30;
    private static final int PROBES_A_HOP = 3;
    /** An identifier that begins with 1, as ICMP's field of this name, and a sequence number behind it. */
    private static final int FIRST_PROBE = 1 << 16 | 1;

    private final Scene scene;
    private int nextProbe = FIRST_PROBE;

    ProbeCommands(Scene scene) {
        this.scene = scene;
    }

    /** Sends one probe now and lets time pass until its outcome is known; it is TIMED_OUT if somebody interrupts. */
    Ears.Probed probe(TopologyNode from, IpAddress to, int ttl, Probe.Kind kind) {
        int identifier = nextProbe++;
        long now = scene.time().now();
        scene.session().fabric().at(now, from.id(), new Input.Command(new Order.Ping(identifier, to, ttl, kind)));
        scene.time().until(() -> scene.ears().hasOutcome(identifier), scene.time().in(VirtualTime.PATIENCE));
        return scene.ears().takeOutcome(identifier).orElse(new Ears.Probed(Outcome.TIMED_OUT, to, scene.time().now() - now));
    }

    /** The identifier that the next probe will have. */
    int nextProbe() {
        return nextProbe;
    }

    private IpAddress target(Words words) {
        String word = words.next("a node or an address");
        boolean v6 = words.take("ipv6");
        return routed(scene.names().address(word, v6));
    }

    /** Multicast and link-local addresses are no target: they would need an interface. */
    private static IpAddress routed(IpAddress address) {
        boolean routed = switch (address) {
            case IpAddress.V4(int bits) -> bits >>> 28 < 0xe;
            case IpAddress.V6 v6 -> !v6.isLinkLocal() && v6.high() >>> 56 != 0xff;
        };
        if (!routed) {
            throw new Refusal(address + " is not an address that packets are routed to");
        }
        return address;
    }

    private static int count(String word) {
        if (!word.matches("[1-9][0-9]{0,3}") || Integer.parseInt(word) > MOST_COUNT) {
            throw new IllegalArgumentException("'" + word + "' is not a number of pings: 1 to " + MOST_COUNT);
        }
        return Integer.parseInt(word);
    }

    Reply ping(TopologyNode from, Words words) {
        IpAddress to = target(words);
        int count = DEFAULT_COUNT;
        if (words.hasMore()) {
            words.oneOf(List.of("ipv6", "count"));
            count = words.next("a number", ProbeCommands::count);
        }
        words.end();
        StringBuilder out = new StringBuilder(
                "PING " + scene.names().described(to) + " from " + from.name() + ", " + Order.Ping.PAYLOAD + " bytes of data\n");
        List<Long> roundTrips = new ArrayList<>();
        int sent = 0;
        while (sent < count && !scene.time().isInterrupted()) {
            Ears.Probed probed = probe(from, to, TTL, Probe.Kind.ECHO);
            sent++;
            boolean reply = probed.outcome() == Outcome.REPLY;
            String what = reply ? "reply from " + probed.from() + " time=" + VirtualTime.micros(probed.roundTrip()) + " us" : failure(probed);
            out.append("seq=").append(sent).append(' ').append(what).append('\n');
            if (reply) {
                roundTrips.add(probed.roundTrip());
            }
        }
        out.append(sent).append(" sent, ").append(roundTrips.size()).append(" answered").append(statistics(roundTrips)).append('\n');
        return roundTrips.isEmpty() ? Reply.failed(out.toString()) : Reply.done(out.toString());
    }

    private String failure(Ears.Probed probed) {
        return switch (probed.outcome()) {
            case TIMED_OUT, NOT_SENT -> probed.outcome().words() + " after " + VirtualTime.rounded(probed.roundTrip());
            default -> probed.outcome().words() + ", says " + scene.names().described(probed.from());
        };
    }

    private static String statistics(List<Long> roundTrips) {
        if (roundTrips.isEmpty()) {
            return "";
        }
        long min = roundTrips.stream().mapToLong(Long::longValue).min().orElseThrow();
        long max = roundTrips.stream().mapToLong(Long::longValue).max().orElseThrow();
        long mean = roundTrips.stream().mapToLong(Long::longValue).sum() / roundTrips.size();
        return "; round trip min/avg/max %s/%s/%s us".formatted(VirtualTime.micros(min), VirtualTime.micros(mean), VirtualTime.micros(max));
    }

    Reply traceroute(TopologyNode from, Words words) {
        IpAddress to = target(words);
        words.end();
        StringBuilder out = new StringBuilder(
                "traceroute to " + scene.names().described(to) + " from " + from.name() + ", " + MOST_HOPS + " hops at most\n");
        for (int ttl = 1; ttl <= MOST_HOPS && !scene.time().isInterrupted(); ttl++) {
            List<Ears.Probed> hop = new ArrayList<>();
            for (int i = 0; i < PROBES_A_HOP && !scene.time().isInterrupted(); i++) {
                hop.add(probe(from, to, ttl, Probe.Kind.UDP));
            }
            out.append("%2d %s\n".formatted(ttl, hop(hop)));
            if (hop.stream().anyMatch(p -> p.outcome() == Outcome.PORT_UNREACHABLE)) {
                return Reply.done(out.toString());
            }
            if (hop.stream().allMatch(p -> p.outcome() != Outcome.TIME_EXCEEDED && p.outcome() != Outcome.TIMED_OUT)) {
                break;
            }
        }
        return Reply.failed(out + "it was not reached\n");
    }

    /** As traceroute(8): whoever answers is named once until another does, since each probe is a flow of its own to ECMP. */
    private String hop(List<Ears.Probed> probes) {
        StringBuilder line = new StringBuilder();
        String last = "";
        for (Ears.Probed probe : probes) {
            if (probe.outcome() == Outcome.TIMED_OUT) {
                line.append("  *");
                continue;
            }
            String who = scene.names().described(probe.from());
            if (!who.equals(last)) {
                line.append(" ").append(who);
                last = who;
            }
            line.append("  ").append(VirtualTime.micros(probe.roundTrip())).append(" us").append(switch (probe.outcome()) {
                case TIME_EXCEEDED, PORT_UNREACHABLE, REPLY, TIMED_OUT -> "";
                case UNREACHABLE, TOO_BIG, NOT_SENT -> " (" + probe.outcome().words() + ")";
            });
        }
        return line.toString();
    }
}
