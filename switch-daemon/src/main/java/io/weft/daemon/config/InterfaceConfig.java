package io.weft.daemon.config;

import java.util.List;
import java.util.Optional;

/**
 * {@code interface.<name>}: {@code lo} or a data port {@code ethN}. Without an address a port is unnumbered: IPv6 link-local only. {@code mtu} is
 * the largest IP packet in bytes ({@code link.mtu}); absent, the link's own.
 */
public record InterfaceConfig(String name, List<InterfaceAddress> addresses, Optional<Located<Integer>> mtu, String description, Origin origin) {
    public static final String LOOPBACK = "lo";

    public InterfaceConfig {
        addresses = List.copyOf(addresses);
    }

    public boolean isLoopback() {
        return name.equals(LOOPBACK);
    }
}
