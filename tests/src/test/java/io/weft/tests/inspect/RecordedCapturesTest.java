package io.weft.tests.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.daemon.cli.Weft;
import io.weft.tests.Repository;
import io.weft.tests.capture.Tshark;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every capture in tests/data, inspected by the command, against its README's table and against tshark. */
class RecordedCapturesTest {
    private static final Pattern ROW = Pattern.compile("\\| `(\\S+\\.pcap)` \\|.*\\| (\\d+), (\\d+) \\| (0x.*) \\|");
    private static final Pattern OPCODE = Pattern.compile("(0x[0-9a-f]{2}) [^(\\[]*(\\[[^]]*])? ?\\((\\d+)\\)");

    static Stream<Path> captures() throws IOException {
        return Files.list(Repository.data("captures")).filter(f -> f.toString().endsWith(".pcap")).sorted();
    }

    static Stream<Matcher> rows() throws IOException {
        return Files.readAllLines(Repository.data("captures/README.md")).stream().map(ROW::matcher).filter(Matcher::matches);
    }

    @Test
    void areDescribed() throws IOException {
        assertThat(rows()).hasSize(32);
        assertThat(captures()).hasSize(35);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void holdWhatTheirReadmeSays(Matcher row) throws IOException {
        JsonNode seen = inspect(Repository.data("captures").resolve(row.group(1)));
        Map<String, Integer> opcodes = new TreeMap<>();
        int naks = 0;
        int rnrNaks = 0;
        for (Matcher opcode = OPCODE.matcher(row.group(4)); opcode.find();) {
            int count = Integer.parseInt(opcode.group(3));
            opcodes.merge(opcode.group(1), count, Integer::sum);
            String kind = String.valueOf(opcode.group(2));
            rnrNaks += kind.equals("[RNR NAK]") ? count : 0;
            naks += kind.endsWith("error]") ? count : 0;
        }
        assertThat(seen.path("frames").asInt()).isEqualTo(Integer.parseInt(row.group(2)));
        assertThat(seen.path("malformed").asInt()).isZero();
        JsonNode roce = seen.path("roce");
        assertThat(roce.path("packets").asInt()).isEqualTo(Integer.parseInt(row.group(3)));
        assertThat(roce.path("icrc_ok").asInt()).as("all ICRCs are right").isEqualTo(roce.path("packets").asInt());
        assertThat(opcodes(roce)).isEqualTo(opcodes);
        assertThat(roce.path("naks").asInt()).isEqualTo(naks);
        assertThat(roce.path("rnr_naks").asInt()).isEqualTo(rnrNaks);
    }

    @ParameterizedTest
    @MethodSource("captures")
    void holdWhatTsharkFindsInThem(Path capture) throws IOException {
        JsonNode seen = inspect(capture);
        assertThat(opcodes(seen.path("roce"))).isEqualTo(count(capture, "infiniband.bth.opcode", "infiniband.bth.opcode", "0x%02x"));
        String again = "&& !tcp.analysis.retransmission && !tcp.analysis.fast_retransmission";
        Map<String, Integer> messages = new TreeMap<>();
        seen.path("bgp").path("messages").properties().forEach(m -> messages.merge(m.getKey(), m.getValue().asInt(), Integer::sum));
        messages.values().removeIf(n -> n == 0);
        Map<String, Integer> expected = new TreeMap<>();
        count(capture, "bgp.type " + again, "bgp.type", "%d").forEach((type, n) -> expected.put(
                new String[]{"open", "update", "notification", "keepalive", "route_refresh"}[Integer.parseInt(type) - 1], n));
        assertThat(messages).isEqualTo(expected);
    }

    /** How often tshark shows each value of a field, which it separates by commas where a frame has several. */
    private static Map<String, Integer> count(Path capture, String filter, String field, String format) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String line : Tshark.fields(capture, filter, field)) {
            for (String value : line.split(",")) {
                counts.merge(String.format(format, Integer.parseInt(value)), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static Map<String, Integer> opcodes(JsonNode roce) {
        Map<String, Integer> opcodes = new TreeMap<>();
        roce.path("opcodes").properties().forEach(o -> opcodes.put(o.getKey(), o.getValue().asInt()));
        return opcodes;
    }

    private static JsonNode inspect(Path capture) throws IOException {
        var out = new StringWriter();
        int code = Weft.commandLine().setOut(new PrintWriter(out)).execute("pcap", "inspect", capture.toString(), "--json");
        assertThat(code).isZero();
        return new ObjectMapper().readTree(out.toString());
    }
}
