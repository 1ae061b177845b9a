package io.weft.daemon.host;

import io.weft.bgp.address.IpAddress;
import io.weft.pipeline.wire.MacAddress;

/**
 * A data port as a host sees it.
 *
 * @param index of the data port, from 0
 * @param mac lower 48 bits
 * @param mtu of IP on the link, bytes; advertised
 * @param unnumbered true: this end advertises itself as a router and looks for the one at the other end
 */
public record HostPort(int index, long mac, int mtu, boolean unnumbered) {
    /** fe80::/64 and the modified EUI-64 of the MAC address. RFC 4291 §2.5.6. */
    public IpAddress.V6 linkLocal() {
        return new IpAddress.V6(MacAddress.LINK_LOCAL_HIGH, MacAddress.interfaceId(mac));
    }
}
