package io.weft.daemon.config;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import java.util.List;

/** {@code vrf.default.router.static.<prefix>}: {@code via} one next hop or a list of them, which then share the traffic. */
public record StaticRoute(Prefix prefix, List<NextHop> nextHops, Origin origin) {
    public StaticRoute {
        nextHops = List.copyOf(nextHops);
    }

    public sealed interface NextHop {
        /** The neighbour with this address on a connected subnet. */
        record Address(IpAddress address) implements NextHop {
        }

        /** {@code fe80::1%eth1}, as in RFC 4007 §11: a neighbour by its link-local address. Serves IPv4 prefixes too (RFC 8950). */
        record LinkLocal(IpAddress.V6 address, String port) implements NextHop {
        }

        /** Whatever router announces itself behind the port. */
        record Port(String port) implements NextHop {
        }

        /** Packets are dropped. */
        record Blackhole() implements NextHop {
        }

        static NextHop parse(String text) {
            if (text.equals("blackhole")) {
                return new Blackhole();
            }
            if (text.matches(NodeReader.PORT)) {
                return new Port(text);
            }
            int zone = text.indexOf('%');
            if (zone < 0) {
                IpAddress address = IpAddress.parse(text).orElseThrow(() -> bad(text));
                if (address instanceof IpAddress.V6 six && six.isLinkLocal()) {
                    throw new IllegalArgumentException("'" + text + "' is link-local: say on which port, " + text + "%eth1");
                }
                return new Address(address);
            }
            String port = text.substring(zone + 1);
            if (IpAddress.parse(text.substring(0, zone)).orElse(IpAddress.V6.ANY) instanceof IpAddress.V6 six && six.isLinkLocal()
                    && port.matches(NodeReader.PORT)) {
                return new LinkLocal(six, port);
            }
            throw bad(text);
        }

        private static IllegalArgumentException bad(String text) {
            return new IllegalArgumentException("'" + text + "' is not an address, a port such as eth1, or blackhole");
        }
    }
}
