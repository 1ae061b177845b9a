package io.weft.pipeline.stage;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Ipv6;
import io.weft.pipeline.wire.MacAddress;

/**
 * Sorts out addresses that are not looked up: martians (RFC 1812 §5.3.7), what is said to everyone on the link, and unicast IP in frames that were
 * not unicast (RFC 1812 §5.3.4). No group is routed: multicast of wider scope has no route. This node's own packets pass.
 */
public final class CheckAddresses {
    private static final int LIMITED_BROADCAST = -1;

    private final Ethernet ethernet = new Ethernet();
    private final Ipv4 ipv4 = new Ipv4();
    private final Ipv6 ipv6 = new Ipv6();

    public Verdict apply(Packet packet) {
        if (packet.ingressPort() < 0) {
            return Verdict.CONTINUE;
        }
        Verdict verdict = packet.isIpv6() ? checkIpv6(packet) : checkIpv4(packet);
        if (verdict == Verdict.CONTINUE && MacAddress.isMulticast(ethernet.wrap(packet, 0).destination())) {
            return Verdict.MAC_MULTICAST_IP_UNICAST;
        }
        return verdict;
    }

    private Verdict checkIpv4(Packet packet) {
        ipv4.wrap(packet, packet.network());
        int destination = ipv4.destination();
        if (IpScope.isLinkMulticast(destination) || destination == LIMITED_BROADCAST) {
            return Verdict.IGNORED_CONTROL;
        }
        if (IpScope.isMartian(ipv4.source()) || IpScope.isMulticast(ipv4.source()) || IpScope.isMartian(destination)) {
            return Verdict.IPV4_MARTIAN;
        }
        return IpScope.isMulticast(destination) ? Verdict.NO_ROUTE : Verdict.CONTINUE;
    }

    private Verdict checkIpv6(Packet packet) {
        ipv6.wrap(packet, packet.network());
        long high = ipv6.destinationHigh();
        long low = ipv6.destinationLow();
        if (IpScope.isMulticast(ipv6.sourceHigh())) {
            return Verdict.IPV6_MARTIAN;
        }
        // The unspecified source is right in duplicate address detection and router solicitation, which the control port judges.
        if (IpScope.isForRouters(high, low)) {
            return Verdict.PUNTED;
        }
        if (IpScope.isLinkMulticast(high)) {
            return Verdict.IGNORED_CONTROL;
        }
        if (IpScope.isUnspecifiedOrLoopback(ipv6.sourceHigh(), ipv6.sourceLow()) || IpScope.isUnspecifiedOrLoopback(high, low)) {
            return Verdict.IPV6_MARTIAN;
        }
        if (IpScope.isMulticast(high)) {
            return Verdict.NO_ROUTE;
        }
        return IpScope.isLinkLocal(high) && !MacAddress.isMulticast(ethernet.wrap(packet, 0).destination()) ? Verdict.PUNTED : Verdict.CONTINUE;
    }
}
