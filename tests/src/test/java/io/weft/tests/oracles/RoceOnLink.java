package io.weft.tests.oracles;

import io.weft.labs.engine.LabSession;
import io.weft.labs.topology.Endpoint;
import io.weft.labs.topology.Link;
import io.weft.labs.virtual.LinkObserver;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.port.LineRate;
import io.weft.pipeline.wire.Bth;
import io.weft.pipeline.wire.IpProtocol;
import io.weft.pipeline.wire.RoceOpcode;
import io.weft.pipeline.wire.Udp;
import java.util.ArrayList;
import java.util.List;

/** Notes every RoCE frame that a node's only port sends, and what becomes of it on the link. */
final class RoceOnLink implements LinkObserver {
    /** AETH behind the BTH: the syndrome of an acknowledgement, -1 of anything else. */
    record Frame(RoceOpcode opcode, int psn, int syndrome, int wireLength, long begin, long departure) {
    }

    final List<Frame> sent = new ArrayList<>();
    /** PSNs. */
    final List<Integer> lost = new ArrayList<>();
    /** Times. */
    final List<Long> arrivals = new ArrayList<>();
    private final LabSession session;
    private final Bth bth = new Bth();

    /** What {@code node} sends by its first port. */
    RoceOnLink(LabSession session, String node) {
        this.session = session;
        int id = session.named(node).orElseThrow().id();
        for (Link link : session.lab().topology().links()) {
            if (isPort(link.a(), id) || isPort(link.b(), id)) {
                session.fabric().directions().get(2 * link.id() + (isPort(link.a(), id) ? 0 : 1)).observe(this);
            }
        }
    }

    private static boolean isPort(Endpoint end, int node) {
        return end.node() == node && end.port() == 0;
    }

    private boolean isRoce(Packet packet) {
        return packet.protocol() == IpProtocol.UDP && packet.u16(packet.transport() + 2) == Udp.PORT_ROCE;
    }

    private Bth bth(Packet packet) {
        return bth.wrap(packet, packet.transport() + Udp.LENGTH);
    }

    /** {@code begin} is the present: a port hands a frame over when its first bit leaves. */
    @Override
    public void sent(int direction, Packet packet, long departure) {
        if (isRoce(packet)) {
            RoceOpcode opcode = bth(packet).opcode();
            int syndrome = opcode == RoceOpcode.RC_ACKNOWLEDGE ? packet.u8(packet.transport() + Udp.LENGTH + Bth.LENGTH) : -1;
            sent.add(new Frame(opcode, bth.psn(), syndrome, packet.wireLength(), session.fabric().now(), departure));
        }
    }

    @Override
    public void delivered(int direction, Packet packet, long arrival) {
        if (isRoce(packet)) {
            arrivals.add(arrival);
        }
    }

    @Override
    public void lost(int direction, Packet packet, Verdict reason, long now) {
        if (isRoce(packet)) {
            lost.add(bth(packet).psn());
        }
    }

    /** Those of one opcode. */
    List<Frame> sent(RoceOpcode opcode) {
        return sent.stream().filter(frame -> frame.opcode == opcode).toList();
    }

    /** The bytes that a frame takes of the line: with FCS, preamble and gap. */
    static int lineBytes(Frame frame) {
        return frame.wireLength + LineRate.OVERHEAD;
    }
}
