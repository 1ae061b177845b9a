package io.weft.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageStreamTest {
    private static final String MARKER = "ff".repeat(16);

    private static Optional<Decoded> decode(String hex) {
        MessageStream stream = new MessageStream();
        stream.append(HexFormat.of().parseHex(hex.replace(" ", "")));
        return stream.next(true);
    }

    /** RFC 4271 §6.1: the data of 1/2 is the length, of 1/3 the type. */
    @ParameterizedTest
    @CsvSource({"ffffffffffffffffffffffffffffff00 0013 04, 1, 1, ''", "ffffffffffffffffffffffffffffffff 0012 04, 1, 2, 0012",
            "ffffffffffffffffffffffffffffffff 1001 02, 1, 2, 1001", "ffffffffffffffffffffffffffffffff 0014 04 00, 1, 2, 0014",
            "ffffffffffffffffffffffffffffffff 001c 01, 1, 2, 001c", "ffffffffffffffffffffffffffffffff 0016 02, 1, 2, 0016",
            "ffffffffffffffffffffffffffffffff 0014 03, 1, 2, 0014", "ffffffffffffffffffffffffffffffff 0018 05, 1, 2, 0018",
            "ffffffffffffffffffffffffffffffff 0013 00, 1, 3, 00", "ffffffffffffffffffffffffffffffff 0013 07, 1, 3, 07"})
    void refusesABadHeader(String hex, int code, int subcode, String data) {
        assertThat(decode(hex))
                .hasValue(new Undecodable(new Notification(code, subcode, Bytes.of(HexFormat.of().parseHex(data), 0, data.length() / 2))));
    }

    @ParameterizedTest
    @CsvSource({"version 3, 03fde9000900000001 00, 1", "unknown parameter, 04fde9000900000001 030100 00, 4",
            "parameter overrun, 04fde9000900000001 040204 0104, 0",
            "parameters longer than the message, 04fde9000900000001 20, 0", "capability overrun, 04fde9000900000001 040202 4104, 0"})
    void refusesABadOpen(String name, String body, int subcode) {
        String octets = body.replace(" ", "");
        Decoded decoded = decode(MARKER + String.format("%04x", 19 + octets.length() / 2) + "01" + octets).orElseThrow();
        assertThat(decoded).isInstanceOfSatisfying(Undecodable.class, u -> {
            assertThat(u.answer().code()).isEqualTo(Notification.OPEN_ERROR);
            assertThat(u.answer().subcode()).isEqualTo(subcode);
        });
    }

    /** RFC 5492 §4 allows both; FRR sends the one, GoBGP the other. */
    @Test
    void readsCapabilitiesInOneParameterOrInMany() {
        String many = MARKER + "0031" + "01" + "04fde90009 0a000001 14 0206010400010001 0202 0200 0206 4104 0000fde9";
        String one = MARKER + "002d" + "01" + "04fde90009 0a000001 10 020e 010400010001 0200 4104 0000fde9";
        assertThat(decode(many)).isEqualTo(decode(one)).hasValueSatisfying(m -> assertThat(((Open) m).autonomousSystem()).isEqualTo(65001));
    }

    @Test
    void readsExtendedOptionalParameters() {
        // RFC 9072 §2: length 255, type 255, then a length of two octets; parameter lengths have two octets too.
        Decoded open = decode(MARKER + "0029" + "01" + "04fde90009 0a000001 ff ff 0009 02 0006 4104 fa56ea01").orElseThrow();
        assertThat(((Open) open).autonomousSystem()).isEqualTo(4200000001L);
    }

    @Test
    void doesNotCareHowTheStreamIsCut() {
        byte[] stream = Captured.of(List.of(Open.of(65001, 9, 1, List.of()), Message.KEEPALIVE_MESSAGE, Update.endOfRib(Family.IPV6_UNICAST),
                Notification.cease(Notification.ADMINISTRATIVE_SHUTDOWN, "gone")));
        List<Decoded> whole = Captured.read(stream, stream.length);
        assertThat(whole).hasSize(4);
        for (int size = 1; size < stream.length; size++) {
            assertThat(Captured.read(stream, size)).isEqualTo(whole);
        }
    }

    /** Messages to octets and back in pieces. */
    private static final class Captured {
        static byte[] of(List<Message> messages) {
            ByteWriter out = new ByteWriter(64);
            messages.forEach(m -> out.octets(MessageWriter.write(m, true)));
            return out.toArray();
        }

        static List<Decoded> read(byte[] octets, int size) {
            MessageStream stream = new MessageStream();
            List<Decoded> read = new ArrayList<>();
            for (int at = 0; at < octets.length; at += size) {
                stream.append(java.util.Arrays.copyOfRange(octets, at, Math.min(octets.length, at + size)));
                for (Optional<Decoded> next = stream.next(true); next.isPresent(); next = stream.next(true)) {
                    read.add(next.get());
                }
            }
            return read;
        }
    }
}
