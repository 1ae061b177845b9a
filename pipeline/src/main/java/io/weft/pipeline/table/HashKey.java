package io.weft.pipeline.table;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.wire.Bth;
import io.weft.pipeline.wire.IpProtocol;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Ipv6;
import io.weft.pipeline.wire.Udp;
import java.util.Set;

/**
 * The hash by which packets of one flow choose one next hop: over configured fields, with a seed of the switch's own. Equal fields and seed at
 * two tiers choose alike, so that the second tier uses one of its ways only (polarisation); different seeds are the cure.
 */
public final class HashKey {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final boolean source;
    private final boolean destination;
    private final boolean protocol;
    private final boolean sourcePort;
    private final boolean destinationPort;
    private final boolean flowLabel;
    private final boolean destQp;

    private final Ipv4 ipv4 = new Ipv4();
    private final Ipv6 ipv6 = new Ipv6();
    private final Udp udp = new Udp();
    private final Bth bth = new Bth();

    public HashKey(Set<HashField> fields, int seed) {
        this.seed = mix(seed + GOLDEN);
        this.source = fields.contains(HashField.SOURCE);
        this.destination = fields.contains(HashField.DESTINATION);
        this.protocol = fields.contains(HashField.PROTOCOL);
        this.sourcePort = fields.contains(HashField.SOURCE_PORT);
        this.destinationPort = fields.contains(HashField.DESTINATION_PORT);
        this.flowLabel = fields.contains(HashField.FLOW_LABEL);
        this.destQp = fields.contains(HashField.DEST_QP);
    }

    /** The hash of a packet whose IP header has been checked. All 32 bits are good ones. */
    public int of(Packet packet) {
        long hash = packet.isIpv6() ? ofIpv6(packet) : ofIpv4(packet);
        hash = add(hash, protocol ? packet.protocol() : 0);
        return (int) (mix(hash) >>> 32);
    }

    private long ofIpv4(Packet packet) {
        ipv4.wrap(packet, packet.network());
        long addresses = (source ? (long) ipv4.source() << 32 : 0) | (destination ? ipv4.destination() & 0xffffffffL : 0);
        long hash = add(seed, addresses);
        return ipv4.isFragment() ? hash : ofTransport(packet, hash);
    }

    private long ofIpv6(Packet packet) {
        ipv6.wrap(packet, packet.network());
        long hash = seed;
        if (source) {
            hash = add(add(hash, ipv6.sourceHigh()), ipv6.sourceLow());
        }
        if (destination) {
            hash = add(add(hash, ipv6.destinationHigh()), ipv6.destinationLow());
        }
        if (flowLabel) {
            hash = add(hash, ipv6.flowLabel());
        }
        return ofTransport(packet, hash);
    }

    /** Ports stand at the same place in TCP and UDP. A packet too short for them is hashed without. */
    private long ofTransport(Packet packet, long hash) {
        int at = packet.transport();
        if (packet.protocol() != IpProtocol.UDP && packet.protocol() != IpProtocol.TCP || packet.length() < at + Udp.LENGTH) {
            return hash;
        }
        udp.wrap(packet, at);
        long ports = (sourcePort ? udp.sourcePort() << 16 : 0) | (destinationPort ? udp.destinationPort() : 0);
        if (destQp && packet.protocol() == IpProtocol.UDP && udp.destinationPort() == Udp.PORT_ROCE
                && packet.length() >= at + Udp.LENGTH + Bth.LENGTH) {
            ports ^= (long) bth.wrap(packet, at + Udp.LENGTH).destQp() << 32;
        }
        return add(hash, ports);
    }

    /** One round: multiply, fold the upper half down. */
    private static long add(long hash, long word) {
        long z = (hash ^ word) * GOLDEN;
        return z ^ z >>> 32;
    }

    /** SplitMix64's finaliser (Steele, Lea and Flood 2014): every input bit reaches every output bit. */
    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
