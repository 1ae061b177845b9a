package io.weft.labs.file;

import io.weft.daemon.config.Located;
import io.weft.daemon.config.Origin;
import java.util.Optional;

/** An entry of {@code links}: what it says about the links it matches ({@code default}: all). Speed in bit/s, delay in ps, MTU in bytes of an IP packet. */
public record LinkRule(LinkPattern pattern, Optional<Located<Long>> speed, Optional<Located<Long>> delay, Optional<Located<Integer>> mtu,
        Origin origin) {
    static final String DEFAULT = "default";

    boolean isDefault() {
        return pattern.text().equals(DEFAULT);
    }
}
