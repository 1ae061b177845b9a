package io.weft.daemon.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.bgp.address.IpAddress;
import io.weft.pipeline.wire.RoceExtension;
import io.weft.pipeline.wire.RoceFrame;
import io.weft.pipeline.wire.RoceOpcode;
import io.weft.pipeline.wire.Syndrome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PSNs as IBTA Vol 1 §9.7.2 has them: 24 bits that wrap, one a request packet, and one a response packet of a READ. */
class QueuePairFlowTest {
    private final QueuePairFlow flow = new QueuePairFlow(new QueuePairFlow.Key("", new IpAddress.V4(1), 49152, new IpAddress.V4(2), 17));

    @Test
    void findsNoGapWherePsnsFollowOneAnotherAcrossTheWrap() {
        write(0xfffffe);
        write(0xffffff);
        write(0);
        assertThat(flow.gaps()).isZero();
        assertThat(flow.retransmissions()).isZero();
    }

    @Test
    void countsAGapAndWhatIsMissingInIt() {
        write(10);
        write(14);
        assertThat(flow.gaps()).isEqualTo(1);
        assertThat(flow.missing()).isEqualTo(3);
    }

    @Test
    void countsWhatIsSentAgainAfterGoingBack() {
        write(1);
        write(2);
        write(3);
        write(2);
        write(3);
        write(4);
        assertThat(flow.retransmissions()).isEqualTo(2);
        assertThat(flow.gaps()).isZero();
    }

    @Test
    void leavesAReadThePsnsOfItsResponses() {
        flow.add(frame(RoceOpcode.RC_READ_REQUEST, 5, List.of(new RoceExtension.Rdma(0, 0, 5000))), true);
        write(10);
        assertThat(flow.gaps()).as("5000 bytes at a path MTU of 1024 take 5 PSNs").isZero();
    }

    @Test
    void tellsAcknowledgementsApartAndDoesNotTakeTheirPsnForARequests() {
        write(100);
        ack(7, Syndrome.ACK_UNLIMITED);
        ack(7, Syndrome.NAK_PSN_SEQUENCE_ERROR);
        ack(7, Syndrome.rnrNak(12));
        assertThat(List.of(flow.acks(), flow.naks(), flow.rnrNaks(), flow.retransmissions())).containsExactly(1L, 1L, 1L, 0L);
    }

    private void write(int psn) {
        flow.add(frame(RoceOpcode.RC_WRITE_MIDDLE, psn, List.of()), true);
    }

    private void ack(int psn, int syndrome) {
        flow.add(frame(RoceOpcode.RC_ACKNOWLEDGE, psn, List.of(new RoceExtension.Ack(syndrome, 1))), true);
    }

    private static RoceFrame frame(RoceOpcode opcode, int psn, List<RoceExtension> extensions) {
        var transport = new RoceFrame.BaseTransport(opcode, false, false, 0xffff, false, false, 0, 17, false, 0, psn);
        return new RoceFrame(new RoceFrame.Link(2, 1, List.of()), new RoceFrame.Network.V4(0, 0, 0, 64, 1, 2), 49152, 0, transport, extensions,
                new byte[0], new byte[0], 0, true, new byte[0]);
    }
}
