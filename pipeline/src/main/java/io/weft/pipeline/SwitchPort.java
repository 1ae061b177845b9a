package io.weft.pipeline;

import io.weft.pipeline.port.FrameSink;
import io.weft.pipeline.port.LineRate;

/**
 * One port as its switch is told of it.
 *
 * @param name for people, as {@code eth1}
 * @param mtu bytes of an IP packet, both ways
 * @param vrf that packets coming in are routed in; 0 is the default one
 * @param link where its frames go
 */
public record SwitchPort(String name, long mac, LineRate rate, int mtu, int vrf, FrameSink link) {
}
