package io.weft.tests.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.bgp.message.Message;
import io.weft.labs.engine.LabRun;
import io.weft.labs.engine.LabSession;
import io.weft.labs.file.Lab;
import io.weft.labs.generate.LabGenerator;
import io.weft.labs.generate.LabPlan;
import io.weft.labs.report.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedFabricTest {
    private static final String REACHABLE = "  - {name: all hosts reach all, reachable: all}\n";

    @TempDir
    private Path folder = Path.of("");

    private RunReport run(int spines, int leaves, int hosts, LabPlan.HostRoutes routes) throws IOException {
        LabPlan plan = LabPlan.of("fabric", spines, leaves, hosts, 100_000_000_000L, 1_000_000, LabPlan.Traffic.parse("permutation:64KiB"), routes);
        for (Map.Entry<String, String> file : LabGenerator.files(plan).entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getKey().equals(Lab.LAB_FILE) ? file.getValue() + REACHABLE : file.getValue());
        }
        LabSession session = new LabSession(Lab.read(folder, List.of()));
        LabRun.Ending ending = new LabRun(session, () -> true).toEnd();
        // The route to every host's address in both families has to reach every node: at least one UPDATE a session.
        assertThat(session.node(0).bgp().orElseThrow().show().summary()).allMatch(n -> n.received().of(Message.UPDATE) > 0);
        return new RunReport(session, ending);
    }

    @Test
    void of64HostsWithFullRoutesConvergesAndEveryHostReachesAll() throws IOException {
        RunReport report = run(2, 16, 4, LabPlan.HostRoutes.FULL);
        assertThat(report.ending()).isEqualTo(LabRun.Ending.DONE);
        assertThat(report.checks()).hasSize(3).allMatch(check -> check.passed());
    }

    @Test
    void of128HostsWithDefaultRoutesCarriesAPermutation() throws IOException {
        RunReport report = run(4, 16, 8, LabPlan.HostRoutes.DEFAULT);
        assertThat(report.ending()).isEqualTo(LabRun.Ending.DONE);
        assertThat(report.checks()).hasSize(3).allMatch(check -> check.passed());
    }
}
