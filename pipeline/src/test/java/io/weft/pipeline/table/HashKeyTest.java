package io.weft.pipeline.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.wire.Bth;
import io.weft.pipeline.wire.Ethernet;
import io.weft.pipeline.wire.IpProtocol;
import io.weft.pipeline.wire.Ipv4;
import io.weft.pipeline.wire.Udp;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HashKeyTest {
    private static final int FLOWS = 1024;
    private static final int FANOUT = 4;

    private static Packet roce(int sourcePort, int destQp) {
        Packet packet = Packet.of(new byte[Ethernet.LENGTH + Ipv4.LENGTH + Udp.LENGTH + Bth.LENGTH]);
        packet.network(Ethernet.LENGTH);
        packet.transport(Ethernet.LENGTH + Ipv4.LENGTH);
        packet.protocol(IpProtocol.UDP);
        new Ipv4().wrap(packet, packet.network()).blank().protocol(IpProtocol.UDP).source(0x0a010101).destination(0x0a010301);
        new Udp().wrap(packet, packet.transport()).sourcePort(sourcePort).destinationPort(Udp.PORT_ROCE);
        new Bth().wrap(packet, packet.transport() + Udp.LENGTH).destQp(destQp);
        return packet;
    }

    /** Ways that a second-tier switch uses for the flows that the first tier sends by its first uplink. */
    private static int waysUsed(int firstSeed, int secondSeed) {
        HashKey first = new HashKey(HashField.FIVE_TUPLE, firstSeed);
        HashKey second = new HashKey(HashField.FIVE_TUPLE, secondSeed);
        NeighborTable neighbors = new NeighborTable(FANOUT);
        NextHopGroups groups = new NextHopGroups(neighbors, FANOUT, 1);
        int group = groups.hold((RouteAction.Forward) RouteAction.via(NextHop.onLink(0), NextHop.onLink(1), NextHop.onLink(2), NextHop.onLink(3)));
        BitSet used = new BitSet();
        for (int flow = 0; flow < FLOWS; flow++) {
            Packet packet = roce(49152 + flow, 0x11);
            if (neighbors.port(groups.choose(group, first.of(packet))) == 0) {
                used.set(neighbors.port(groups.choose(group, second.of(packet))));
            }
        }
        return used.cardinality();
    }

    /** Two tiers of four ways and 1024 flows: one seed uses one way of four, the reason being h mod m twice. */
    @Test
    void polarisesUnderOneSeedAndNotUnderTwo() {
        assertThat(waysUsed(7, 7)).isEqualTo(1);
        assertThat(waysUsed(7, 8)).isEqualTo(4);
    }

    @Test
    void spreadsFlowsThatDifferInThePortAlone() {
        HashKey key = new HashKey(HashField.FIVE_TUPLE, 1);
        int[] flowsOf = new int[FANOUT];
        for (int flow = 0; flow < FLOWS; flow++) {
            flowsOf[key.of(roce(49152 + flow, 0x11)) >>> 30]++;
        }
        // Binomial with n = 1024, p = 1/4: mean 256, standard deviation 13.9; four of them either way.
        for (int flows : flowsOf) {
            assertThat(flows).isBetween(200, 312);
        }
    }

    @Test
    void hearsTheQueuePairOnlyWhenTold() {
        HashKey ports = new HashKey(HashField.FIVE_TUPLE, 1);
        Set<HashField> fields = EnumSet.copyOf(HashField.FIVE_TUPLE);
        fields.add(HashField.DEST_QP);
        HashKey queuePairs = new HashKey(fields, 1);
        assertThat(ports.of(roce(50000, 0x11))).isEqualTo(ports.of(roce(50000, 0x12)));
        assertThat(queuePairs.of(roce(50000, 0x11))).isNotEqualTo(queuePairs.of(roce(50000, 0x12)));
    }

    @Test
    void keepsTheFragmentsOfADatagramTogether() {
        HashKey key = new HashKey(HashField.FIVE_TUPLE, 1);
        Packet first = roce(50000, 0x11);
        new Ipv4().wrap(first, first.network()).flagsAndOffset(Ipv4.MORE_FRAGMENTS);
        Packet second = roce(1, 2);
        new Ipv4().wrap(second, second.network()).flagsAndOffset(185);
        assertThat(key.of(first)).isEqualTo(key.of(second));
    }
}
