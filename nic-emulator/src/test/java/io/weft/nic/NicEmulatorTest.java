package io.weft.nic;

import static io.weft.nic.BackToBack.ADDRESS;
import static io.weft.nic.BackToBack.DELAY;
import static io.weft.nic.BackToBack.RKEY;
import static io.weft.nic.BackToBack.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.nic.BackToBack.Fault;
import io.weft.nic.rate.RateControl;
import io.weft.nic.transport.Stalled;
import io.weft.nic.verbs.Access;
import io.weft.nic.verbs.Completion.Status;
import io.weft.nic.verbs.Gid;
import io.weft.nic.verbs.MemoryRegion;
import io.weft.nic.verbs.Operation;
import io.weft.nic.verbs.QpState;
import io.weft.nic.verbs.ReceiveRequest;
import io.weft.nic.verbs.WorkRequest;
import io.weft.pipeline.packet.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two NICs back to back: the frames on the wire are literals. Opcodes 06 WRITE FIRST, 07 MIDDLE, 08 LAST, 0a ONLY, 11 ACKNOWLEDGE; {@code
 * roce-wire} §3.
 */
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
        assertThat(wire.frames).containsExactly("> 06 100000", "> 07 100001", "> 07 100002", "> 07 100003", "> 07 100004", "> 08 100005 A",
                "< 11 100002 60 0", "> 07 100002", "> 07 100003", "> 07 100004", "> 08 100005 A", "< 11 100005 1f 1");
        assertThat(wire.right.verdicts).containsExactly(Verdict.CONSUMED, Verdict.CONSUMED, Verdict.PSN_SEQUENCE, Verdict.PSN_SEQUENCE,
                Verdict.PSN_SEQUENCE, Verdict.CONSUMED, Verdict.CONSUMED, Verdict.CONSUMED, Verdict.CONSUMED);
        assertThat(wire.region.compare(ADDRESS, 6 * 1024, SEED, 0)).isEqualTo(-1);
        assertThat(wire.left.completions.getFirst().retransmissions()).isEqualTo(4);
    }

    /**
     * IBTA Vol 1 §9.7.5.1.3: the resend is lost too, and nobody asks again: the timer, 4.096 µs · 2^14 from the last packet that asked for an
     * acknowledgement.
     */
    @Test
    void recoversALostResendByTimeoutAlone() {
        wire.left.fault = Fault.losing(0, 3);
        wire.write(1, 0, 3000);
        wire.run();
        assertThat(wire.frames).containsExactly("> 06 100000", "> 07 100001", "> 08 100002 A", "< 11 100000 60 0", "> 06 100000", "> 07 100001",
                "> 08 100002 A", "> 06 100000", "> 07 100001", "> 08 100002 A", "< 11 100002 1f 1");
        assertThat(wire.asking.requester().timeouts()).isEqualTo(1);
        assertThat(wire.asking.requester().sequenceNaks()).isEqualTo(1);
        assertThat(wire.now).isGreaterThan(67_108_864_000L);
    }

    /** tests/data/captures/lossy-timeout.pcap, frames of PSN 1104c8 and 1104c9: the ACK is lost, both packets come again, both are acknowledged. */
    @Test
    void acknowledgesEveryDuplicateAndExecutesNone() {
        wire.right.fault = Fault.losing(0);
        wire.write(1, 0, 1500);
        wire.run();
        assertThat(wire.frames).containsExactly("> 06 100000", "> 08 100001 A", "< 11 100001 1f 1", "> 06 100000", "> 08 100001 A",
                "< 11 100001 1f 1", "< 11 100001 1f 1");
        assertThat(wire.right.verdicts.subList(2, 4)).containsExactly(Verdict.PSN_DUPLICATE, Verdict.PSN_DUPLICATE);
        assertThat(wire.left.verdicts).containsExactly(Verdict.CONSUMED, Verdict.PSN_STALE_ACK);
        assertThat(wire.region.bytesWritten()).isEqualTo(1500);
        assertThat(wire.answering.responder().duplicates()).isEqualTo(2);
    }

    /** tests/data/captures/lossy-ack.pcap: a later acknowledgement covers a lost one. */
    @Test
    void takesALaterAcknowledgementForAllBeforeIt() {
        wire.right.fault = Fault.losing(0);
        wire.write(1, 0, 1500);
        wire.write(2, 1500, 1500);
        wire.run();
        assertThat(wire.frames).containsExactly("> 06 100000", "> 08 100001 A", "> 06 100002", "> 08 100003 A", "< 11 100001 1f 1",
                "< 11 100003 1f 2");
        assertThat(wire.left.completions).extracting("id").containsExactly(1L, 2L);
        assertThat(wire.asking.requester().timeouts()).isZero();
    }

    /** Oracle rc-timeouts, code 8: 4.096 µs · 2^8 = 1.048576 ms after the packet that asked, to the picosecond. */
    @Test
    void firesTheTimerExactlyWhenItsCodeSays() {
        wire = new BackToBack(BackToBack.profile(), c -> c.withTimeout(8, 7));
        wire.left.fault = Fault.losing(0);
        wire.write(1, 0, 100);
        wire.runUntil(1_048_576_000L - 1);
        assertThat(wire.frames).containsExactly("> 0a 100000 A");
        wire.runUntil(1_048_576_000L);
        assertThat(wire.frames).containsExactly("> 0a 100000 A", "> 0a 100000 A");
    }

    /** IBTA Vol 1 §9.7.6.1.3: progress restarts the timer and gives all retries back. */
    @Test
    void restartsTheTimerWhenSomethingNewIsAcknowledged() {
        wire = new BackToBack(BackToBack.profile(), c -> c.withTimeout(8, 7));
        wire.right.fault = Fault.losing(1);
        wire.write(1, 0, 100);
        wire.write(2, 100, 100);
        long firstAckArrives = 2 * (DELAY) + (62 + 16 + 100 + 20) * 80 + (66 + 20) * 80;
        wire.runUntil(firstAckArrives);
        assertThat(wire.left.completions).hasSize(1);
        wire.runUntil(firstAckArrives + 1_048_576_000L - 1);
        assertThat(wire.frames).hasSize(4);
        wire.run();
        assertThat(wire.frames.subList(4, wire.frames.size())).containsExactly("> 0a 100001 A", "< 11 100001 1f 2");
    }

    /**
     * roce-wire §7: after 7 retries the 8th expiry ends the first message with RETRY_EXC_ERR, the second is flushed, and the queue pair is in
     * ERROR.
     */
    @Test
    void givesUpWhenAllRetriesAreUsed() {
        wire = new BackToBack(BackToBack.profile(), c -> c.withTimeout(1, 7));
        wire.left.fault = number -> BackToBack.Fate.LOSE;
        wire.write(1, 0, 100);
        wire.write(2, 0, 100);
        wire.run();
        assertThat(wire.left.completions).extracting("status").containsExactly(Status.RETRY_EXC_ERR, Status.WR_FLUSH_ERR);
        assertThat(wire.frames.stream().filter("> 0a 100000 A"::equals)).hasSize(8);
        assertThat(wire.asking.state()).isEqualTo(QpState.ERROR);
        assertThat(wire.now).isEqualTo(8 * 8_192_000L);
        wire.write(3, 0, 100);
        assertThat(wire.left.completions.getLast().status()).isEqualTo(Status.WR_FLUSH_ERR);
    }

    @Test
    void neverGivesUpWithTimeoutCodeZero() {
        wire = new BackToBack(BackToBack.profile(), c -> c.withTimeout(0, 7));
        wire.left.fault = Fault.losing(0);
        wire.write(1, 0, 100);
        wire.run();
        assertThat(wire.left.nic.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        assertThat(wire.asking.stalled(wire.now)).isEqualTo(Stalled.AWAITING_ACK);
    }

    /** tests/data/captures/v-badkey.pcap: one WRITE ONLY, one NAK 0x62 with its PSN and MSN 0; nothing is written and both ends are in ERROR. */
    @Test
    void refusesAWrongKey() {
        wire.left.nic.post(wire.asking, WorkRequest.write(1, ADDRESS, RKEY + 1, 100, SEED, 0), 0);
        wire.run();
        assertThat(wire.frames).containsExactly("> 0a 100000 A", "< 11 100000 62 0");
        assertThat(wire.left.completions.getFirst().status()).isEqualTo(Status.REM_ACCESS_ERR);
        assertThat(wire.right.verdicts).containsExactly(Verdict.REMOTE_ACCESS);
        assertThat(wire.region.bytesWritten()).isZero();
        assertThat(wire.asking.state()).isEqualTo(QpState.ERROR);
        assertThat(wire.answering.state()).isEqualTo(QpState.ERROR);
    }

    /** The whole message is checked with its first packet: the one byte too many would come with the last. */
    @Test
    void refusesAMessageThatEndsBehindTheRegionBeforeItWritesAByte() {
        wire.left.nic.post(wire.asking, WorkRequest.write(1, ADDRESS + (1 << 20) - 4096, RKEY, 4097, SEED, 0), 0);
        wire.run();
        assertThat(wire.frames).containsExactly("> 06 100000", "> 07 100001", "> 07 100002", "> 07 100003", "> 08 100004 A", "< 11 100000 62 0");
        assertThat(wire.right.verdicts.getLast()).isEqualTo(Verdict.QP_STATE);
        assertThat(wire.region.bytesWritten()).isZero();
    }

    @Test
    void refusesAWriteToARegionThatMayOnlyBeRead() {
        wire.right.nic.registerMemory(0x77, ADDRESS, 4096, Access.REMOTE_READ);
        wire.left.nic.post(wire.asking, WorkRequest.write(1, ADDRESS, 0x77, 4096, SEED, 0), 0);
        wire.run();
        assertThat(wire.left.completions.getFirst().status()).isEqualTo(Status.REM_ACCESS_ERR);
    }

    /** tests/data/captures/v-writeimm.pcap: 0b ONLY with immediate, 09 LAST with immediate, each takes one receive request and is acknowledged. */
    @Test
    void givesTheImmediateToAReceiveRequestAndLeavesItsBufferAlone() {
        wire.right.nic.post(wire.answering, ReceiveRequest.withoutBuffer(70), 0);
        wire.right.nic.post(wire.answering, ReceiveRequest.withoutBuffer(71), 0);
        wire.left.nic.post(wire.asking, WorkRequest.write(1, ADDRESS, RKEY, 0, SEED, 0).withImmediate(0xc1c2c3c4), 0);
        wire.left.nic.post(wire.asking, WorkRequest.write(2, ADDRESS, RKEY, 3000, SEED, 0).withImmediate(5), 0);
        wire.run();
        assertThat(wire.frames).containsExactly("> 0b 100000 A", "> 06 100001", "> 07 100002", "> 09 100003 A", "< 11 100000 1f 1",
                "< 11 100003 1f 2");
        assertThat(wire.right.completions).hasSize(2).allSatisfy(c -> assertThat(c.operation()).isEqualTo(Operation.RECEIVE_WRITE_WITH_IMMEDIATE));
        assertThat(wire.right.completions).extracting("id").containsExactly(70L, 71L);
        assertThat(wire.right.completions).extracting("immediate").containsExactly(0xc1c2c3c4, 5);
        assertThat(wire.right.completions).extracting("length").containsExactly(0L, 3000L);
    }

    /**
     * roce-wire §8: RNR NAK 0x2c (code 12, 0.64 ms) names the LAST packet, which alone comes again that much later; what came behind it is
     * dropped in silence.
     */
    @Test
    void waitsAsLongAsTheReceiverSaysAndGoesOnWhereItWasNotReady() {
        wire.left.nic.post(wire.asking, WorkRequest.write(1, ADDRESS, RKEY, 2000, SEED, 0).withImmediate(9), 0);
        wire.write(2, 2000, 10);
        wire.runUntil(600_000_000L);
        assertThat(wire.frames).containsExactly("> 06 100000", "> 09 100001 A", "> 0a 100002 A", "< 11 100001 2c 0");
        assertThat(wire.asking.stalled(wire.now)).isEqualTo(Stalled.RECEIVER_NOT_READY);
        assertThat(wire.right.verdicts).containsExactly(Verdict.CONSUMED, Verdict.RECEIVER_NOT_READY, Verdict.PSN_SEQUENCE);
        wire.right.nic.post(wire.answering, ReceiveRequest.withoutBuffer(70), wire.now);
        wire.run();
        assertThat(wire.frames.subList(4, wire.frames.size())).containsExactly("> 09 100001 A", "> 0a 100002 A", "< 11 100001 1f 1",
                "< 11 100002 1f 2");
        assertThat(wire.left.completedAt.getFirst()).isGreaterThan(640_000_000L).isLessThan(650_000_000L);
    }

    @Test
    void givesUpWhenTheReceiverIsNeverReady() {
        wire = new BackToBack(BackToBack.profile(), c -> c.withRnr(2, 1));
        wire.left.nic.post(wire.asking, WorkRequest.write(1, ADDRESS, RKEY, 10, SEED, 0).withImmediate(9), 0);
        wire.run();
        assertThat(wire.frames).containsExactly("> 0b 100000 A", "< 11 100000 21 0", "> 0b 100000 A", "< 11 100000 21 0", "> 0b 100000 A",
                "< 11 100000 21 0");
        assertThat(wire.left.completions.getFirst().status()).isEqualTo(Status.RNR_RETRY_EXC_ERR);
    }

    /** tests/data/captures/pingpong.pcap: 00 SEND FIRST, 01 MIDDLE, 02 LAST into the buffer of a receive request. */
    @Test
    void sendsIntoTheBufferOfAReceiveRequest() {
        wire.right.nic.post(wire.answering, new ReceiveRequest(70, wire.region, ADDRESS + 5, 3000), 0);
        wire.left.nic.post(wire.asking, WorkRequest.send(1, 2500, SEED, 100), 0);
        wire.run();
        assertThat(wire.frames).containsExactly("> 00 100000", "> 01 100001", "> 02 100002 A", "< 11 100002 1f 1");
        assertThat(wire.right.completions.getFirst().length()).isEqualTo(2500);
        assertThat(wire.region.compare(ADDRESS + 5, 2500, SEED, 100)).isEqualTo(-1);
    }

    /** tests/data/captures/v-longsend.pcap: NAK 0x63. */
    @Test
    void refusesASendLongerThanTheBuffer() {
        wire.right.nic.post(wire.answering, new ReceiveRequest(70, wire.region, ADDRESS, 64), 0);
        wire.left.nic.post(wire.asking, WorkRequest.send(1, 100, SEED, 0), 0);
        wire.run();
        assertThat(wire.frames).containsExactly("> 04 100000 A", "< 11 100000 63 0");
        assertThat(wire.left.completions.getFirst().status()).isEqualTo(Status.REM_OP_ERR);
        assertThat(wire.right.completions.getFirst().status()).isEqualTo(Status.LOC_LEN_ERR);
        assertThat(wire.region.bytesWritten()).isZero();
    }

    /** Every third packet within a message asks, and the last one; IBTA Vol 1 §9.7.5.1.2 leaves the number to the requester. */
    @Test
    void asksForAcknowledgementsWithinAMessageAsTheProfileSays() {
        wire = new BackToBack(BackToBack.profile().withAckEvery(3), c -> c);
        wire.write(1, 0, 8 * 1024);
        wire.run();
        assertThat(wire.frames).containsExactly("> 06 100000", "> 07 100001", "> 07 100002 A", "> 07 100003", "> 07 100004", "> 07 100005 A",
                "> 07 100006", "> 08 100007 A", "< 11 100002 1f 0", "< 11 100005 1f 0", "< 11 100007 1f 1");
    }

    /** PSNs wrap at 2^24 in the middle of a message, and a NAK across the wrap goes back across it. */
    @Test
    void countsPsnsOnThroughZero() {
        wire = new BackToBack(BackToBack.profile(), c -> c, 0xfffffe);
        wire.left.fault = Fault.losing(1);
        wire.write(1, 0, 4096);
        wire.run();
        assertThat(wire.frames).containsExactly("> 06 fffffe", "> 07 ffffff", "> 07 000000", "> 08 000001 A", "< 11 ffffff 60 0", "> 07 ffffff",
                "> 07 000000", "> 08 000001 A", "< 11 000001 1f 1");
        assertThat(wire.region.compare(ADDRESS, 4096, SEED, 0)).isEqualTo(-1);
    }

    /** The longest message, 2^31 bytes in 2^19 packets, into a region that holds none of them. */
    @Test
    void carriesTwoGibibytesInOneMessage() {
        wire = new BackToBack(BackToBack.profile().withPathMtu(4096).withAckEvery(64), c -> c, RateControl.NONE, BackToBack.LEFT, BackToBack.RIGHT,
                0xfff000, 1L << 31);
        wire.noting = false;
        wire.write(1, 0, 1L << 31);
        wire.run();
        assertThat(wire.left.completions.getFirst().succeeded()).isTrue();
        assertThat(wire.region.compare(ADDRESS, 1L << 31, SEED, 0)).isEqualTo(-1);
        assertThat(wire.region.stretches()).isEqualTo(1);
        assertThat(wire.asking.requester().packetsMade()).isEqualTo(1 << 19);
    }

    @Test
    void worksOverIpv6() {
        wire = new BackToBack(BackToBack.profile().withMaterialised(true), c -> c, RateControl.NONE, new Gid(0xfd09L << 48, 1),
                new Gid(0xfd09L << 48, 2), 0x100000, 1 << 20);
        wire.write(1, 0, 3001);
        wire.run();
        assertThat(wire.frames).containsExactly("> 06 100000", "> 07 100001", "> 08 100002 A", "< 11 100002 1f 1");
        assertThat(wire.region.isHeld()).isTrue();
        assertThat(wire.region.compare(ADDRESS, 3001, SEED, 0)).isEqualTo(-1);
        assertThat(wire.region.compare(ADDRESS, 3002, SEED, 0)).isEqualTo(3001);
    }

    /** A damaged packet is a lost packet: found by the ICRC, in either mode. */
    @Test
    void dropsADamagedPacketAndRecovers() {
        for (boolean materialised : new boolean[]{false, true}) {
            wire = new BackToBack(BackToBack.profile().withMaterialised(materialised), c -> c);
            wire.left.fault = Fault.corrupting(1);
            wire.right.fault = Fault.corrupting(1);
            wire.write(1, 0, 3000);
            wire.run();
            assertThat(wire.right.verdicts.subList(0, 3)).containsExactly(Verdict.CONSUMED, Verdict.ICRC_BAD, Verdict.PSN_SEQUENCE);
            assertThat(wire.left.verdicts.subList(0, 2)).containsExactly(Verdict.CONSUMED, Verdict.ICRC_BAD);
            assertThat(wire.left.completions.getFirst().succeeded()).isTrue();
            assertThat(wire.region.compare(ADDRESS, 3000, SEED, 0)).isEqualTo(-1);
            assertThat(wire.pool.inUse()).isZero();
        }
    }

    @Test
    void makesNothingWhileThePortCannotSend() {
        wire.left.up = false;
        wire.write(1, 0, 2048);
        assertThat(wire.frames).isEmpty();
        assertThat(wire.left.nic.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        wire.left.up = true;
        wire.left.nic.portReady(5);
        wire.run();
        assertThat(wire.left.completions).hasSize(1);
    }

    @Test
    void describesARegionLongerThanItCanHold() {
        MemoryRegion large = wire.right.nic.registerMemory(0x99, 1L << 40, MemoryRegion.MAX_HELD + 1, Access.REMOTE_WRITE);
        assertThat(large.isHeld()).isFalse();
    }
}
