package io.weft.pipeline.stage;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Ipv6;

/**
 * Lowers TTL or hop limit by one and mends the IPv4 checksum (RFC 1624). RFC 1812 §5.3.1, RFC 8200 §3. Expects a routed packet. A packet that would
 * leave with 0 is dropped and answered: traceroute lives on it. This node's own packets pass as they are.
 */
public final class DecrementTtl {
    private final Ipv4 ipv4 = new Ipv4();
    private final Ipv6 ipv6 = new Ipv6();

    public Verdict apply(Packet packet) {
        if (packet.ingressPort() < 0) {
            return Verdict.CONTINUE;
        }
        if (packet.isIpv6()) {
            if (ipv6.wrap(packet, packet.network()).hopLimit() <= 1) {
                return Verdict.TTL_EXPIRED;
            }
            ipv6.decrementHopLimit();
        } else {
            if (ipv4.wrap(packet, packet.network()).ttl() <= 1) {
                return Verdict.TTL_EXPIRED;
            }
            ipv4.decrementTtl();
        }
        return Verdict.CONTINUE;
    }
}
