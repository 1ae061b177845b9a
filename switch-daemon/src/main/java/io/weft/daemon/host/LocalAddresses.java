package io.weft.daemon.host;

import io.weft.bgp.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The addresses of a node, each of a port or of the loopback; link-local ones excluded. Searched one by one: a node has few. */
public final class LocalAddresses {
    /** In place of a port: the address is the node's, whichever port it is asked at. */
    public static final int LOOPBACK = -1;

    private record Local(int port, IpAddress address) {
    }

    private final List<Local> locals = new ArrayList<>();

    public LocalAddresses add(int port, IpAddress address) {
        Local local = new Local(port, address);
        if (!locals.contains(local)) {
            locals.add(local);
        }
        return this;
    }

    public void remove(int port, IpAddress address) {
        locals.remove(new Local(port, address));
    }

    /** True if {@code address} is one of {@code port} or of the loopback. */
    public boolean isAt(int port, IpAddress address) {
        for (Local local : locals) {
            if ((local.port == port || local.port == LOOPBACK) && local.address.equals(address)) {
                return true;
            }
        }
        return false;
    }

    /** True if {@code address} is this node's, at whichever port. */
    public boolean contains(IpAddress address) {
        for (Local local : locals) {
            if (local.address.equals(address)) {
                return true;
            }
        }
        return false;
    }

    /** The address to speak from to somewhere beyond the link: the first of the loopback, or else of any port, in the family of {@code remote}. */
    public Optional<IpAddress> sourceFor(IpAddress remote) {
        boolean v4 = remote instanceof IpAddress.V4;
        Optional<IpAddress> any = Optional.empty();
        for (Local local : locals) {
            if (local.address instanceof IpAddress.V4 == v4) {
                if (local.port == LOOPBACK) {
                    return Optional.of(local.address);
                }
                any = any.isPresent() ? any : Optional.of(local.address);
            }
        }
        return any;
    }

    /** The IPv4 address to speak from at {@code port}: its own, or else the loopback's. */
    public Optional<IpAddress.V4> ipv4At(int port) {
        Optional<IpAddress.V4> loopback = Optional.empty();
        for (Local local : locals) {
            if (local.address instanceof IpAddress.V4 v4) {
                if (local.port == port) {
                    return Optional.of(v4);
                }
                if (local.port == LOOPBACK && loopback.isEmpty()) {
                    loopback = Optional.of(v4);
                }
            }
        }
        return loopback;
    }
}
