package io.weft.daemon.config;

import io.weft.bgp.address.IpAddress;
import io.weft.daemon.config.BgpConfig.Family;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code vrf.default.router.bgp.neighbor.<key>}; the key is an address, or a port's name if unnumbered. {@code families}: those it exchanges. */
public record NeighborConfig(Peer peer, RemoteAs remoteAs, String description, boolean passive, List<NeighborFamily> families,
        Origin origin) {
    public NeighborConfig {
        families = List.copyOf(families);
    }

    public Optional<NeighborFamily> family(Family family) {
        return families.stream().filter(f -> f.family() == family).findFirst();
    }

    /** Whom the session is with. */
    public sealed interface Peer {
        /** Whoever announces itself behind a port by router advertisements. */
        record Unnumbered(String port) implements Peer {
            @Override
            public String toString() {
                return port;
            }
        }

        record Numbered(IpAddress address) implements Peer {
            @Override
            public String toString() {
                return address.toString();
            }
        }
    }

    /** Which AS the peer may be in. */
    public sealed interface RemoteAs {
        record Number(long asn) implements RemoteAs {
        }

        /** Our own, or any but our own. */
        enum Kind implements RemoteAs {
            INTERNAL, EXTERNAL
        }

        static RemoteAs parse(String text) {
            return switch (text) {
                case "internal" -> Kind.INTERNAL;
                case "external" -> Kind.EXTERNAL;
                default -> {
                    if (text.matches("[0-9]{1,10}") && Long.parseLong(text) >= 1 && Long.parseLong(text) <= 0xffff_fffeL) {
                        yield new Number(Long.parseLong(text));
                    }
                    throw new IllegalArgumentException("'" + text + "' is not internal, external or an AS number from 1 to 4294967294");
                }
            };
        }
    }

    /** {@code address-family.<family>} of a neighbour. {@code mostPrefixes}: more of them end the session with Cease/1 (RFC 4486 §4); all families of a neighbour have the same. */
    public record NeighborFamily(Family family, DefaultRoute defaultRoute, OptionalLong mostPrefixes) {
    }

    /** {@code default-route-origination}: whether the peer is sent a default route, and whether it is sent anything else. */
    public enum DefaultRoute {
        OFF, ON, ONLY
    }
}
