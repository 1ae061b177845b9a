package io.weft.pipeline.stage;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.Arp;
import io.weft.pipeline.wire.Dot1Q;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Ipv6;

/**
 * Finds and checks the network header and says where it and the next one stand: {@code network}, {@code transport}, {@code protocol},
 * {@code isIpv6}. A priority tag (VLAN 0) is taken off; any other VLAN is unknown here. ARP goes to the control port. Extension headers of IPv6
 * are not walked: {@code protocol} is what the fixed header names.
 */
public final class Parse {
    private static final int MAC_ADDRESSES = 12;
    private static final int NOT_IP = -1;

    private final Ethernet ethernet = new Ethernet();
    private final Dot1Q tag = new Dot1Q();
    private final Arp arp = new Arp();
    private final Ipv4 ipv4 = new Ipv4();
    private final Ipv6 ipv6 = new Ipv6();

    public Verdict apply(Packet packet) {
        if (ethernet.wrap(packet, 0).etherType() == Ethernet.TYPE_DOT1Q) {
            Verdict verdict = untag(packet);
            if (verdict != Verdict.CONTINUE) {
                return verdict;
            }
        }
        packet.network(Ethernet.LENGTH);
        packet.protocol(NOT_IP);
        return switch (ethernet.etherType()) {
            case Ethernet.TYPE_IPV4 -> parseIpv4(packet);
            case Ethernet.TYPE_IPV6 -> parseIpv6(packet);
            case Ethernet.TYPE_ARP -> punted(arp.wrap(packet, Ethernet.LENGTH).check());
            default -> Verdict.ETHERTYPE_UNKNOWN;
        };
    }

    /** IEEE 802.1Q §6.9.1: VLAN 0 says only a priority, which DSCP overrules here. */
    private Verdict untag(Packet packet) {
        Verdict verdict = tag.wrap(packet, Ethernet.LENGTH).check();
        if (verdict != Verdict.CONTINUE) {
            return verdict;
        }
        if (tag.vlanId() != 0) {
            return Verdict.VLAN_UNKNOWN;
        }
        byte[] frame = packet.array();
        int start = packet.arrayOffset();
        System.arraycopy(frame, start, frame, start + Dot1Q.LENGTH, MAC_ADDRESSES);
        packet.pull(Dot1Q.LENGTH);
        return Verdict.CONTINUE;
    }

    private Verdict parseIpv4(Packet packet) {
        Verdict verdict = ipv4.wrap(packet, Ethernet.LENGTH).check();
        if (verdict == Verdict.CONTINUE) {
            packet.isIpv6(false);
            packet.protocol(ipv4.protocol());
            packet.transport(Ethernet.LENGTH + ipv4.headerLength());
        }
        return verdict;
    }

    private Verdict parseIpv6(Packet packet) {
        Verdict verdict = ipv6.wrap(packet, Ethernet.LENGTH).check();
        if (verdict == Verdict.CONTINUE) {
            packet.isIpv6(true);
            packet.protocol(ipv6.nextHeader());
            packet.transport(Ethernet.LENGTH + Ipv6.LENGTH);
        }
        return verdict;
    }

    private static Verdict punted(Verdict verdict) {
        return verdict == Verdict.CONTINUE ? Verdict.PUNTED : verdict;
    }
}
