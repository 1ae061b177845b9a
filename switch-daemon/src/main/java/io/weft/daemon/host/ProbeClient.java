package io.weft.daemon.host;

import io.weft.bgp.address.IpAddress;
import io.weft.daemon.host.ProbeEvents.Outcome;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.Icmp;
import io.weft.pipeline.wire.Icmpv6;
import io.weft.pipeline.wire.InternetChecksum;
import io.weft.pipeline.wire.IpProtocol;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Ipv6;
import io.weft.pipeline.wire.Udp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends pings and traceroute's probes, and matches what comes back: echo replies by identifier and sequence, ICMP errors by the headers that they
 * quote (RFC 792, RFC 4443 §2.4 c). At most {@link #CAPACITY} probes are under way; one more is told as NOT_SENT.
 */
public final class ProbeClient {
    public static final int CAPACITY = 256;

    private static final long NEVER = Long.MAX_VALUE;
    private static final int NETWORK = Ethernet.LENGTH;
    /** Where traceroute's destination ports begin. */
    private static final int FIRST_PORT = 33434;
    private static final int PORTS = 1024;
    private static final int SOURCE_PORT = 0xc000;

    private record Pending(Probe probe, long sentAt, long deadline) {
    }

    private final PacketPool pool;
    private final HostOutput output;
    private final ProbeEvents events;
    private final Map<Integer, Pending> pending = new LinkedHashMap<>();
    private final Ethernet ethernet = new Ethernet();
    private final Ipv4 ipv4 = new Ipv4();
    private final Ipv6 ipv6 = new Ipv6();
    private final Udp udp = new Udp();
    private final Icmp icmp = new Icmp();
    private final Icmpv6 icmpv6 = new Icmpv6();
    private long deadline = NEVER;

    public ProbeClient(PacketPool pool, HostOutput output, ProbeEvents events) {
        this.pool = pool;
        this.output = output;
        this.events = events;
    }

    /** Sends one probe; what becomes of it is told once under {@code id}, the caller's, which no other probe under way has. */
    public void send(int id, Probe probe, long now) {
        Packet packet = pending.size() < CAPACITY && !pending.containsKey(id) ? pool.take() : Packet.NONE;
        if (packet == Packet.NONE) {
            events.probed(id, probe, Outcome.NOT_SENT, probe.destination(), 0);
            return;
        }
        pending.put(id, new Pending(probe, now, now + probe.timeout()));
        reschedule();
        write(packet, id, probe);
        output.sendRouted(packet, now);
    }

    private void write(Packet packet, int id, Probe probe) {
        int length = Udp.LENGTH + probe.payloadLength();
        boolean v6 = probe.destination() instanceof IpAddress.V6;
        int protocol = probe.kind() == Probe.Kind.UDP ? IpProtocol.UDP : v6 ? IpProtocol.ICMPV6 : IpProtocol.ICMP;
        ethernet.wrap(packet, packet.extend(Ethernet.LENGTH)).destination(0).source(0).etherType(v6 ? Ethernet.TYPE_IPV6 : Ethernet.TYPE_IPV4);
        int transport = writeNetwork(packet, id, probe, protocol, length);
        packet.extend(Udp.LENGTH);
        switch (protocol) {
            case IpProtocol.UDP -> udp.wrap(packet, transport).sourcePort(SOURCE_PORT).destinationPort(port(id)).udpLength(length);
            case IpProtocol.ICMP -> icmp.wrap(packet, transport).type(Icmp.ECHO_REQUEST).code(0).rest(id);
            default -> icmpv6.wrap(packet, transport).type(Icmpv6.ECHO_REQUEST).code(0).rest(id);
        }
        int payload = packet.extend(probe.payloadLength());
        for (int i = 0; i < probe.payloadLength(); i++) {
            packet.put8(payload + i, i);
        }
        InternetChecksum.fill(packet, NETWORK, transport);
        packet.network(NETWORK);
        packet.transport(transport);
        packet.protocol(protocol);
        packet.isIpv6(v6);
    }

    private int writeNetwork(Packet packet, int id, Probe probe, int protocol, int length) {
        switch (probe.destination()) {
            case IpAddress.V4(int destination) -> ipv4.wrap(packet, packet.extend(Ipv4.LENGTH)).blank().totalLength(Ipv4.LENGTH + length)
                    .identification(id).ttl(probe.ttl()).protocol(protocol).source(((IpAddress.V4) probe.source()).bits()).destination(destination)
                    .seal();
            case IpAddress.V6(long high, long low) -> {
                IpAddress.V6 source = (IpAddress.V6) probe.source();
                ipv6.wrap(packet, packet.extend(Ipv6.LENGTH)).blank().payloadLength(length).nextHeader(protocol).hopLimit(probe.ttl())
                        .source(source.high(), source.low()).destination(high, low);
            }
        }
        return packet.length();
    }

    private static int port(int id) {
        return FIRST_PORT + Integer.remainderUnsigned(id, PORTS);
    }

    /** An ICMP message to this node other than an echo request, its IPv4 header and checksum checked. The packet is lent. */
    Verdict receiveIpv4(Packet packet, long now) {
        int transport = packet.transport();
        IpAddress from = new IpAddress.V4(ipv4.wrap(packet, packet.network()).source());
        icmp.wrap(packet, transport);
        return switch (icmp.type()) {
            case Icmp.ECHO_REPLY -> replied(icmp.rest(), from, now);
            case Icmp.TIME_EXCEEDED -> quotedIpv4(packet, transport + Icmp.LENGTH, Outcome.TIME_EXCEEDED, from, now);
            case Icmp.DESTINATION_UNREACHABLE -> quotedIpv4(packet, transport + Icmp.LENGTH, unreachable(icmp.code()), from, now);
            default -> Verdict.IGNORED_CONTROL;
        };
    }

    private static Outcome unreachable(int code) {
        return switch (code) {
            case Icmp.PORT_UNREACHABLE -> Outcome.PORT_UNREACHABLE;
            case Icmp.FRAGMENTATION_NEEDED -> Outcome.TOO_BIG;
            default -> Outcome.UNREACHABLE;
        };
    }

    /** As {@link #receiveIpv4}, of ICMPv6. */
    Verdict receiveIpv6(Packet packet, long now) {
        int transport = packet.transport();
        ipv6.wrap(packet, packet.network());
        IpAddress from = new IpAddress.V6(ipv6.sourceHigh(), ipv6.sourceLow());
        icmpv6.wrap(packet, transport);
        return switch (icmpv6.type()) {
            case Icmpv6.ECHO_REPLY -> replied(icmpv6.rest(), from, now);
            case Icmpv6.TIME_EXCEEDED -> quotedIpv6(packet, transport + Icmpv6.LENGTH, Outcome.TIME_EXCEEDED, from, now);
            case Icmpv6.PACKET_TOO_BIG -> quotedIpv6(packet, transport + Icmpv6.LENGTH, Outcome.TOO_BIG, from, now);
            case Icmpv6.DESTINATION_UNREACHABLE -> quotedIpv6(packet, transport + Icmpv6.LENGTH,
                    icmpv6.code() == Icmpv6.PORT_UNREACHABLE ? Outcome.PORT_UNREACHABLE : Outcome.UNREACHABLE, from, now);
            default -> Verdict.IGNORED_CONTROL;
        };
    }

    private Verdict replied(int id, IpAddress from, long now) {
        Pending echo = pending.get(id);
        if (echo == null || echo.probe.kind() != Probe.Kind.ECHO || !echo.probe.destination().equals(from)) {
            return Verdict.IGNORED_CONTROL;
        }
        return finish(id, Outcome.REPLY, from, now);
    }

    private Verdict quotedIpv4(Packet packet, int at, Outcome outcome, IpAddress from, long now) {
        if (packet.length() < at + Ipv4.LENGTH || ipv4.wrap(packet, at).version() != 4) {
            return Verdict.ICMP_MALFORMED;
        }
        IpAddress destination = new IpAddress.V4(ipv4.destination());
        return quoted(packet, at + ipv4.headerLength(), ipv4.protocol(), destination, outcome, from, now);
    }

    private Verdict quotedIpv6(Packet packet, int at, Outcome outcome, IpAddress from, long now) {
        if (packet.length() < at + Ipv6.LENGTH || ipv6.wrap(packet, at).version() != 6) {
            return Verdict.ICMP_MALFORMED;
        }
        IpAddress destination = new IpAddress.V6(ipv6.destinationHigh(), ipv6.destinationLow());
        return quoted(packet, at + Ipv6.LENGTH, ipv6.nextHeader(), destination, outcome, from, now);
    }

    /** The first eight bytes behind the quoted IP header, which every sender of an error keeps, say which probe it was. */
    private Verdict quoted(Packet packet, int at, int protocol, IpAddress destination, Outcome outcome, IpAddress from, long now) {
        if (packet.length() < at + Udp.LENGTH) {
            return Verdict.ICMP_MALFORMED;
        }
        boolean isUdp = protocol == IpProtocol.UDP && udp.wrap(packet, at).sourcePort() == SOURCE_PORT;
        boolean isEcho = protocol == IpProtocol.ICMP && icmp.wrap(packet, at).type() == Icmp.ECHO_REQUEST
                || protocol == IpProtocol.ICMPV6 && icmpv6.wrap(packet, at).type() == Icmpv6.ECHO_REQUEST;
        for (Map.Entry<Integer, Pending> entry : pending.entrySet()) {
            int id = entry.getKey();
            Probe probe = entry.getValue().probe;
            boolean same = switch (probe.kind()) {
                case ECHO -> isEcho && packet.i32(at + 4) == id;
                case UDP -> isUdp && udp.destinationPort() == port(id);
            };
            if (same && probe.destination().equals(destination)) {
                return finish(id, outcome, from, now);
            }
        }
        return Verdict.IGNORED_CONTROL;
    }

    private Verdict finish(int id, Outcome outcome, IpAddress from, long now) {
        Pending done = pending.remove(id);
        reschedule();
        if (done != null) {
            events.probed(id, done.probe, outcome, from, now - done.sentAt);
        }
        return Verdict.CONSUMED;
    }

    void onTimer(long now) {
        if (now < deadline) {
            return;
        }
        for (int id : List.copyOf(pending.keySet())) {
            Pending waiting = pending.get(id);
            if (waiting != null && waiting.deadline <= now) {
                finish(id, Outcome.TIMED_OUT, waiting.probe.destination(), now);
            }
        }
    }

    private void reschedule() {
        long earliest = NEVER;
        for (Pending waiting : pending.values()) {
            earliest = Math.min(earliest, waiting.deadline);
        }
        deadline = earliest;
    }

    long nextDeadline() {
        return deadline;
    }
}
