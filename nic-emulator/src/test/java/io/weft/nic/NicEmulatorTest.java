package io.weft.nic;

import static io.weft.nic.BackToBack.ADDRESS;
import static io.weft.nic.BackToBack.DELAY;
import static io.weft.nic.BackToBack.RKEY;
import static io.weft.nic.BackToBack.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.nic.BackToBack.Fault;
import io.weft.nic.transport.Stalled;
import io.weft.nic.verbs.Access;
import io.weft.nic.verbs.Completion.Status;
import io.weft.nic.verbs.MemoryRegion;
import io.weft.nic.verbs.Operation;
import io.weft.nic.verbs.QpState;
import io.weft.nic.verbs.ReceiveRequest;
import io.weft.nic.verbs.WorkRequest;
import io.weft.pipeline.packet.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two NICs back to back: the frames on the wire are literals. Opcodes 06 WRITE FIRST, 07 MIDDLE, 08 LAST, 0a ONLY, 11 ACKNOWLEDGE; {@code roce-wire} §3. */
class NicEmulatorTest {
    private BackToBack wire = BackToBack.simple();

    @AfterEach
    void everyPacketIsGivenBack() {
        wire.run();
        assertThat(wire.pool.inUse()).isZero();
    }

    /** As rdma_rxe does in tests/data/captures/write-64k.pcap, but for the number of packets. */
    @Test
    void sendsAMessageAsFirstMiddleLastAndIsAcknowledgedOnce() {
        wire.write(1, 0, 3000);
        wire.run();
        assertThat(wire.frames).containsExactly("> 06 100000", "> 07 100001", "> 08 100002 A", "< 11 100002 1f 1");
        assertThat(wire.left.completions).singleElement().satisfies(done -> {
            assertThat(done.status()).isEqualTo(Status.SUCCESS);
            assertThat(done.operation()).isEqualTo(Operation.WRITE);
            assertThat(done.length()).isEqualTo(3000);
        });
        assertThat(wire.right.completions).isEmpty();
        assertThat(wire.region.compare(ADDRESS, 3000, SEED, 0)).isEqualTo(-1);
    }

    @Test
    void sendsAMessageOfOnePathMtuAsOnly() {
        wire.write(1, 0, 1024);
        wire.write(2, 1024, 1025);
        wire.run();
        assertThat(wire.frames).containsExactly("> 0a 100000 A", "> 06 100001", "> 08 100002 A", "< 11 100000 1f 1", "< 11 100002 1f 2");
    }

    /** IBTA Vol 1 §9.7.4.1.5 and rxe's check_rkey: where no byte is written, rkey and address are not looked at. */
    @Test
    void carriesNothingInAMessageOfLengthZeroAndChecksNoKey() {
        wire.left.nic.post(wire.asking, WorkRequest.write(1, 0xdead, 0xbad, 0, 0, 0), 0);
        wire.run();
        assertThat(wire.frames).containsExactly("> 0a 100000 A", "< 11 100000 1f 1");
        assertThat(wire.left.completions.getFirst().status()).isEqualTo(Status.SUCCESS);
        assertThat(wire.region.bytesWritten()).isZero();
    }

    /** Oracle rc-nak-once: packets 0 … 5 sent, 2 lost: one NAK 0x60 that names 2, and 2 is where it goes on. */
    @Test
    void isToldOnceOfAGapAndGoesBackToIt() {
        wire.left.fault = Fault.losing(2);
        wire.write(1, 0, 6 * 1024);
        wire.run();
        assertThat(wire.frames).containsExactly("> 06 100000", "> 07 100001", "> 07 100002", "> 07 100003", "> 07 100004", "> 08 100005 A", "< 11 100002 60 0",
                "> 07 100002", "> 07 100003", "> 07 100004", "> 08 100005 A", "< 11 100005 1f 1");
        assertThat(wire.right.verdicts).containsExactly(Verdict.CONSUMED, Verdict.CONSUMED, Verdict.PSN_SEQUENCE, Verdict.PSN_SEQUENCE, Verdict.PSN_SEQUENCE,
                Verdict.CONSUMED, Verdict.CONSUMED, Verdict.CONSUMED, Verdict.CONSUMED);
        assertThat(wire.region.compare(ADDRESS, 6 * 1024, SEED, 0)).isEqualTo(-1);
        assertThat(wire.left.completions.getFirst().retransmissions()).isEqualTo(4);
    }
}
