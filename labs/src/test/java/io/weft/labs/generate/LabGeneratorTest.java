package io.weft.labs.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.daemon.config.BgpConfig.Family;
import io.weft.daemon.config.NeighborConfig;
import io.weft.daemon.config.NeighborConfig.DefaultRoute;
import io.weft.daemon.config.NodeConfig;
import io.weft.labs.file.Lab;
import io.weft.labs.generate.LabPlan.HostRoutes;
import io.weft.labs.generate.LabPlan.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabGeneratorTest {
    private static final long SPEED = 100_000_000_000L;
    private static final long DELAY = 1_000_000;

    @TempDir
    private Path folder;

    private Lab generate(int spines, int leaves, int hosts, String traffic, HostRoutes routes) throws IOException {
        LabPlan plan = LabPlan.of(folder.getFileName().toString(), spines, leaves, hosts, SPEED, DELAY, Traffic.parse(traffic), routes);
        for (Map.Entry<String, String> file : LabGenerator.files(plan).entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return Lab.read(folder, List.of());
    }

    @ParameterizedTest
    @CsvSource({"2, 4, 2, permutation:2MiB, DEFAULT, 8", "4, 16, 8, permutation:2MiB, DEFAULT, 128", "2, 4, 2, all-pairs:64KiB, FULL, 56",
            "1, 2, 40, all-pairs:64KiB, FULL, 6320", "2, 4, 2, incast:1MB, DEFAULT, 7", "1, 100, 1, permutation:1KiB, FULL, 100"})
    void writesLabsThatReadBackWithoutAProblem(int spines, int leaves, int hosts, String traffic, HostRoutes routes, int flows) throws IOException {
        Lab lab = generate(spines, leaves, hosts, traffic, routes);

        assertThat(lab.topology().nodes()).hasSize(spines + leaves + leaves * hosts);
        assertThat(lab.topology().links()).hasSize(spines * leaves + leaves * hosts);
        assertThat(lab.flows()).hasSize(flows);
        assertThat(lab.links()).allSatisfy(link -> {
            assertThat(link.speed().value()).isEqualTo(SPEED);
            assertThat(link.delay().value()).isEqualTo(DELAY);
            assertThat(link.mtu().value()).isEqualTo(4200);
        });
        assertThat(lab.configs().stream().map(c -> c.bgp().orElseThrow().autonomousSystem()).distinct()).as("spines share one")
                .hasSize(1 + leaves + leaves * hosts);
    }

    @Test
    void givesHostsNothingButADefaultRouteUnlessToldOtherwise() throws IOException {
        NodeConfig leaf = generate(2, 4, 2, "permutation:2MiB", HostRoutes.DEFAULT).configs().get(2);

        List<NeighborConfig> neighbors = leaf.bgp().orElseThrow().neighbors();
        for (Family family : Family.values()) {
            assertThat(neighbors).extracting(n -> n.family(family).orElseThrow().defaultRoute())
                    .containsExactly(DefaultRoute.OFF, DefaultRoute.OFF, DefaultRoute.ONLY, DefaultRoute.ONLY);
        }
    }

    @Test
    void numbersAddressesAndAutonomousSystems() {
        Numbering small = new Numbering(LabPlan.of("x", 2, 4, 2, SPEED, DELAY, Traffic.parse("permutation:1KiB"), HostRoutes.FULL));
        Numbering large = new Numbering(LabPlan.of("x", 64, 600, 64, SPEED, DELAY, Traffic.parse("permutation:1KiB"), HostRoutes.FULL));

        assertThat(small.leaf(1)).isEqualTo("10.255.0.11");
        assertThat(small.host(3, 1)).isEqualTo("10.1.3.1");
        assertThat(small.hostV6(3, 1)).isEqualTo("fd00:1:3::1");
        assertThat(small.leafAs(1)).isEqualTo(65011);
        assertThat(small.hostAs(5)).isEqualTo(65105);
        assertThat(large.leaf(600)).isEqualTo("10.255.2.152");
        assertThat(large.host(256, 64)).isEqualTo("10.2.0.64");
        assertThat(large.spineAs()).isEqualTo(4_200_000_000L);
        assertThat(large.hostAs(38_400)).isEqualTo(4_210_038_400L);
    }

    @Test
    void refusesWhatItsNumbersCannotHold() {
        assertThatThrownBy(() -> LabPlan.of("x", 0, 4, 2, SPEED, DELAY, Traffic.parse("permutation:1KiB"), HostRoutes.FULL))
                .hasMessage("--spines must be from 1 to 128, not 0");
        assertThatThrownBy(() -> LabPlan.of("x", 1, 4, 300, SPEED, DELAY, Traffic.parse("permutation:1KiB"), HostRoutes.FULL))
                .hasMessage("--hosts must be from 1 to 250, not 300");
        assertThatThrownBy(() -> Traffic.parse("flood:1KiB")).hasMessage("'flood' is not one of permutation, all-pairs, incast");
    }

    @ParameterizedTest
    @CsvSource({"01-unnumbered-clos, unnumberedclos, Unnumbered Clos, 57", "02-spine-failure, spinefailure, A spine dies in mid-transfer, 2"})
    void wroteTheFabricOfTheFirstLabs(String folderName, String name, String title, int flows) throws IOException {
        Path labs = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(labs.resolve("labs/01-unnumbered-clos"))) {
            labs = labs.getParent();
        }
        Path lab = labs.resolve("labs").resolve(folderName);
        LabPlan plan = new LabPlan(name, title, 2, 4, 2, SPEED, DELAY, Traffic.parse("permutation:2MiB"), HostRoutes.FULL);

        for (Map.Entry<String, String> file : LabGenerator.files(plan).entrySet()) {
            if (!file.getKey().equals(Lab.LAB_FILE)) {
                assertThat(lab.resolve(file.getKey())).content().isEqualTo(file.getValue());
            }
        }
        assertThat(Lab.read(lab, List.of()).flows()).hasSize(flows);
        assertThat(Lab.read(lab, List.of()).file().title()).isEqualTo(title);
    }
}
