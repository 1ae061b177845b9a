package io.weft.labs.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.daemon.config.Source;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private static final List<String> HOSTS = List.of("h1", "h2", "h3", "h4");

    private static List<String> flows(String item) {
        LabFile file = LabFile.read(new Source("lab.yml", "title: t\nworkload: [" + item + "]\n"));
        return file.workload().getFirst().flows(HOSTS, 1).stream().map(Flow::id).toList();
    }

    @Test
    void namesTheFlowsOfASet() {
        assertThat(flows("{id: all, all-pairs: {bytes: 1KiB, except: [h1-h4, h4-h1]}}")).containsExactly("all/h1-h2", "all/h1-h3", "all/h2-h1",
                "all/h2-h3", "all/h2-h4", "all/h3-h1", "all/h3-h2", "all/h3-h4", "all/h4-h2", "all/h4-h3");
        assertThat(flows("{id: fan, incast: {from: [h2, h3], to: h1, bytes: 1KiB}}")).containsExactly("fan/h2-h1", "fan/h3-h1");
        assertThat(flows("{id: kv, write: {from: h2, to: h3, bytes: 1KiB}}")).containsExactly("kv");
        assertThat(flows("{id: bg, stream: {from: h2, to: h3}}")).containsExactly("bg");
    }

    @Test
    void drawsTheSamePermutationForTheSameSeed() {
        assertThat(Derangement.of(1, 8)).isEqualTo(Derangement.of(1, 8)).isNotEqualTo(Derangement.of(2, 8));
        assertThat(flows("{id: perm, permutation: {bytes: 2MiB}}")).hasSize(4).allMatch(id -> id.matches("perm/h[1-4]-h[1-4]"));
    }

    @Property(tries = 500)
    void permutesWithoutLeavingAnyoneToItself(@ForAll long seed, @ForAll @IntRange(min = 2, max = 200) int n) {
        int[] to = Derangement.of(seed, n);

        assertThat(IntStream.of(to).sorted().toArray()).isEqualTo(IntStream.range(0, n).toArray());
        assertThat(IntStream.range(0, n)).noneMatch(i -> to[i] == i);
    }
}
