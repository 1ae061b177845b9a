package io.weft.bgp;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.message.MpNextHop;
import io.weft.bgp.rib.NextHop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our interfaces that are up, with their addresses: where a neighbour's address is, and how each peer has to know us. */
final class Interfaces {
    /** {@code linkLocal} is {@code ::} on an interface without IPv6. */
    private record Addresses(IpAddress.V6 linkLocal, List<InterfaceAddress> subnets) {
    }

    /** An interface, and our address on it. */
    record Link(String iface, IpAddress local) {
    }

    private final Map<String, Addresses> up = new LinkedHashMap<>();

    void up(String iface, IpAddress.V6 linkLocal, List<InterfaceAddress> subnets) {
        up.put(iface, new Addresses(linkLocal, List.copyOf(subnets)));
    }

    void down(String iface) {
        up.remove(iface);
    }

    boolean isUp(String iface) {
        return up.containsKey(iface);
    }

    /** Empty: the interface is down or has no IPv6. */
    Optional<IpAddress.V6> linkLocal(String iface) {
        return Optional.ofNullable(up.get(iface)).map(Addresses::linkLocal).filter(a -> !a.equals(IpAddress.V6.ANY));
    }

    /** The interface whose subnet has the address: the longest prefix, the first among equals. */
    Optional<Link> linkTo(IpAddress remote) {
        Optional<Link> found = Optional.empty();
        int longest = -1;
        for (var entry : up.entrySet()) {
            for (InterfaceAddress address : entry.getValue().subnets) {
                if (address.prefixLength() > longest && address.subnet().contains(remote)) {
                    longest = address.prefixLength();
                    found = Optional.of(new Link(entry.getKey(), address.address()));
                }
            }
        }
        return found;
    }

    boolean isOurs(IpAddress address) {
        for (Addresses addresses : up.values()) {
            for (InterfaceAddress own : addresses.subnets) {
                if (own.address().equals(address)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Where packets go for a next hop told on {@code iface}; empty: it is not on a link of ours, or it is ourselves. */
    Optional<NextHop> resolve(MpNextHop told, String iface) {
        IpAddress address = told.forwarding();
        if (address instanceof IpAddress.V6 v6 && v6.isLinkLocal()) {
            return linkLocal(iface).filter(v6::equals).isPresent() ? Optional.empty() : Optional.of(new NextHop(iface, address));
        }
        return isOurs(address) ? Optional.empty() : linkTo(address).map(l -> new NextHop(l.iface, address));
    }

    /** How a peer on {@code iface} that talks to our {@code local} address has to know us for IPv6 routes; empty: the interface has no IPv6. */
    Optional<MpNextHop> ipv6NextHop(String iface, IpAddress local) {
        Optional<IpAddress.V6> linkLocal = linkLocal(iface);
        Optional<IpAddress> global = local instanceof IpAddress.V6 v6 && !v6.isLinkLocal() ? Optional.of(local) : subnetAddress(iface, false);
        if (local instanceof IpAddress.V6 v6 && v6.isLinkLocal()) {
            return Optional.of(MpNextHop.linkLocalTwice(v6));
        }
        return global.isPresent() ? global.map(g -> new MpNextHop(g, linkLocal.orElse(IpAddress.V6.ANY))) : linkLocal.map(MpNextHop::linkLocalTwice);
    }

    /** The same for IPv4 routes on a session that cannot have IPv6 next hops. */
    Optional<MpNextHop> ipv4NextHop(String iface, IpAddress local) {
        return (local instanceof IpAddress.V4 ? Optional.of(local) : subnetAddress(iface, true)).map(MpNextHop::of);
    }

    private Optional<IpAddress> subnetAddress(String iface, boolean v4) {
        return Optional.ofNullable(up.get(iface)).stream().flatMap(a -> a.subnets.stream()).map(InterfaceAddress::address)
                .filter(a -> a instanceof IpAddress.V4 == v4).findFirst();
    }
}
