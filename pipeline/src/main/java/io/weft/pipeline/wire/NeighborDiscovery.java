package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/** What RFC 4861 wants of a neighbour discovery message before a node may act on it: §6.1.1, §6.1.2, §7.1.1, §7.1.2. Belongs to one thread. */
public final class NeighborDiscovery {
    private static final int HOP_LIMIT = 255;

    private final Ipv6 ipv6 = new Ipv6();
    private final Icmpv6 icmp = new Icmpv6();
    private final NdOption option = new NdOption();
    private Packet packet = Packet.NONE;
    private int at;
    private int end;

    /**
     * {@link Verdict#CONTINUE} for a valid RS, RA, NS or NA at {@code at}, right behind the checked IPv6 header at {@code network};
     * {@link Verdict#ICMP_CHECKSUM} or {@link Verdict#ND_INVALID} for any other message.
     */
    public Verdict check(Packet packet, int network, int at) {
        this.packet = packet;
        this.at = at;
        this.end = network + Ipv6.LENGTH + ipv6.wrap(packet, network).payloadLength();
        if (end > packet.length() || end - at < Icmpv6.LENGTH || icmp.wrap(packet, at).code() != 0 || ipv6.hopLimit() != HOP_LIMIT) {
            return Verdict.ND_INVALID;
        }
        if (!InternetChecksum.isValid(packet, network, at)) {
            return Verdict.ICMP_CHECKSUM;
        }
        boolean valid = switch (icmp.type()) {
            case Icmpv6.ROUTER_SOLICITATION -> isSolicitation(NdRouterSolicitation.LENGTH);
            case Icmpv6.ROUTER_ADVERTISEMENT -> hasOptionsFrom(NdRouterAdvertisement.LENGTH) && isLinkLocal(ipv6.sourceHigh());
            case Icmpv6.NEIGHBOR_SOLICITATION -> isSolicitation(NdNeighborSolicitation.LENGTH) && hasUnicastTarget()
                    && (!isUnspecified() || isSolicitedNode());
            case Icmpv6.NEIGHBOR_ADVERTISEMENT -> hasOptionsFrom(NdNeighborAdvertisement.LENGTH) && hasUnicastTarget()
                    && (!isMulticast(ipv6.destinationHigh()) || (packet.u8(at + 4) & NdNeighborAdvertisement.SOLICITED) == 0);
            default -> false;
        };
        return valid ? Verdict.CONTINUE : Verdict.ND_INVALID;
    }

    private boolean hasOptionsFrom(int length) {
        return end - at >= length && option.wrap(packet, at + length, end).check() == Verdict.CONTINUE;
    }

    /** From the unspecified address no source link-layer address may come. */
    private boolean isSolicitation(int length) {
        if (!hasOptionsFrom(length)) {
            return false;
        }
        boolean named = false;
        while (option.next()) {
            named |= option.type() == NdOption.SOURCE_LINK_LAYER_ADDRESS;
        }
        return !named || !isUnspecified();
    }

    private boolean isUnspecified() {
        return (ipv6.sourceHigh() | ipv6.sourceLow()) == 0;
    }

    private boolean isSolicitedNode() {
        return ipv6.destinationHigh() == MacAddress.LINK_MULTICAST_HIGH
                && ipv6.destinationLow() == MacAddress.solicitedNode(ipv6.destinationLow());
    }

    private boolean hasUnicastTarget() {
        return !isMulticast(packet.i64(at + 8));
    }

    private static boolean isMulticast(long high) {
        return high >>> 56 == 0xff;
    }

    private static boolean isLinkLocal(long high) {
        return high >>> 54 == MacAddress.LINK_LOCAL_HIGH >>> 54;
    }
}
