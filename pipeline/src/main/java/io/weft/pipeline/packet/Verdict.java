package io.weft.pipeline.packet;

/**
 * What became of a packet at an exit of a path. There is one such enum for switch and NIC; counters, CLI, traces, pcapng comments and
 * metrics all show these names. {@link #CONTINUE} is no exit: the next stage follows.
 */
public enum Verdict {
    CONTINUE(Kind.PROGRESS, "goes on to the next stage"),
    QUEUED(Kind.PROGRESS, "admitted to an egress queue"),
    CONSUMED(Kind.CONSUMED, "taken in by this node"),
    PUNTED(Kind.CONSUMED, "given to the control port"),
    IGNORED_CONTROL(Kind.CONSUMED, "control noise that concerns nobody here"),
    TRIMMED(Kind.PROGRESS, "payload cut off, header kept"),

    FRAME_TRUNCATED(Kind.DROP, "shorter than an Ethernet header"),
    FRAME_OVERSIZE(Kind.DROP, "longer than the port's MTU"),
    FCS_BAD(Kind.DROP, "frame check sequence wrong"),
    MAC_NOT_OURS(Kind.DROP, "unicast to a MAC address that is not this port's"),
    MAC_MULTICAST_SOURCE(Kind.DROP, "source MAC address is multicast"),
    MAC_MULTICAST_IP_UNICAST(Kind.DROP, "unicast IP in a multicast or broadcast frame"),
    ETHERTYPE_UNKNOWN(Kind.DROP, "EtherType without a handler"),
    VLAN_UNKNOWN(Kind.DROP, "VLAN not configured on the port"),
    VLAN_TRUNCATED(Kind.DROP, "shorter than its 802.1Q tag"),
    ARP_MALFORMED(Kind.DROP, "ARP packet that cannot be read"),

    IPV4_TRUNCATED(Kind.DROP, "shorter than its IPv4 header"),
    IPV4_VERSION(Kind.DROP, "IPv4 version or header length wrong"),
    IPV4_LENGTH(Kind.DROP, "IPv4 total length does not fit the frame"),
    IPV4_CHECKSUM(Kind.DROP, "IPv4 header checksum wrong"),
    IPV4_OPTIONS(Kind.DROP, "IPv4 options are not forwarded"),
    IPV4_FRAGMENT(Kind.DROP, "fragments are not reassembled here"),
    IPV4_MARTIAN(Kind.DROP, "IPv4 address that must not be routed"),
    IPV6_TRUNCATED(Kind.DROP, "shorter than its IPv6 header"),
    IPV6_VERSION(Kind.DROP, "IPv6 version wrong"),
    IPV6_LENGTH(Kind.DROP, "IPv6 payload length does not fit the frame"),
    IPV6_MARTIAN(Kind.DROP, "IPv6 address that must not be routed"),
    TTL_EXPIRED(Kind.DROP, "TTL or hop limit used up"),
    PACKET_TOO_BIG(Kind.DROP, "longer than the egress port's MTU"),
    NO_ROUTE(Kind.DROP, "no route to the destination"),
    NOT_FORWARDING(Kind.DROP, "for somebody else, and this node is an endpoint"),
    BLACKHOLE(Kind.DROP, "route says discard"),
    NO_NEIGHBOR(Kind.DROP, "next hop's MAC address not known"),
    NEXT_HOP_GROUP_EMPTY(Kind.DROP, "no usable member in the next-hop group"),

    UDP_MALFORMED(Kind.DROP, "UDP header or length wrong"),
    UDP_CHECKSUM(Kind.DROP, "UDP checksum wrong"),
    TCP_MALFORMED(Kind.DROP, "TCP header wrong"),
    TCP_CHECKSUM(Kind.DROP, "TCP checksum wrong"),
    ICMP_MALFORMED(Kind.DROP, "ICMP message that cannot be read"),
    ICMP_CHECKSUM(Kind.DROP, "ICMP checksum wrong"),
    ND_INVALID(Kind.DROP, "neighbour discovery message that RFC 4861 says to discard"),
    PROTOCOL_UNREACHABLE(Kind.DROP, "no handler for this IP protocol"),
    PORT_UNREACHABLE(Kind.DROP, "nobody listens on this port"),
    POLICED(Kind.DROP, "over the control port's policer"),

    PORT_DOWN(Kind.DROP, "egress port is down"),
    QUEUE_FULL(Kind.DROP, "egress queue has no room"),
    BUFFER_FULL(Kind.DROP, "shared buffer has no room"),
    HEADROOM_FULL(Kind.DROP, "lossless headroom has no room"),
    WRED(Kind.DROP, "dropped early by WRED"),
    PURGED(Kind.DROP, "in a queue when its port went down"),
    POOL_EMPTY(Kind.DROP, "no packet left in the pool"),

    BTH_TRUNCATED(Kind.DROP, "shorter than its base transport header"),
    BTH_VERSION(Kind.DROP, "transport version is not 0"),
    BTH_OPCODE(Kind.DROP, "opcode unknown or not for this kind of queue pair"),
    BTH_EXTENDED_TRUNCATED(Kind.DROP, "shorter than the opcode's extended headers"),
    ICRC_BAD(Kind.DROP, "invariant CRC wrong"),
    PKEY_MISMATCH(Kind.DROP, "partition key not of this port"),
    QP_UNKNOWN(Kind.DROP, "no such queue pair"),
    QP_STATE(Kind.DROP, "queue pair not ready for this packet"),
    QP_ADDRESS(Kind.DROP, "not from the queue pair's peer"),
    PSN_SEQUENCE(Kind.DROP, "ahead of the expected PSN"),
    PSN_DUPLICATE(Kind.DROP, "already received"),
    PSN_STALE_ACK(Kind.DROP, "acknowledges nothing that is outstanding"),
    REQUEST_INVALID(Kind.DROP, "answered with NAK invalid request"),
    REMOTE_ACCESS(Kind.DROP, "answered with NAK remote access error"),
    REMOTE_OPERATION(Kind.DROP, "answered with NAK remote operational error"),
    RECEIVER_NOT_READY(Kind.DROP, "answered with RNR NAK: no receive request"),
    AETH_SYNDROME(Kind.DROP, "acknowledgement with a reserved syndrome"),

    LINK_LOSS(Kind.DROP, "lost on the link by an impairment"),
    LINK_DOWN(Kind.DROP, "on the link when it went down"),
    NODE_DEAD(Kind.DROP, "arrived at a dead node");

    /** What a verdict counts as in the balance of a node. */
    public enum Kind {
        PROGRESS, CONSUMED, DROP
    }

    private final Kind kind;
    private final String words;

    Verdict(Kind kind, String words) {
        this.kind = kind;
        this.words = words;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isDrop() {
        return kind == Kind.DROP;
    }

    /** The reason for a reader, without a full stop. */
    public String words() {
        return words;
    }
}
