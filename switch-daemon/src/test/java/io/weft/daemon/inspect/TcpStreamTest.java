package io.weft.daemon.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.bgp.address.IpAddress;
import io.weft.daemon.inspect.Content.Endpoint;
import io.weft.daemon.inspect.Content.TcpSegment;
import io.weft.pipeline.wire.Tcp;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TcpStreamTest {
    private static final Endpoint HERE = new Endpoint(new IpAddress.V4(1), 179);

    private final StringBuilder seen = new StringBuilder();
    private final TcpStream stream = new TcpStream(new TcpStream.Sink() {
        @Override
        public void octets(byte[] octets) {
            seen.append(new String(octets, StandardCharsets.US_ASCII));
        }

        @Override
        public void broken() {
            seen.append('|');
        }
    });

    @Test
    void passesOnWhatFollowsASyn() {
        add(99, Tcp.SYN, "");
        add(100, Tcp.ACK, "ab");
        add(102, Tcp.ACK, "c");
        assertThat(seen).hasToString("|abc");
    }

    @Test
    void passesOnOnceWhatWasSentTwiceOrOverlaps() {
        add(99, Tcp.SYN, "");
        add(99, Tcp.SYN, "");
        add(100, Tcp.ACK, "ab");
        add(100, Tcp.ACK, "abc");
        add(101, Tcp.ACK, "bcd");
        assertThat(seen).hasToString("|abcd");
    }

    @Test
    void putsSegmentsInOrderAcrossTheWrapOfSequenceNumbers() {
        add(-3, Tcp.SYN, "");
        add(1, Tcp.ACK, "d");
        add(0, Tcp.ACK, "c");
        add(-2, Tcp.ACK, "ab");
        assertThat(seen).hasToString("|abcd");
    }

    @Test
    void beginsAnewWithAnotherConnectionOfTheSamePorts() {
        add(99, Tcp.SYN, "");
        add(100, Tcp.ACK, "ab");
        add(5000, Tcp.SYN, "");
        add(5001, Tcp.ACK, "x");
        assertThat(seen).hasToString("|ab|x");
    }

    @Test
    void beginsInTheMiddleWhereACaptureDoes() {
        add(700, Tcp.ACK, "");
        add(700, Tcp.ACK, "xy");
        assertThat(seen).hasToString("|xy");
    }

    @Test
    void goesOnBehindAHoleWhenTooMuchWaits() {
        add(99, Tcp.SYN, "");
        String much = "z".repeat(1 << 16);
        for (int i = 0; i < 17; i++) {
            add(200 + i * much.length(), Tcp.ACK, much);
        }
        assertThat(seen.toString()).startsWith("||zzz");
    }

    private void add(int sequence, int flags, String payload) {
        stream.add(new TcpSegment(HERE, HERE, sequence, flags, payload.getBytes(StandardCharsets.US_ASCII)));
    }
}
