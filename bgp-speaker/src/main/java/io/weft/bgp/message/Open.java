package io.weft.bgp.message;

import io.weft.bgp.address.IpAddress;
import java.util.List;

/**
 * RFC 4271 §4.2. {@code myAs} is the two-octet field as it stands on the wire, AS_TRANS where the number needs four; {@code holdTime} in seconds;
 * {@code routerId} is the BGP Identifier.
 */
public record Open(int version, int myAs, int holdTime, int routerId, List<Capability> capabilities) implements Message {
    public static final int VERSION = 4;

    public Open {
        capabilities = List.copyOf(capabilities);
    }

    public static Open of(long autonomousSystem, int holdTime, int routerId, List<Capability> capabilities) {
        return new Open(VERSION, (int) (autonomousSystem > 0xffff ? AsPath.AS_TRANS : autonomousSystem), holdTime, routerId, capabilities);
    }

    /** The sender's number: from the four-octet capability if it has sent one (RFC 6793 §4.1). */
    public long autonomousSystem() {
        for (Capability capability : capabilities) {
            if (capability instanceof Capability.FourOctetAs(long number)) {
                return number;
            }
        }
        return myAs;
    }

    public boolean offers(Capability wanted) {
        return capabilities.contains(wanted);
    }

    public boolean knowsFourOctetAs() {
        return capabilities.stream().anyMatch(Capability.FourOctetAs.class::isInstance);
    }

    /** RFC 4760 §8: a speaker that names no family speaks IPv4 unicast. */
    public boolean speaks(Family family) {
        boolean silent = capabilities.stream().noneMatch(Capability.MultiProtocol.class::isInstance);
        return silent ? family == Family.IPV4_UNICAST : offers(Capability.MultiProtocol.of(family));
    }

    /** RFC 8950 §4: NLRI of {@code afi}, {@code safi} may have a next hop of {@code nextHopAfi}. */
    public boolean takesNextHop(int afi, int safi, int nextHopAfi) {
        var wanted = new Capability.NextHopEncoding(afi, safi, nextHopAfi);
        return capabilities.stream().anyMatch(c -> c instanceof Capability.ExtendedNextHop(var encodings) && encodings.contains(wanted));
    }

    public IpAddress.V4 routerIdAddress() {
        return new IpAddress.V4(routerId);
    }
}
