package io.weft.pipeline.stage;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.table.Ipv4Fib;
import io.weft.pipeline.table.Ipv6Fib;
import io.weft.pipeline.table.NextHopGroups;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Ipv6;

/**
 * Destination to next-hop group, in the packet's VRF; to the control port if it is this node. What is for others must be fit to go on: no IPv4
 * options, no link-local address (RFC 3927 §7, RFC 4291 §2.5.6).
 */
public final class LookupRoute {
    private final Ipv4Fib ipv4Fib;
    private final Ipv6Fib ipv6Fib;
    private final boolean forwards;
    private final Ipv4 ipv4 = new Ipv4();
    private final Ipv6 ipv6 = new Ipv6();

    /** Without {@code forwards}, an endpoint: what comes in by a port is for this node or dropped; what it sends itself is routed. */
    public LookupRoute(Ipv4Fib ipv4Fib, Ipv6Fib ipv6Fib, boolean forwards) {
        this.forwards = forwards;
        this.ipv4Fib = ipv4Fib;
        this.ipv6Fib = ipv6Fib;
    }

    public Verdict apply(Packet packet) {
        int group = packet.isIpv6() ? lookupIpv6(packet) : lookupIpv4(packet);
        packet.nextHopGroup(group);
        return switch (group) {
            case NextHopGroups.NO_ROUTE -> Verdict.NO_ROUTE;
            case NextHopGroups.LOCAL -> Verdict.PUNTED;
            case NextHopGroups.BLACKHOLE -> Verdict.BLACKHOLE;
            default -> forwards || packet.ingressPort() < 0 ? mayPass(packet) : Verdict.NOT_FORWARDING;
        };
    }

    private Verdict mayPass(Packet packet) {
        return packet.isIpv6() ? mayPassIpv6() : mayPassIpv4();
    }

    private int lookupIpv4(Packet packet) {
        return ipv4Fib.lookup(packet.vrf(), ipv4.wrap(packet, packet.network()).destination());
    }

    private int lookupIpv6(Packet packet) {
        ipv6.wrap(packet, packet.network());
        return ipv6Fib.lookup(packet.vrf(), ipv6.destinationHigh(), ipv6.destinationLow());
    }

    private Verdict mayPassIpv4() {
        if (IpScope.isLinkLocal(ipv4.source()) || IpScope.isLinkLocal(ipv4.destination())) {
            return Verdict.IPV4_MARTIAN;
        }
        return ipv4.hasOptions() ? Verdict.IPV4_OPTIONS : Verdict.CONTINUE;
    }

    private Verdict mayPassIpv6() {
        return IpScope.isLinkLocal(ipv6.sourceHigh()) || IpScope.isLinkLocal(ipv6.destinationHigh()) ? Verdict.IPV6_MARTIAN : Verdict.CONTINUE;
    }
}
