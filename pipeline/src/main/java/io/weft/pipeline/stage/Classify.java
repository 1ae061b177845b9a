package io.weft.pipeline.stage;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.port.EgressPort;
import io.weft.pipeline.table.DscpMap;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Ipv6;

/** DSCP to queue and priority group. What this node says itself as internetwork or network control (CS6, CS7) has the control queue. */
public final class Classify {
    private static final int CS6 = 48;

    private final DscpMap map;
    private final Ipv4 ipv4 = new Ipv4();
    private final Ipv6 ipv6 = new Ipv6();

    public Classify(DscpMap map) {
        this.map = map;
    }

    public Verdict apply(Packet packet) {
        int dscp = packet.isIpv6() ? ipv6.wrap(packet, packet.network()).dscp() : ipv4.wrap(packet, packet.network()).dscp();
        int queue = packet.ingressPort() < 0 && dscp >= CS6 ? EgressPort.CONTROL_QUEUE : map.queue(dscp);
        packet.queue(queue);
        packet.priorityGroup(queue);
        return Verdict.CONTINUE;
    }
}
