package io.weft.labs.virtual.tcp;

import io.weft.bgp.address.IpAddress;

/**
 * What names a connection: both ends, and for a link-local peer the data port, since every port has such neighbours of its own (RFC 4007). Other
 * peers may be heard by any port.
 */
record Path(int scope, IpAddress local, int localPort, IpAddress remote, int remotePort) {
    private static final int ANY_PORT = -1;

    static Path of(int port, IpAddress local, int localPort, IpAddress remote, int remotePort) {
        boolean linkLocal = remote instanceof IpAddress.V6 address && address.isLinkLocal();
        return new Path(linkLocal ? port : ANY_PORT, local, localPort, remote, remotePort);
    }
}
