package io.weft.tests.labs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.tests.Requires;
import io.weft.tests.capture.Tshark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weft lab run --pcap}: two spines, two leaves, two hosts, a WRITE each way and one over IPv6, from boot to end. */
class LabCaptureInTsharkTest {
    private static final int LINKS = 6;

    @TempDir
    private static Path temporary = Path.of("");
    private static Path capture = Path.of("");

    @BeforeAll
    static void run() throws IOException {
        Requires.tool("tshark");
        LabFolder lab = LabFolder.generated(temporary, "--spines", "2", "--leaves", "2", "--hosts", "1", "--workload", "permutation:32KiB");
        lab.write("lab.yml",
                lab.read("lab.yml").replace("workload:\n", "workload:\n  - {id: six, write: {from: h1, to: h2, bytes: 20000, family: ipv6}}\n"));
        Path folder = temporary.resolve("pcap");
        Command run = Command.weft("lab", "run", lab.toString(), "--pcap", folder.toString());
        assertThat(run.exit()).as(run.toString()).isZero();
        try (Stream<Path> files = Files.list(folder)) {
            capture = files.findFirst().orElseThrow();
        }
    }

    /** RoCEv2 has UDP checksum 0 over IPv6 too (IBTA Annex A17, as RFC 6935 permits): its ICRC covers more. tshark knows RFC 8200 only. */
    @Test
    void decodesWithoutAMalformedFrameOrAWrongChecksum() {
        assertThat(Tshark.complaints(capture)).isEmpty();
        assertThat(Tshark.fields(capture, "_ws.expert.severity >= 0x800000 && !(ipv6 && udp.dstport == 4791 && udp.checksum == 0)", "frame.number",
                "_ws.expert.message")).isEmpty();
    }

    @Test
    void holdsEveryProtocolOfTheFabric() {
        for (String protocol : List.of("icmpv6.type == 134", "tcp.flags.syn == 1", "bgp.type == 1", "bgp.type == 2", "bgp.type == 4",
                "infiniband.bth.opcode == 6", "infiniband.bth.opcode == 17", "ipv6 && infiniband")) {
            assertThat(Tshark.fields(capture, protocol, "frame.number")).as(protocol).isNotEmpty();
        }
        assertThat(Tshark.fields(capture, "!icmpv6 && !tcp && !infiniband", "frame.number", "frame.protocols")).isEmpty();
    }

    /** Both ends of a link call at once, so there may be a connection that loses to another; RFC 4271 §6.8 leaves one session, with two OPENs. */
    @Test
    void opensEverySessionByTwoOpens() {
        List<String> opens = Tshark.fields(capture, "bgp.type == 1", "frame.interface_name");
        List<String> collisions = Tshark.fields(capture, "bgp.notify.major_error == 6 && bgp.notify.minor_error_cease == 7", "frame.number");
        assertThat(opens).hasSizeBetween(2 * LINKS, 2 * LINKS + 2 * Math.max(collisions.size(), 0));
        assertThat(opens.stream().distinct()).as("each port has said one").hasSize(2 * LINKS);
    }

    /** RFC 8950: IPv4 routes with an IPv6 next hop, 16 or 32 octets, in MP_REACH_NLRI. */
    @Test
    void carriesIpv4RoutesWithIpv6NextHops() {
        assertThat(Tshark.fields(capture, "bgp.update.path_attribute.mp_reach_nlri.afi == 1", "frame.number")).isNotEmpty();
    }

    @Test
    void verifiesEveryIcrc() {
        Command inspect = Command.weft("pcap", "inspect", capture.toString(), "--json");
        assertThat(inspect.exit()).as(inspect.toString()).isZero();
        JsonNode json = inspect.json();
        int roce = Tshark.fields(capture, "infiniband", "frame.number").size();
        assertThat(json.path("malformed").asLong(-1)).isZero();
        assertThat(json.path("wrong_checksums").asLong(-1)).isZero();
        assertThat(json.path("roce").path("packets").asLong()).isEqualTo(roce).isPositive();
        assertThat(json.path("roce").path("icrc_bad").asLong(-1)).isZero();
        assertThat(json.path("roce").path("icrc_ok").asLong()).isEqualTo(roce);
        assertThat(json.path("bgp").path("messages").path("open").asLong()).isEqualTo(Tshark.fields(capture, "bgp.type == 1", "frame.number").size());
        assertThat(json.path("bgp").path("sessions")).allSatisfy(session -> assertThat(session.path("undecodable").asLong(-1)).isZero());
    }

    /** A frame of the workload is on four links, NIC to leaf to spine to leaf to NIC: as often in the capture. 32 KiB are 8 packets of 4096. */
    @Test
    void holdsEachFrameOncePerLink() {
        assertThat(Tshark.fields(capture, "ip && infiniband.bth.opcode == 7", "frame.number")).hasSize(2 * 6 * 4);
        assertThat(Tshark.fields(capture, "ip && infiniband.bth.opcode == 6", "frame.number")).hasSize(2 * 4);
        assertThat(Tshark.fields(capture, "ip && infiniband.bth.opcode == 8", "frame.number")).hasSize(2 * 4);
    }
}
