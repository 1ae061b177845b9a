package io.weft.labs.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.bgp.address.IpAddress;
import io.weft.daemon.node.Input;
import io.weft.daemon.node.Node;
import io.weft.daemon.node.World;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Pattern;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class TcpOverFabricTest {
    private static final IpAddress CLIENT = IpAddress.parse("fe80::1").orElseThrow();
    private static final IpAddress SERVER = IpAddress.parse("fe80::2").orElseThrow();
    private static final int PORT = 179;
    private static final long SECOND = 1_000_000_000_000L;
    private static final byte[] TEXT = text();

    private static byte[] text() {
        byte[] text = new byte[200_000];
        Pattern.fill(1, 0, text, 0, text.length);
        return text;
    }

    /** Passes frames between its control port and its link; the client sends when the link is up, the server listens from the start. */
    private static final class Host implements Node {
        private final World world;
        private final boolean client;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private String closed = "";
        private long free;

        Host(World world, boolean client) {
            this.world = world;
            this.client = client;
            if (!client) {
                world.tcp().listen(PORT);
            }
        }

        @Override
        public void onFrame(int port, Packet packet, long now) {
            if (port >= CONTROL_PORT) {
                free = Math.max(free, now) + (packet.wireLength() + 20) * 80L;
                world.link(port - CONTROL_PORT).send(packet, free);
            } else {
                world.control(port).send(packet, now);
            }
        }

        @Override
        public void onTimer(long now) {
            throw new IllegalStateException("asked for no timer");
        }

        @Override
        public void on(Input input, long now) {
            switch (input) {
                case Input.LinkChange(int port, boolean up) when client && up -> world.tcp().connect(1, port, CLIENT, SERVER, PORT);
                case Input.TcpOpened(long connection, _, _, _) when client -> {
                    world.tcp().send(connection, TEXT.clone());
                    world.tcp().close(connection);
                }
                case Input.TcpBytes(_, byte[] some) -> bytes.writeBytes(some);
                case Input.TcpClosed(_, String reason) -> closed = reason;
                case Input.LinkChange _,Input.TcpOpened _,Input.TcpWritable _,Input.Command _ -> {
                }
            }
        }

        @Override
        public long nextDeadline() {
            return Long.MAX_VALUE;
        }
    }

    private static VirtualFabric pair(long seed) {
        var plan = new FabricPlan(seed);
        plan.node("client", List.of("eth1"), (world, _) -> new Host(world, true));
        plan.node("server", List.of("eth1"), (world, _) -> new Host(world, false));
        plan.link(0, 0, 1, 0, 1_000_000, 1500);
        return plan.build();
    }

    private static Host server(VirtualFabric fabric) {
        return (Host) fabric.node(1);
    }

    @Test
    void carriesAStreamBetweenTwoNodes() {
        VirtualFabric fabric = pair(1);
        fabric.runUntil(SECOND);
        assertThat(server(fabric).bytes.toByteArray()).isEqualTo(TEXT);
        assertThat(server(fabric).closed).isEqualTo("closed by peer");
        assertThat(fabric.pool().inUse()).isZero();
    }

    @Test
    void carriesItOverALossyLinkAndTheSameWayEachTime() {
        VirtualFabric first = lossy(7);
        VirtualFabric second = lossy(7);
        assertThat(server(first).bytes.toByteArray()).isEqualTo(TEXT);
        assertThat(first.fingerprint()).isEqualTo(second.fingerprint()).isNotEqualTo(lossy(8).fingerprint());
        assertThat(first.tcp(0).counters().retransmitted()).isPositive();
    }

    private static VirtualFabric lossy(long seed) {
        VirtualFabric fabric = pair(seed);
        fabric.loss(0, 0.05, 0);
        fabric.runUntil(60 * SECOND);
        return fabric;
    }

    /** 10 µs of control delay at each of the four crossings of the SYN and its answer, two serialisations, two link delays of 1 µs. */
    @Test
    void takesTheControlDelayAtEachCrossing() {
        VirtualFabric fabric = pair(1);
        fabric.runWhile(() -> fabric.tcp(0).counters().received() == 0, SECOND);
        long synFrame = 14 + 40 + 24 + 4 + 20;
        assertThat(fabric.now()).isEqualTo(4 * 10_000_000 + 2 * (synFrame * 80 + 1_000_000));
    }

    @Test
    void forgetsTheTcpOfAKilledNode() {
        VirtualFabric fabric = pair(1);
        fabric.kill(1, 60_000_000, true);
        fabric.runUntil(SECOND);
        assertThat(server(fabric).closed).isEmpty();
        assertThat(fabric.packetsInFlight()).isZero();
        assertThat(fabric.pool().inUse()).isZero();
    }
}
