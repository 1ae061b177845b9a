package io.weft.tests.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.pipeline.packet.Verdict;
import io.weft.tests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs every script of {@code tests/golden}. */
class GoldenScriptTest {
    /** Every way in which a packet can end in SwitchPipeline, being sent apart. */
    private static final Set<Verdict> EXITS = EnumSet.of(Verdict.CONSUMED, Verdict.PUNTED, Verdict.IGNORED_CONTROL, Verdict.FRAME_TRUNCATED,
            Verdict.FRAME_OVERSIZE, Verdict.MAC_NOT_OURS, Verdict.MAC_MULTICAST_SOURCE, Verdict.MAC_MULTICAST_IP_UNICAST, Verdict.ETHERTYPE_UNKNOWN,
            Verdict.VLAN_UNKNOWN, Verdict.VLAN_TRUNCATED, Verdict.ARP_MALFORMED, Verdict.IPV4_TRUNCATED, Verdict.IPV4_VERSION, Verdict.IPV4_LENGTH,
            Verdict.IPV4_CHECKSUM, Verdict.IPV4_OPTIONS, Verdict.IPV4_MARTIAN, Verdict.IPV6_TRUNCATED, Verdict.IPV6_VERSION, Verdict.IPV6_LENGTH,
            Verdict.IPV6_MARTIAN, Verdict.TTL_EXPIRED, Verdict.PACKET_TOO_BIG, Verdict.NO_ROUTE, Verdict.BLACKHOLE, Verdict.NO_NEIGHBOR,
            Verdict.NEXT_HOP_GROUP_EMPTY, Verdict.POLICED, Verdict.PORT_DOWN, Verdict.QUEUE_FULL, Verdict.PURGED);

    private static List<GoldenScript> scripts() throws IOException {
        List<GoldenScript> scripts = new ArrayList<>();
        try (Stream<Path> files = Files.list(Repository.root().resolve("tests/golden"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".script")).sorted().toList()) {
                scripts.add(GoldenScript.read(file));
            }
        }
        return scripts;
    }

    @TestFactory
    Stream<DynamicTest> holds() throws IOException {
        return scripts().stream().map(script -> DynamicTest.dynamicTest(script.file().getFileName() + ": " + script.title(), script::run));
    }

    @Test
    void coversEveryExitOfTheSwitch() throws IOException {
        Set<Verdict> covered = EnumSet.noneOf(Verdict.class);
        for (GoldenScript script : scripts()) {
            covered.addAll(script.exits());
        }
        assertThat(covered).isEqualTo(EXITS);
    }
}
