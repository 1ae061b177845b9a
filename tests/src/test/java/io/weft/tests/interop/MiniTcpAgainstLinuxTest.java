package io.weft.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.bgp.address.IpAddress;
import io.weft.tests.Requires;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The TCP of virtual time against the kernel's: bytes are equal and the end is orderly, whatever the wire does. Retransmissions are not counted:
 * they are the kernel's business and the clock's.
 */
class MiniTcpAgainstLinuxTest {
    private static final String DEVICE = "tap0";
    private static final long KERNEL_MAC = 0x02_00_00_00_00_01L;
    private static final long OUR_MAC = 0x02_00_00_00_00_02L;
    private static final int MTU = 1500;
    private static final int PORT = 179;
    private static final int GUARD_SECONDS = 120;
    private static final long CONNECTION = 1;

    @TempDir
    Path folder;

    private NetworkNamespace namespace;
    private Tap tap;

    @BeforeEach
    void makeAnInterface() throws IOException, InterruptedException {
        Requires.root();
        Requires.that(Files.exists(Path.of("/dev/net/tun")), "needs /dev/net/tun");
        Requires.tool("ip");
        Requires.tool("python3");
        namespace = new NetworkNamespace("tcp");
        tap = new Tap(namespace, DEVICE);
        namespace.ip("link", "set", DEVICE, "address", "02:00:00:00:00:01", "mtu", Integer.toString(MTU), "addrgenmode", "none", "up");
        for (Family family : Family.values()) {
            if (family == Family.IPV4) {
                namespace.ip("address", "add", family.kernel + "/24", "dev", DEVICE);
            } else {
                namespace.ip("address", "add", family.kernel + "/64", "dev", DEVICE, "nodad");
            }
            namespace.ip("neighbour", "add", family.ours, "lladdr", "02:00:00:00:00:02", "nud", "permanent", "dev", DEVICE);
        }
    }

    @AfterEach
    void removeIt() throws IOException, InterruptedException {
        if (tap != null) {
            tap.close();
        }
        if (namespace != null) {
            namespace.close();
        }
    }

    enum Family {
        IPV4("10.9.9.1", "10.9.9.2"), IPV6("fe80::1", "fe80::2");

        private final String kernel;
        private final String ours;

        Family(String kernel, String ours) {
            this.kernel = kernel;
            this.ours = ours;
        }

        private IpAddress kernelAddress() {
            return IpAddress.parse(kernel).orElseThrow();
        }

        private IpAddress ourAddress() {
            return IpAddress.parse(ours).orElseThrow();
        }

        private String zoned(String address) {
            return this == IPV6 ? address + "%" + DEVICE : address;
        }
    }

    private TcpAtTap stack(long seed, double loss, double duplication, int jitter) {
        return new TcpAtTap(tap, KERNEL_MAC, OUR_MAC, MTU, seed, loss, duplication, jitter);
    }

    private Process peer(String role, Family family, String mode, int count) throws IOException {
        Path program = folder.resolve("tcp_peer.py");
        try (var source = MiniTcpAgainstLinuxTest.class.getResourceAsStream("tcp_peer.py")) {
            Files.write(program, source.readAllBytes());
        }
        String address = family.zoned(role.equals("listen") ? family.kernel : family.ours);
        return namespace.program("python3", program.toString(), role, address, Integer.toString(PORT), mode, Integer.toString(count))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Opens the connection, by us or by the kernel. */
    private Talk talk(TcpAtTap stack, boolean active, Family family, String mode, int count) throws IOException {
        if (!active) {
            stack.tcp.listen(PORT);
        }
        Process process = peer(active ? "listen" : "connect", family, mode, count);
        BufferedReader output = process.inputReader();
        if (active) {
            assertThat(output.readLine()).isEqualTo("listening");
            stack.tcp.connect(CONNECTION, 0, family.ourAddress(), family.kernelAddress(), PORT);
        }
        assertThat(stack.runUntil(stack::isOpen, GUARD_SECONDS)).as("opens").isTrue();
        return new Talk(stack, process, output, active ? CONNECTION : -1);
    }

    private record Talk(TcpAtTap stack, Process process, BufferedReader output, long connection) {
        /** Waits for the end at both ends, and for what the peer has to say. */
        String end() throws IOException, InterruptedException {
            assertThat(stack.runUntil(() -> !process.isAlive() && !stack.closings().isEmpty(), GUARD_SECONDS)).as("ends").isTrue();
            assertThat(process.waitFor()).isZero();
            return output.readLine();
        }
    }

    private static byte[] pattern(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8));
        }
        return bytes;
    }

    private static String received(byte[] bytes) throws NoSuchAlgorithmException {
        return "received " + bytes.length + " " + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @ParameterizedTest
    @CsvSource({"true, IPV6, 1, 0, 0, 0", "false, IPV4, 2, 0, 0, 0", "true, IPV4, 3, 0.03, 0.02, 3", "false, IPV6, 4, 0.03, 0.02, 3",
            "false, IPV4, 5, 0.1, 0, 0",
            "true, IPV6, 6, 0, 0.1, 10"})
    void carriesBytesBothWaysAndThePeerEndsFirst(boolean active, Family family, long seed, double loss, double duplication, int jitter)
            throws Exception {
        byte[] ours = pattern(300_000);
        TcpAtTap stack = stack(seed, loss, duplication, jitter);
        Talk talk = talk(stack, active, family, "exchange", 100_000);
        stack.tcp.send(talk.connection(), ours);
        assertThat(talk.end()).isEqualTo(received(ours));
        assertThat(stack.bytes.toByteArray()).isEqualTo(pattern(100_000));
        assertThat(stack.closings()).containsExactly("closed by peer");
        assertThat(stack.runUntil(() -> stack.tcp.connections() == 0, GUARD_SECONDS)).as("our FIN is acknowledged").isTrue();
        assertThat(stack.packetsHeld()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"true, IPV4, 1, 0", "false, IPV6, 2, 0.03"})
    void carriesBytesBothWaysAndEndsFirst(boolean active, Family family, long seed, double loss) throws Exception {
        byte[] ours = pattern(200_000);
        TcpAtTap stack = stack(seed, loss, 0, 0);
        Talk talk = talk(stack, active, family, "answer", 150_000);
        stack.tcp.send(talk.connection(), ours);
        stack.tcp.close(talk.connection());
        assertThat(talk.end()).isEqualTo(received(ours));
        assertThat(stack.bytes.toByteArray()).isEqualTo(pattern(150_000));
        assertThat(stack.closings()).containsExactly("closed");
    }

    @Test
    void waitsForAPeerThatDoesNotRead() throws Exception {
        byte[] ours = pattern(400_000);
        TcpAtTap stack = stack(1, 0, 0, 0);
        Talk talk = talk(stack, true, Family.IPV6, "stall", 1000);
        stack.tcp.send(CONNECTION, ours);
        stack.tcp.close(CONNECTION);
        assertThat(stack.runUntil(() -> stack.tcp.counters().retransmitted() >= 3, GUARD_SECONDS)).as("probes the closed window").isTrue();
        talk.process().outputWriter().append("read\n").flush();
        assertThat(talk.end()).isEqualTo(received(ours));
        assertThat(stack.bytes.toByteArray()).isEqualTo(pattern(1000));
        assertThat(stack.closings()).containsExactly("closed");
    }

    @Test
    void holdsThePeerBackWhileItsOwnNodeDoesNotRead() throws Exception {
        TcpAtTap stack = stack(1, 0, 0, 0);
        stack.reading = false;
        Talk talk = talk(stack, false, Family.IPV6, "exchange", 300_000);
        assertThat(stack.runUntil(() -> stack.bytes.size() == 65_535, GUARD_SECONDS)).as("fills the window").isTrue();
        long before = stack.tcp.counters().received();
        assertThat(stack.runUntil(() -> stack.tcp.counters().received() >= before + 2, GUARD_SECONDS)).as("the kernel probes").isTrue();
        assertThat(stack.bytes.size()).isEqualTo(65_535);
        stack.reading = true;
        assertThat(talk.end()).isEqualTo(received(new byte[0]));
        assertThat(stack.bytes.toByteArray()).isEqualTo(pattern(300_000));
    }

    @Test
    void hearsAReset() throws Exception {
        TcpAtTap stack = stack(1, 0, 0, 0);
        Talk talk = talk(stack, true, Family.IPV4, "reset", 1000);
        stack.tcp.send(CONNECTION, pattern(1000));
        assertThat(talk.end()).isEqualTo("reset");
        assertThat(stack.closings()).containsExactly("connection reset by peer");
        assertThat(stack.tcp.connections()).isZero();
    }

    @Test
    void resetsSoThatThePeerHearsIt() throws Exception {
        TcpAtTap stack = stack(1, 0, 0, 0);
        Talk talk = talk(stack, false, Family.IPV6, "suffer", 1);
        assertThat(stack.runUntil(() -> stack.bytes.size() == 1, GUARD_SECONDS)).as("the peer is past its connect()").isTrue();
        stack.tcp.send(talk.connection(), pattern(1000));
        stack.tcp.abort(talk.connection());
        assertThat(talk.end()).isEqualTo("reset");
        assertThat(stack.closings()).containsExactly("aborted");
    }

    @Test
    void isRefusedWhereNobodyListens() {
        TcpAtTap stack = stack(1, 0, 0, 0);
        stack.tcp.connect(CONNECTION, 0, Family.IPV6.ourAddress(), Family.IPV6.kernelAddress(), PORT);
        assertThat(stack.runUntil(() -> !stack.closings().isEmpty(), GUARD_SECONDS)).isTrue();
        assertThat(stack.closings()).containsExactly("connection refused");
    }
}
