package io.weft.nic.transport;

import static io.weft.pipeline.wire.RoceOpcode.RC_READ_REQUEST;
import static io.weft.pipeline.wire.RoceOpcode.RC_READ_RESPONSE_MIDDLE;
import static io.weft.pipeline.wire.RoceOpcode.RC_SEND_LAST;
import static io.weft.pipeline.wire.RoceOpcode.RC_SEND_ONLY;
import static io.weft.pipeline.wire.RoceOpcode.RC_WRITE_FIRST;
import static io.weft.pipeline.wire.RoceOpcode.RC_WRITE_LAST;
import static io.weft.pipeline.wire.RoceOpcode.RC_WRITE_MIDDLE;
import static io.weft.pipeline.wire.RoceOpcode.RC_WRITE_ONLY;
import static io.weft.pipeline.wire.RoceOpcode.UC_WRITE_ONLY;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.nic.NicEmulator;
import io.weft.nic.NicOutput;
import io.weft.nic.verbs.Access;
import io.weft.nic.verbs.Connection;
import io.weft.nic.verbs.Gid;
import io.weft.nic.verbs.MemoryRegion;
import io.weft.nic.verbs.NicProfile;
import io.weft.nic.verbs.QpState;
import io.weft.nic.verbs.WorkRequest;
import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.port.LineRate;
import io.weft.pipeline.wire.Aeth;
import io.weft.pipeline.wire.Bth;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.RoceOpcode;
import io.weft.pipeline.wire.Udp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that no requester of ours makes, one at a time, and what is answered: PSN (in hex), syndrome, MSN; or nothing. IBTA Vol 1 §9.7.4.1. */
class ResponderTest {
    private static final Gid OURS = Gid.ofIpv4(0x0a000002);
    private static final Gid PEERS = Gid.ofIpv4(0x0a000001);
    private static final int BTH_AT = 42;

    private final PacketPool pool = new PacketPool(4);
    private final NicProfile profile = NicProfile.of(LineRate.ofGigabits(100)).withPathMtu(1024);
    private final Framer framer = new Framer(pool, profile);
    private final Envelope envelope = new Envelope(PEERS, OURS, 0xc000, 64, 0);
    private String answer = "";
    private final NicEmulator nic = new NicEmulator(profile, pool, new NicOutput() {
        @Override
        public void transmit(Packet packet, long now) {
            Bth bth = new Bth().wrap(packet, BTH_AT);
            Aeth aeth = new Aeth().wrap(packet, BTH_AT + Bth.LENGTH);
            answer = String.format("%x %02x %d", bth.psn(), aeth.syndrome(), aeth.msn());
            packet.release();
        }

        @Override
        public long backlogEnd(long now) {
            return now;
        }
    }, Observer.NONE, 0);
    private final MemoryRegion region = nic.registerMemory(9, 0, 1 << 16, Access.REMOTE_WRITE);
    private final QueuePair queuePair = nic.createQueuePair(0x12);

    ResponderTest() {
        nic.connect(queuePair, Connection.between(OURS, PEERS, 0x11, 0, 0, 1024));
    }

    @AfterEach
    void givesEveryPacketBack() {
        assertThat(pool.inUse()).isZero();
    }

    /** A packet with RETH for {@code dmaLength} bytes if its opcode has one. */
    private Packet packet(RoceOpcode opcode, int psn, long dmaLength, int payload) {
        return framer.request(envelope, opcode, 0x12, psn, true, WorkRequest.write(0, 0, 9, dmaLength, 5, 0), 0, payload);
    }

    private Verdict ask(RoceOpcode opcode, int psn, long dmaLength, int payload) {
        answer = "";
        return nic.receive(packet(opcode, psn, dmaLength, payload), 0);
    }

    private Verdict ask(Packet packet) {
        answer = "";
        return nic.receive(packet, 0);
    }

    /** FIRST and MIDDLE bring exactly one path MTU, LAST at least one byte, ONLY what RETH says; and a FIRST is not all. */
    @ParameterizedTest
    @CsvSource({"RC_WRITE_FIRST, 2048, 1023", "RC_WRITE_FIRST, 2048, 1025", "RC_WRITE_FIRST, 1024, 1024", "RC_WRITE_FIRST, 0, 1024",
            "RC_WRITE_ONLY, 100, 99",
            "RC_WRITE_ONLY, 100, 101", "RC_WRITE_ONLY, 1025, 1025", "RC_WRITE_ONLY, 0, 4"})
    void callsAWrongLengthInvalid(RoceOpcode opcode, long dmaLength, int payload) {
        assertThat(ask(opcode, 0, dmaLength, payload)).isEqualTo(Verdict.REQUEST_INVALID);
        assertThat(answer).isEqualTo("0 61 0");
        assertThat(queuePair.state()).isEqualTo(QpState.ERROR);
        assertThat(region.bytesWritten()).isZero();
    }

    /** 3000 bytes are 1024, 1024 and 952. */
    @ParameterizedTest
    @CsvSource({"RC_WRITE_LAST, 951", "RC_WRITE_LAST, 953", "RC_WRITE_LAST, 0", "RC_WRITE_MIDDLE, 1024", "RC_WRITE_MIDDLE, 952"})
    void callsAWrongSumInvalid(RoceOpcode opcode, int payload) {
        ask(RC_WRITE_FIRST, 0, 3000, 1024);
        ask(RC_WRITE_MIDDLE, 1, 3000, 1024);
        assertThat(ask(opcode, 2, 3000, payload)).isEqualTo(Verdict.REQUEST_INVALID);
        assertThat(answer).isEqualTo("2 61 0");
        assertThat(region.bytesWritten()).isEqualTo(2048);
    }

    @ParameterizedTest
    @CsvSource({"RC_WRITE_MIDDLE, 1024", "RC_WRITE_LAST, 4", "RC_SEND_LAST, 4"})
    void callsAMessageWithoutItsFirstPacketInvalid(RoceOpcode opcode, int payload) {
        assertThat(ask(opcode, 0, 3000, payload)).isEqualTo(Verdict.REQUEST_INVALID);
        assertThat(answer).isEqualTo("0 61 0");
    }

    @ParameterizedTest
    @CsvSource({"RC_WRITE_FIRST, 1024", "RC_WRITE_ONLY, 4", "RC_SEND_LAST, 4", "RC_SEND_ONLY, 4"})
    void callsAMessageWithinAMessageInvalid(RoceOpcode opcode, int payload) {
        ask(RC_WRITE_FIRST, 0, 3000, 1024);
        assertThat(ask(opcode, 1, 3000, payload)).isEqualTo(Verdict.REQUEST_INVALID);
        assertThat(answer).isEqualTo("1 61 0");
    }

    /** The length is looked at before the key: one fault, one answer. */
    @Test
    void answersTheFirstFaultAlone() {
        Packet packet = packet(RC_WRITE_ONLY, 0, 100, 99);
        packet.put32(BTH_AT + Bth.LENGTH + 8, 0xbad);
        assertThat(ask(packet)).isEqualTo(Verdict.REQUEST_INVALID);
        assertThat(answer).isEqualTo("0 61 0");
    }

    /** An address near 2^64 does not wrap into the region. */
    @ParameterizedTest
    @CsvSource({"-1, 2", "65535, 2", "65536, 1", "9223372036854775807, 1", "-9223372036854775808, 1"})
    void refusesWhatIsNotWhollyInsideTheRegion(long address, int length) {
        Packet packet = packet(RC_WRITE_ONLY, 0, length, length);
        packet.put64(BTH_AT + Bth.LENGTH, address);
        assertThat(ask(packet)).isEqualTo(Verdict.REMOTE_ACCESS);
        assertThat(answer).isEqualTo("0 62 0");
    }

    @Test
    void refusesADmaLengthAbove2Gibibytes() {
        Packet packet = packet(RC_WRITE_FIRST, 0, 2048, 1024);
        packet.put32(BTH_AT + Bth.LENGTH + 12, 0x80000001);
        assertThat(ask(packet)).isEqualTo(Verdict.REQUEST_INVALID);
    }

    /** Pad bytes fill to four and no further. */
    @Test
    void callsAWrongPadInvalid() {
        Packet packet = packet(RC_WRITE_ONLY, 0, 4, 5);
        new Bth().wrap(packet, BTH_AT).padCount(0);
        packet.describeTail(5, 0, 5, 4);
        new Udp().wrap(packet, 34).udpLength(8 + 12 + 16 + 5 + 4);
        assertThat(ask(packet)).isEqualTo(Verdict.REQUEST_INVALID);
    }

    @Test
    void doesNotServeReads() {
        Packet packet = packet(RC_READ_REQUEST, 0, 100, 0);
        assertThat(ask(packet)).isEqualTo(Verdict.REQUEST_INVALID);
        assertThat(answer).isEqualTo("0 61 0");
    }

    /** IBTA Vol 1 §9.7.5.1.3: silence within a gap, also towards what repeats it; a duplicate is still answered. */
    @Test
    void staysSilentWithinAGap() {
        ask(RC_WRITE_ONLY, 0, 4, 4);
        assertThat(ask(RC_WRITE_ONLY, 2, 4, 4)).isEqualTo(Verdict.PSN_SEQUENCE);
        assertThat(answer).isEqualTo("1 60 1");
        ask(RC_WRITE_ONLY, 3, 4, 4);
        assertThat(answer).isEmpty();
        assertThat(ask(RC_WRITE_ONLY, 0, 4, 4)).isEqualTo(Verdict.PSN_DUPLICATE);
        assertThat(answer).isEqualTo("0 1f 1");
        ask(RC_WRITE_ONLY, 2, 4, 4);
        assertThat(answer).isEmpty();
        ask(RC_WRITE_ONLY, 1, 4, 4);
        assertThat(answer).isEqualTo("1 1f 2");
        ask(RC_WRITE_ONLY, 3, 4, 4);
        assertThat(answer).as("a new gap").isEqualTo("2 60 2");
    }

    /** IBTA Vol 1 §9.7.1: E − 2^23 … E − 1 are duplicates, E + 1 … E + 2^23 − 1 are ahead. */
    @ParameterizedTest
    @CsvSource({"0x800000, PSN_DUPLICATE", "0xffffff, PSN_DUPLICATE", "0x7fffff, PSN_SEQUENCE", "1, PSN_SEQUENCE"})
    void tellsDuplicatesFromPacketsAheadByHalfTheCircle(String psn, Verdict verdict) {
        assertThat(ask(RC_WRITE_ONLY, Integer.decode(psn), 4, 4)).isEqualTo(verdict);
    }

    @Test
    void dropsWhatNoQueuePairHereMayHear() {
        assertThat(ask(framer.request(envelope, RC_WRITE_ONLY, 0x13, 0, true, WorkRequest.write(0, 0, 9, 4, 5, 0), 0, 4)))
                .isEqualTo(Verdict.QP_UNKNOWN);
        assertThat(ask(UC_WRITE_ONLY, 0, 4, 4)).isEqualTo(Verdict.BTH_OPCODE);
        assertThat(ask(RC_READ_RESPONSE_MIDDLE, 0, 4, 4)).isEqualTo(Verdict.BTH_OPCODE);
        Packet stranger = packet(RC_WRITE_ONLY, 0, 4, 4);
        new Ipv4().wrap(stranger, 14).source(0x0a000003).seal();
        assertThat(ask(stranger)).isEqualTo(Verdict.QP_ADDRESS);
        Packet partition = packet(RC_WRITE_ONLY, 0, 4, 4);
        new Bth().wrap(partition, BTH_AT).partitionKey(0x8001);
        assertThat(ask(partition)).isEqualTo(Verdict.PKEY_MISMATCH);
        Packet version = packet(RC_WRITE_ONLY, 0, 4, 4);
        version.put8(BTH_AT + 1, 1);
        assertThat(ask(version)).isEqualTo(Verdict.BTH_VERSION);
        Packet unknown = packet(RC_WRITE_ONLY, 0, 4, 4);
        unknown.put8(BTH_AT, 0xc6);
        assertThat(ask(unknown)).isEqualTo(Verdict.BTH_OPCODE);
        Packet cut = packet(RC_WRITE_ONLY, 0, 4, 4).truncate(BTH_AT + 20);
        new Udp().wrap(cut, 34).udpLength(28);
        assertThat(ask(cut)).isEqualTo(Verdict.BTH_EXTENDED_TRUNCATED);
        assertThat(answer).isEmpty();
        assertThat(nic.counters().dropped()).isEqualTo(nic.counters().received()).isEqualTo(8);
        ask(RC_WRITE_ONLY, 0, 4, 4);
        assertThat(answer).as("none of it mattered").isEqualTo("0 1f 1");
    }

    /** IBTA Vol 1 §10.9.3: lower 15 bits equal, and one side a full member. */
    @Test
    void acceptsALimitedMemberOfItsPartition() {
        Packet limited = packet(RC_WRITE_ONLY, 0, 4, 4);
        new Bth().wrap(limited, BTH_AT).partitionKey(0x7fff);
        assertThat(ask(limited)).isEqualTo(Verdict.CONSUMED);
    }

    @Test
    void hearsNothingBeforeItIsReady() {
        nic.reset(queuePair, 0);
        assertThat(ask(RC_WRITE_ONLY, 0, 4, 4)).isEqualTo(Verdict.QP_STATE);
        queuePair.initialise(Connection.between(OURS, PEERS, 0x11, 0, 0, 1024));
        assertThat(ask(RC_WRITE_ONLY, 0, 4, 4)).isEqualTo(Verdict.QP_STATE);
        queuePair.readyToReceive();
        assertThat(ask(RC_WRITE_ONLY, 0, 4, 4)).isEqualTo(Verdict.CONSUMED);
        assertThat(queuePair.stalled(0)).isEqualTo(Stalled.STATE);
    }

    /** roce-wire §4: opcode 81, BECN, 16 reserved bytes; counted and heard by the rate control, never answered. */
    @Test
    void countsCongestionNotifications() {
        Packet cnp = framer.request(envelope, RoceOpcode.CNP, 0x12, 0, false, WorkRequest.write(0, 0, 9, 0, 0, 0), 0, 0);
        new Bth().wrap(cnp, BTH_AT).becn(true);
        assertThat(ask(cnp)).isEqualTo(Verdict.CONSUMED);
        assertThat(queuePair.cnps()).isEqualTo(1);
        assertThat(answer).isEmpty();
    }

    @Test
    void refusesASendWithoutAReceiveRequest() {
        assertThat(ask(RC_SEND_ONLY, 0, 4, 4)).isEqualTo(Verdict.RECEIVER_NOT_READY);
        assertThat(answer).as("timer code 12").isEqualTo("0 2c 0");
        assertThat(queuePair.state()).isEqualTo(QpState.READY_TO_SEND);
    }
}
