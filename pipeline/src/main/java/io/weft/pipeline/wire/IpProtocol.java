package io.weft.pipeline.wire;

/** What follows an IP header: IPv4's protocol, IPv6's next header. IANA "Assigned Internet Protocol Numbers". */
public final class IpProtocol {
    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ICMPV6 = 58;

    private IpProtocol() {
    }
}
