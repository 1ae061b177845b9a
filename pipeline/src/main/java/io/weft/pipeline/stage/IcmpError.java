package io.weft.pipeline.stage;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.port.EgressPort;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.Icmp;
import io.weft.pipeline.wire.Icmpv6;
import io.weft.pipeline.wire.InternetChecksum;
import io.weft.pipeline.wire.IpProtocol;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Ipv6;
import io.weft.pipeline.wire.MacAddress;

/**
 * Makes the ICMP or ICMPv6 error that tells a sender why its packet went no further. RFC 792, RFC 1812 §4.3.2, RFC 4443 §2.4: never about an ICMP
 * error, a later fragment, a packet to or from a group, or one whose source is nobody's; at most so many a second. Quotes as much as fits 576 or
 * 1280 bytes, of a packet with a described payload its headers only, so that runs with and without bytes are alike. An IPv6 packet with an
 * extension header is not answered: what it carries is not known here.
 *
 * <p>The source is the address of the port that the packet came in by, else the loopback's; without either there is no answer.
 */
public final class IcmpError {
    private static final int IPV4_LIMIT = 576;
    private static final int IPV6_LIMIT = 1280;
    /** Internetwork control. RFC 1812 §4.3.2.5. */
    private static final int DSCP = 48;
    private static final int NONE = -1;
    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int PARAMETER_PROBLEM = 4;
    private static final int NEXT_HEADER_UNRECOGNIZED = 1;
    private static final int NEXT_HEADER_POINTER = 6;

    private final PacketPool pool;
    private final TokenBucket bucket;
    private final EgressPort[] ports;
    private final int[] ipv4Sources;
    private final long[] ipv6SourcesHigh;
    private final long[] ipv6SourcesLow;
    private int loopback;
    private long loopbackHigh;
    private long loopbackLow;

    private final Ethernet ethernet = new Ethernet();
    private final Ipv4 causeIpv4 = new Ipv4();
    private final Ipv6 causeIpv6 = new Ipv6();
    private final Ipv4 ipv4 = new Ipv4();
    private final Ipv6 ipv6 = new Ipv6();
    private final Icmp icmp = new Icmp();
    private final Icmpv6 icmpv6 = new Icmpv6();

    /** {@code ports} tell the MTU that {@code PACKET_TOO_BIG} reports. */
    public IcmpError(PacketPool pool, TokenBucket bucket, EgressPort[] ports) {
        this.pool = pool;
        this.bucket = bucket;
        this.ports = ports;
        this.ipv4Sources = new int[ports.length];
        this.ipv6SourcesHigh = new long[ports.length];
        this.ipv6SourcesLow = new long[ports.length];
    }

    /** The address that errors about packets from this port come from; 0.0.0.0 for none. */
    public void source(int port, int address) {
        ipv4Sources[port] = address;
    }

    /** The address that errors about packets from this port come from; :: for none. */
    public void source(int port, long high, long low) {
        ipv6SourcesHigh[port] = high;
        ipv6SourcesLow[port] = low;
    }

    public void loopback(int address) {
        loopback = address;
    }

    public void loopback(long high, long low) {
        loopbackHigh = high;
        loopbackLow = low;
    }

    /**
     * The error that {@code reason} calls for, with room for an Ethernet header in front, or {@link Packet#NONE}: no error for this reason or about
     * this packet, or over the limit, or the pool is empty. Lends {@code cause}; the caller owns the answer.
     */
    public Packet about(Packet cause, Verdict reason, long now) {
        int type = cause.isIpv6() ? ipv6Type(reason) : ipv4Type(reason);
        if (type == NONE || cause.ingressPort() < 0 || MacAddress.isMulticast(ethernet.wrap(cause, 0).destination())) {
            return Packet.NONE;
        }
        if (!(cause.isIpv6() ? mayAnswerIpv6(cause) : mayAnswerIpv4(cause)) || !bucket.take(now)) {
            return Packet.NONE;
        }
        Packet error = pool.take();
        if (error == Packet.NONE) {
            return error;
        }
        error.vrf(cause.vrf());
        int mtu = reason == Verdict.PACKET_TOO_BIG ? ports[cause.egressPort()].mtu() : 0;
        return cause.isIpv6()
                ? ipv6Error(error, cause, type, ipv6Code(reason), reason == Verdict.PROTOCOL_UNREACHABLE ? NEXT_HEADER_POINTER : mtu)
                : ipv4Error(error, cause, type, ipv4Code(reason), mtu);
    }

    private boolean mayAnswerIpv4(Packet cause) {
        causeIpv4.wrap(cause, cause.network());
        int source = causeIpv4.source();
        if (IpScope.isMartian(source) || IpScope.isMulticast(source) || IpScope.isMulticast(causeIpv4.destination())) {
            return false;
        }
        if ((causeIpv4.flagsAndOffset() & 0x1fff) != 0 || ipv4Source(cause) == 0) {
            return false;
        }
        return cause.protocol() != IpProtocol.ICMP || cause.length() > cause.transport() && isQuery(icmp.wrap(cause, cause.transport()).type());
    }

    /** RFC 792, RFC 950: echo, timestamp, information, address mask; all others are errors, or unknown and taken for such. */
    private static boolean isQuery(int type) {
        return type == Icmp.ECHO_REPLY || type == Icmp.ECHO_REQUEST || type >= 13 && type <= 18;
    }

    private boolean mayAnswerIpv6(Packet cause) {
        causeIpv6.wrap(cause, cause.network());
        long high = causeIpv6.sourceHigh();
        if (IpScope.isMulticast(high) || IpScope.isUnspecifiedOrLoopback(high, causeIpv6.sourceLow())) {
            return false;
        }
        if (IpScope.isMulticast(causeIpv6.destinationHigh()) || (ipv6SourceHigh(cause) | ipv6SourceLow(cause)) == 0) {
            return false;
        }
        return switch (cause.protocol()) {
            case HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION_OPTIONS -> false;
            case IpProtocol.ICMPV6 -> cause.length() > cause.transport() && cause.u8(cause.transport()) >= Icmpv6.ECHO_REQUEST
                    && cause.u8(cause.transport()) != Icmpv6.REDIRECT;
            default -> true;
        };
    }

    private Packet ipv4Error(Packet error, Packet cause, int type, int code, int mtu) {
        int quoted = Math.min(cause.headerLength() - cause.network(), causeIpv4.totalLength());
        quoted = Math.min(quoted, IPV4_LIMIT - Ipv4.LENGTH - Icmp.LENGTH);
        int at = header(error, Ethernet.TYPE_IPV4, Ipv4.LENGTH);
        error.extend(Icmp.LENGTH);
        icmp.wrap(error, at + Ipv4.LENGTH).type(type).code(code).rest(mtu);
        error.append(cause.array(), cause.arrayOffset() + cause.network(), quoted);
        ipv4.wrap(error, at).blank().dscp(DSCP).protocol(IpProtocol.ICMP).totalLength(Ipv4.LENGTH + Icmp.LENGTH + quoted)
                .source(ipv4Source(cause)).destination(causeIpv4.source()).seal();
        InternetChecksum.fill(error, at, at + Ipv4.LENGTH);
        return error;
    }

    private Packet ipv6Error(Packet error, Packet cause, int type, int code, int rest) {
        int quoted = Math.min(cause.headerLength() - cause.network(), Ipv6.LENGTH + causeIpv6.payloadLength());
        quoted = Math.min(quoted, IPV6_LIMIT - Ipv6.LENGTH - Icmpv6.LENGTH);
        int at = header(error, Ethernet.TYPE_IPV6, Ipv6.LENGTH);
        error.extend(Icmpv6.LENGTH);
        icmpv6.wrap(error, at + Ipv6.LENGTH).type(type).code(code).rest(rest);
        error.append(cause.array(), cause.arrayOffset() + cause.network(), quoted);
        ipv6.wrap(error, at).blank().dscp(DSCP).nextHeader(IpProtocol.ICMPV6).payloadLength(Icmpv6.LENGTH + quoted)
                .source(ipv6SourceHigh(cause), ipv6SourceLow(cause)).destination(causeIpv6.sourceHigh(), causeIpv6.sourceLow());
        InternetChecksum.fill(error, at, at + Ipv6.LENGTH);
        return error;
    }

    /** Ethernet header with MAC addresses to be written at the way out, and room for the IP header; its offset. */
    private int header(Packet error, int etherType, int length) {
        error.extend(Ethernet.LENGTH + length);
        ethernet.wrap(error, 0).destination(0).source(0).etherType(etherType);
        return Ethernet.LENGTH;
    }

    private int ipv4Source(Packet cause) {
        int address = ipv4Sources[cause.ingressPort()];
        return address != 0 ? address : loopback;
    }

    private boolean hasIpv6Source(Packet cause) {
        return (ipv6SourcesHigh[cause.ingressPort()] | ipv6SourcesLow[cause.ingressPort()]) != 0;
    }

    private long ipv6SourceHigh(Packet cause) {
        return hasIpv6Source(cause) ? ipv6SourcesHigh[cause.ingressPort()] : loopbackHigh;
    }

    private long ipv6SourceLow(Packet cause) {
        return hasIpv6Source(cause) ? ipv6SourcesLow[cause.ingressPort()] : loopbackLow;
    }

    private static int ipv4Type(Verdict reason) {
        return switch (reason) {
            case TTL_EXPIRED -> Icmp.TIME_EXCEEDED;
            case NO_ROUTE, NEXT_HOP_GROUP_EMPTY, PACKET_TOO_BIG, PORT_UNREACHABLE, PROTOCOL_UNREACHABLE -> Icmp.DESTINATION_UNREACHABLE;
            default -> NONE;
        };
    }

    /** RFC 1812 §5.2.7.1, §5.3.1. */
    private static int ipv4Code(Verdict reason) {
        return switch (reason) {
            case NEXT_HOP_GROUP_EMPTY -> Icmp.HOST_UNREACHABLE;
            case PACKET_TOO_BIG -> Icmp.FRAGMENTATION_NEEDED;
            case PORT_UNREACHABLE -> Icmp.PORT_UNREACHABLE;
            case PROTOCOL_UNREACHABLE -> Icmp.PROTOCOL_UNREACHABLE;
            default -> Icmp.NETWORK_UNREACHABLE;
        };
    }

    private static int ipv6Type(Verdict reason) {
        return switch (reason) {
            case TTL_EXPIRED -> Icmpv6.TIME_EXCEEDED;
            case NO_ROUTE, NEXT_HOP_GROUP_EMPTY, PORT_UNREACHABLE -> Icmpv6.DESTINATION_UNREACHABLE;
            case PACKET_TOO_BIG -> Icmpv6.PACKET_TOO_BIG;
            case PROTOCOL_UNREACHABLE -> PARAMETER_PROBLEM;
            default -> NONE;
        };
    }

    /** RFC 4443 §3. */
    private static int ipv6Code(Verdict reason) {
        return switch (reason) {
            case NEXT_HOP_GROUP_EMPTY -> Icmpv6.ADDRESS_UNREACHABLE;
            case PORT_UNREACHABLE -> Icmpv6.PORT_UNREACHABLE;
            case PROTOCOL_UNREACHABLE -> NEXT_HEADER_UNRECOGNIZED;
            default -> Icmpv6.NO_ROUTE;
        };
    }
}
