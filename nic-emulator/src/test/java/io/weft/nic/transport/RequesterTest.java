package io.weft.nic.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.nic.rate.RateControl;
import io.weft.nic.verbs.CompletionQueue;
import io.weft.nic.verbs.Connection;
import io.weft.nic.verbs.Gid;
import io.weft.nic.verbs.NicProfile;
import io.weft.nic.verbs.WorkRequest;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.port.LineRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequesterTest {
    private final PacketPool pool = new PacketPool(4);
    private final NicProfile profile = NicProfile.of(LineRate.ofGigabits(100)).withPathMtu(256).withAckEvery(0);
    private final Gid gid = Gid.ofIpv4(1);
    private final Connection connection = Connection.between(gid, gid, 2, 0xffff00, 0, 256);
    private final Requester requester = new Requester(1, profile, connection, RateControl.NONE, new Framer(pool, profile),
            new Envelope(gid, gid, 1, 64, 0), new CompletionQueue());

    /** Oracle rc-timeouts: 4.096 µs · 2^t, in picoseconds. */
    @ParameterizedTest
    @CsvSource({"8, 1048576000", "12, 16777216000", "14, 67108864000", "18, 1073741824000", "20, 4294967296000", "31, 8796093022208000"})
    void waitsForTheTimeOfTheCode(int code, long picoseconds) {
        assertThat(Requester.timeout(code)).isEqualTo(picoseconds);
    }

    /** IBTA Vol 1 §9.7.1: 2^23 PSNs and no more; the one that would be indistinguishable from a duplicate waits. */
    @Test
    void keepsHalfOfThePsnsFree() {
        requester.post(WorkRequest.write(1, 0, 1, (1L << 31) - 256, 0, 0), 0);
        requester.post(WorkRequest.write(2, 0, 1, 1024, 0, 0), 0);
        long made = 0;
        while (requester.stalled(0) == Stalled.NO) {
            requester.make(0).release();
            made++;
        }
        assertThat(made).isEqualTo(1 << 23);
        assertThat(requester.stalled(0)).isEqualTo(Stalled.PSN_WINDOW);
        assertThat(requester.onAcknowledge(0xffff00, 0x1f, 0)).isEqualTo(Verdict.CONSUMED);
        assertThat(requester.stalled(0)).isEqualTo(Stalled.NO);
    }

    @Test
    void ignoresAcknowledgementsOfWhatIsNotOutstanding() {
        requester.post(WorkRequest.write(1, 0, 1, 512, 0, 0), 0);
        requester.make(0).release();
        assertThat(requester.onAcknowledge(0xfffeff, 0x1f, 0)).as("before").isEqualTo(Verdict.PSN_STALE_ACK);
        assertThat(requester.onAcknowledge(0xffff01, 0x1f, 0)).as("not made yet").isEqualTo(Verdict.PSN_STALE_ACK);
        assertThat(requester.onAcknowledge(0xffff00, 0x45, 0)).as("reserved type").isEqualTo(Verdict.AETH_SYNDROME);
        assertThat(requester.onAcknowledge(0xffff00, 0x1f, 0)).isEqualTo(Verdict.CONSUMED);
    }

    @Test
    void makesNothingFromAnEmptyPoolAndLosesNothing() {
        PacketPool one = new PacketPool(1);
        Requester poor = new Requester(1, profile, connection, RateControl.NONE, new Framer(one, profile), new Envelope(gid, gid, 1, 64, 0),
                new CompletionQueue());
        poor.post(WorkRequest.write(1, 0, 1, 512, 0, 0), 0);
        var packet = poor.make(0);
        assertThat(poor.make(0)).isSameAs(io.weft.pipeline.packet.Packet.NONE);
        assertThat(poor.nextPsn()).isEqualTo(0xffff01);
        packet.release();
        poor.make(0).release();
        assertThat(poor.nextPsn()).isEqualTo(0xffff02);
    }

    /** The queue's bound is the profile's: 1024. */
    @Test
    void refusesOneRequestTooMany() {
        for (int i = 0; i < 1024; i++) {
            assertThat(requester.post(WorkRequest.write(i, 0, 1, 1, 0, 0), 0)).isTrue();
        }
        assertThat(requester.post(WorkRequest.write(0, 0, 1, 1, 0, 0), 0)).isFalse();
        assertThat(requester.pending()).isEqualTo(1024);
    }
}
