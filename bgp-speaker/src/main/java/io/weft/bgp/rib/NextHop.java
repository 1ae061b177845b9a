package io.weft.bgp.rib;

import io.weft.bgp.address.IpAddress;

/** Where packets leave: the name of an interface and a neighbour's address on it; an IPv4 route may have an IPv6 one (RFC 8950). */
public record NextHop(String iface, IpAddress address) {
    @Override
    public String toString() {
        return address + " dev " + iface;
    }
}
