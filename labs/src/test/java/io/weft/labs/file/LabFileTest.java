package io.weft.labs.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weft.daemon.config.ConfigException;
import io.weft.daemon.config.Source;
import io.weft.labs.file.Check.Expectation;
import io.weft.labs.file.LabFile.ControlDelay;
import io.weft.labs.file.LabFile.Payload;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabFileTest {
    /** The example of the design. */
    private static final String LAB = """
            title: Unnumbered Clos
            seed: 1
            until: 20ms
            converge: {quiet: 10ms}
            links: {default: {speed: 100G, delay: 1us, mtu: 4200}, "leaf1:eth1 spine1:eth1": {speed: 400G, delay: 2us}}
            asic: simple
            nodes: {leaf1: {asic: tiny}}
            time: {dilation: 1000}
            payload: lazy
            control: {delay: {message: 20us}}
            workload:
              - {id: kv, write: {from: h1, to: h5, bytes: 16MiB, qps: 1, at: 0us}}
              - {id: all, all-pairs: {bytes: 64KiB}}
              - {id: perm, permutation: {bytes: 2MiB}}
              - {id: fan, incast: {from: [h2, h3, h4], to: h1, bytes: 2MiB, at: boot+1ms, family: ipv6}}
              - {id: bg, stream: {from: h2, to: h6}}
            measure: {window: [50ms, 200ms]}
            faults:
              - {at: 1ms, link: "leaf1:eth1", down: 5ms}
              - {at: 1ms, link: "leaf1:eth2", loss: 1%}
              - {at: 2ms, node: spine1, kill: true}
              - {at: 3ms, node: h1, storm: {priority: 3}}
              - {at: 3ms, node: h1, slow-receiver: 10G}
              - {at: 4ms, link: "leaf*:eth2", corruption: 0.1%, for: 1ms}
              - {at: 5ms, node: spine2, kill: silent}
              - {at: 6ms, link: "leaf1:eth1", down: true}
            checks:
              - {name: all hosts reach all, reachable: all}
              - {name: two ways to h5, route: {node: leaf1, prefix: 10.1.3.1/32, next-hops: 2}}
              - {name: transfers complete, flows: {id: kv, complete: true, memory: equal}, pass: yes it is, fail: no}
              - {name: nothing dropped, value: {of: drops, max: 0}}
              - {name: in time, value: {of: convergence_ps, min: 1us, max: 10ms}}
              - {name: up, sessions: established}
            """;

    private static LabFile read(String text) {
        return LabFile.read(new Source("lab.yml", text));
    }

    @Test
    void readsEveryKeyOfTheDesign() {
        LabFile lab = read(LAB);

        assertThat(lab.title()).isEqualTo("Unnumbered Clos");
        assertThat(lab.seed()).isEqualTo(1);
        assertThat(lab.until()).hasValue(20_000_000_000L);
        assertThat(lab.quiet()).isEqualTo(10_000_000_000L);
        assertThat(lab.links().get(1).pattern()).isEqualTo(new LinkPattern("leaf1:eth1 spine1:eth1"));
        assertThat(lab.links().get(1).speed().orElseThrow().value()).isEqualTo(400_000_000_000L);
        assertThat(lab.asic().value()).isEqualTo("simple");
        assertThat(lab.nodes().getFirst().asic().value()).isEqualTo("tiny");
        assertThat(lab.dilation()).isEqualTo(1000);
        assertThat(lab.payload()).isEqualTo(Payload.LAZY);
        assertThat(lab.control()).isEqualTo(new ControlDelay(20_000_000, 10_000_000));
        assertThat(lab.measure()).contains(new LabFile.Window(50_000_000_000L, 200_000_000_000L));
    }

    @Test
    void readsEveryKindOfWorkload() {
        assertThat(read(LAB).workload()).extracting(w -> w.getClass().getSimpleName()).containsExactly("Write", "AllPairs", "Permutation", "Incast",
                "Stream");
        Workload.Incast fan = (Workload.Incast) read(LAB).workload().get(3);
        assertThat(fan.bytes()).isEqualTo(2 << 20);
        assertThat(fan.terms()).isEqualTo(new Workload.Terms(1, new At(At.Epoch.BOOT, 1_000_000_000), Family.IPV6));
    }

    @Test
    void readsEveryKindOfFault() {
        assertThat(read(LAB).faults()).extracting(f -> f.getClass().getSimpleName()).containsExactly("LinkDown", "LinkLoss", "Kill", "Storm",
                "SlowReceiver",
                "Corruption", "Kill", "LinkDown");
        assertThat(((Fault.LinkDown) read(LAB).faults().getFirst()).duration()).isEqualTo(5_000_000_000L);
        assertThat(((Fault.LinkLoss) read(LAB).faults().get(1)).share()).as("parts per billion").isEqualTo(10_000_000);
        assertThat(((Fault.LinkLoss) read(LAB).faults().get(1)).duration()).isEqualTo(Fault.FOREVER);
        assertThat(((Fault.Corruption) read(LAB).faults().get(5)).duration()).isEqualTo(1_000_000_000L);
        assertThat(((Fault.Kill) read(LAB).faults().get(6)).silent()).isTrue();
        assertThat(((Fault.LinkDown) read(LAB).faults().get(7)).duration()).isEqualTo(Fault.FOREVER);
    }

    @Test
    void readsEveryKindOfCheck() {
        LabFile lab = read(LAB);

        assertThat(lab.checks()).extracting(c -> c.expectation().getClass().getSimpleName()).containsExactly("Reachable", "Route", "Flows", "Value",
                "Value",
                "Sessions");
        assertThat(lab.checks().get(2).pass()).contains("yes it is");
        Expectation.Flows flows = (Expectation.Flows) lab.checks().get(2).expectation();
        assertThat(flows.complete()).contains(true);
        assertThat(flows.memoryEqual()).isTrue();
        assertThat(flows.within()).isEmpty();
        Expectation.Value value = (Expectation.Value) lab.checks().get(4).expectation();
        assertThat(value.min()).contains(new BigDecimal(1_000_000));
        assertThat(value.max()).contains(new BigDecimal(10_000_000_000L));
    }

    @Test
    void needsNothingButATitle() {
        LabFile lab = read("title: t\n");

        assertThat(lab.seed()).isEqualTo(1);
        assertThat(lab.until()).isEmpty();
        assertThat(lab.control()).isEqualTo(ControlDelay.DEFAULT);
        assertThat(lab.workload()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "2:1  | seeds: 1                                                         | unknown key 'seeds'",
            "2:8  | until: 20                                                        | until: '20' has no unit; units are ps, ns, us, ms, s",
            "2:26 | links: {default: {delay: 0us}}                                   | links.default.delay: '0us' is less than 1ps",
            "2:9  | links: {leaf1: {delay: 1us}}                                     | links.leaf1: 'leaf1' is not a link such as leaf1:eth1, or 'leaf1:eth1 spine1:eth1'",
            "2:10 | payload: real                                                    | payload: 'real' is not one of lazy, materialised",
            "2:18 | time: {dilation: 0}                                              | time.dilation: '0' is not a whole number from 1 to 1000000000",
            "2:11 | measure: {window: [2ms, 1ms]}                                    | measure.window must be [FROM, TO] with FROM before TO",
            "2:12 | workload: [{id: a}]                                              | workload[0] must have one of write, all-pairs, permutation, incast, stream",
            "2:12 | workload: [{permutation: {bytes: 1KiB}}]                         | workload[0] needs 'id'",
            "2:20 | workload: [{id: a, write: {from: h1, to: h2}}]                   | workload[0].write needs 'bytes'",
            "2:53 | workload: [{id: a, write: {from: h1, to: h2, bytes: 16mib}}]     | workload[0].write.bytes: '16mib' has an unknown unit 'mib'; units are B, KB, KiB, MB, MiB, GB, GiB",
            "2:49 | workload: [{id: a, permutation: {bytes: 1KiB}}, {id: b}, {id: a, permutation: {bytes: 1KiB}}] | workload[1] must have one of write, all-pairs, permutation, incast, stream",
            "2:54 | workload: [{id: a, permutation: {bytes: 1KiB}}, {id: a, permutation: {bytes: 1KiB}}] | id 'a' is already used at line 2",
            "2:10 | faults: [{at: 1ms, down: 5ms}]                                   | faults[0] needs a link or a node",
            "2:10 | faults: [{at: 1ms, link: `a:eth1`}]                              | faults[0] must have one of down, loss, corruption",
            "2:42 | faults: [{at: 1ms, link: `a:eth1`, loss: 200%}]                  | faults[0].loss: '200%' is more than 100%",
            "2:10 | checks: [{name: a}]                                              | checks[0] must have one of reachable, route, flows, value, sessions",
            "2:31 | checks: [{name: a, reachable: some}]                             | checks[0].reachable: 'some' is not one of all",
            "2:20 | checks: [{name: a, value: {of: drops}}]                          | checks[0].value.min, max or equals: nothing is asked of the value",
            "2:45 | checks: [{name: a, route: {node: l, prefix: 10.1.3.1/16, next-hops: 1}}] | checks[0].route.prefix: '10.1.3.1/16' has bits set beyond its length"})
    void saysWhatIsWrongAndWhere(String place, String line, String message) {
        String problems = catchThrowableOfType(ConfigException.class, () -> read("title: t\n" + line.replace('`', '"') + "\n")).getMessage();

        assertThat(problems.lines().findFirst().orElseThrow()).isEqualTo("lab.yml:" + place + ": " + message);
    }
}
