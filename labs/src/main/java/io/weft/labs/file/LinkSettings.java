package io.weft.labs.file;

import io.weft.daemon.config.Located;

/** What holds for one link, both directions: bit/s, picoseconds (at least 1), and bytes of an IP packet. Each knows where it was said. */
public record LinkSettings(Located<Long> speed, Located<Long> delay, Located<Integer> mtu) {
}
