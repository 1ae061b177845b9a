package io.weft.nic.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.nic.verbs.Gid;
import io.weft.nic.verbs.NicProfile;
import io.weft.nic.verbs.WorkRequest;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.port.LineRate;
import io.weft.pipeline.wire.RoceEntropy;
import io.weft.pipeline.wire.RoceOpcode;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The same packets as rdma_rxe's, byte for byte, ICRC included, but for the MAC addresses; it sends traffic class 0. */
class FramerTest {
    private static final Gid CLIENT = Gid.ofIpv4(0x0a090001);
    private static final Gid SERVER = Gid.ofIpv4(0x0a090002);

    private final PacketPool pool = new PacketPool(2);
    private final NicProfile profile = NicProfile.of(LineRate.ofGigabits(100)).withPathMtu(1024).withTrafficClasses(0, 0).withMaterialised(true);
    private final Framer framer = new Framer(pool, profile);

    private static String behindMacAddresses(Packet packet) {
        return HexFormat.of().formatHex(packet.toBytes()).substring(24);
    }

    /** tests/data/captures/v-writeimm.pcap, frame 10: WRITE ONLY with immediate and no payload; QPNs 0x20 and 0x20 make source port 0xc400. */
    @Test
    void makesAWriteWithImmediateAsRecorded() {
        assertThat(RoceEntropy.sourcePort(RoceEntropy.flowLabel(0x20, 0x20))).isEqualTo(0xc400);
        Envelope envelope = new Envelope(CLIENT, SERVER, 0xc400, 64, 0x5fd9);
        WorkRequest request = WorkRequest.write(1, 0x3a048000, 0x104a, 0, 0, 0).withImmediate(0xa4a3a2a1);
        Packet packet = framer.request(envelope, RoceOpcode.RC_WRITE_ONLY_IMMEDIATE, 0x20, 0x100000, true, request, 0, 0);
        assertThat(behindMacAddresses(packet)).isEqualTo("0800" + "450000405fda40004011c6be0a0900010a090002" + "c40012b7002c0000"
                + "0b00ffff0000002080100000" + "000000003a0480000000104a00000000" + "a4a3a2a1" + "1f986eec");
    }

    /** Frame 11 of the same: its acknowledgement. */
    @Test
    void makesAnAcknowledgementAsRecorded() {
        Envelope envelope = new Envelope(SERVER, CLIENT, 0xc400, 64, 0xec74);
        Packet packet = framer.acknowledge(envelope, 0x20, 0x100000, 0x1f, 1);
        assertThat(behindMacAddresses(packet))
                .isEqualTo("0800" + "45000030ec75400040113a330a0900020a090001" + "c40012b7001c0000" + "1100ffff0000002000100000" + "1f000001"
                        + "07cced40");
    }

    /** tests/data/captures/v6-write.pcap, frame 20, up to its payload: UDP checksum 0 and flow label 0 over IPv6. */
    @Test
    void makesAWriteOverIpv6AsRecorded() {
        Envelope envelope = new Envelope(new Gid(0xfd09L << 48, 1), new Gid(0xfd09L << 48, 2), 0xe244, 64, 0);
        WorkRequest request = WorkRequest.write(1, 0x556baa5fa000L, 0x188a, 1500, 0, 0);
        Packet packet = framer.request(envelope, RoceOpcode.RC_WRITE_FIRST, 0x66, 0x6414c1, false, request, 0, 1024);
        assertThat(behindMacAddresses(packet)).startsWith("86dd" + "6000000004281140" + "fd090000000000000000000000000001"
                + "fd090000000000000000000000000002" + "e24412b704280000" + "0600ffff00000066006414c1" + "0000556baa5fa0000000188a000005dc");
    }
}
