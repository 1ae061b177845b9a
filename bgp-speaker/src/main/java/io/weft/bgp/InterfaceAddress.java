package io.weft.bgp;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;

/** An address of ours with the length of its subnet's prefix. */
public record InterfaceAddress(IpAddress address, int prefixLength) {
    public Prefix subnet() {
        return new Prefix(address, prefixLength);
    }
}
