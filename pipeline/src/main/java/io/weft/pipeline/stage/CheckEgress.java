package io.weft.pipeline.stage;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.port.EgressPort;
import io.weft.pipeline.wire.Ethernet;

/**
 * The chosen port must be up and its MTU hold the packet. IPv4 without DF is not fragmented either: no fabric of this kind does, and a drop with a
 * reason teaches more than fragments. The answer carries the MTU, as if DF were set.
 */
public final class CheckEgress {
    private final EgressPort[] ports;

    public CheckEgress(EgressPort[] ports) {
        this.ports = ports;
    }

    public Verdict apply(Packet packet) {
        EgressPort port = ports[packet.egressPort()];
        if (!port.isUp()) {
            return Verdict.PORT_DOWN;
        }
        return packet.frameLength() - Ethernet.LENGTH > port.mtu() ? Verdict.PACKET_TOO_BIG : Verdict.CONTINUE;
    }
}
