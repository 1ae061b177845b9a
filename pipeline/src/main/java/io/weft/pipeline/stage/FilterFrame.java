package io.weft.pipeline.stage;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.port.EgressPort;
import io.weft.pipeline.table.StationTable;
import io.weft.pipeline.wire.Dot1Q;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.MacAddress;

/**
 * Takes in what is for this port: frames to its MAC address, multicast and broadcast, no longer than its MTU. Consumes MAC control frames (IEEE
 * 802.3 clause 31), ignores what bridges say to each other (IEEE 802.1Q table 8-1: 01:80:c2:00:00:0X, LLDP among it). This node's own packets
 * pass.
 */
public final class FilterFrame {
    private static final long RESERVED_GROUP = 0x0180_c200_0000L;
    private static final long RESERVED_MASK = 0xffff_ffff_fff0L;

    private final StationTable stations;
    private final EgressPort[] ports;
    private final Ethernet ethernet = new Ethernet();

    public FilterFrame(StationTable stations, EgressPort[] ports) {
        this.stations = stations;
        this.ports = ports;
    }

    public Verdict apply(Packet packet) {
        ethernet.wrap(packet, 0);
        Verdict verdict = ethernet.check();
        if (verdict != Verdict.CONTINUE || packet.ingressPort() < 0) {
            return verdict;
        }
        if (MacAddress.isMulticast(ethernet.source())) {
            return Verdict.MAC_MULTICAST_SOURCE;
        }
        if (ethernet.etherType() == Ethernet.TYPE_MAC_CONTROL) {
            return Verdict.CONSUMED;
        }
        long destination = ethernet.destination();
        if (ethernet.etherType() == Ethernet.TYPE_LLDP || (destination & RESERVED_MASK) == RESERVED_GROUP) {
            return Verdict.IGNORED_CONTROL;
        }
        if (destination != stations.mac(packet.ingressPort()) && !MacAddress.isMulticast(destination)) {
            return Verdict.MAC_NOT_OURS;
        }
        int header = ethernet.etherType() == Ethernet.TYPE_DOT1Q ? Ethernet.LENGTH + Dot1Q.LENGTH : Ethernet.LENGTH;
        return packet.frameLength() - header > ports[packet.ingressPort()].mtu() ? Verdict.FRAME_OVERSIZE : Verdict.CONTINUE;
    }
}
