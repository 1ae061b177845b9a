package io.weft.labs.file;

import io.weft.daemon.config.Form;
import io.weft.daemon.config.Glob;
import io.weft.daemon.config.Keys;
import io.weft.daemon.config.Located;
import io.weft.daemon.config.Origin;
import io.weft.daemon.config.Problems;
import io.weft.daemon.config.Quantity;
import io.weft.daemon.config.Section;
import io.weft.daemon.config.Yaml;
import io.weft.labs.file.LabFile.ControlDelay;
import io.weft.labs.file.LabFile.NodeRule;
import io.weft.labs.file.LabFile.Payload;
import io.weft.labs.file.LabFile.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** From the tree of lab.yml to {@link LabFile}, top to bottom. What needs the topology to be judged is judged by {@link Lab}. */
final class LabReader {
    private static final Keys LAB = Keys.of("", "title", "seed", "until", "converge", "links", "asic", "nodes", "time", "payload", "control",
            "workload",
            "measure", "faults", "checks");
    private static final Keys CONVERGE = Keys.of("converge", "quiet");
    private static final Keys LINK = Keys.of("links.*", "speed", "delay", "mtu");
    private static final Keys NODE = Keys.of("nodes.*", "asic");
    private static final Keys TIME = Keys.of("time", "dilation");
    private static final Keys CONTROL = Keys.of("control", "delay");
    private static final Keys DELAY = Keys.of("control.delay", "message", "fib-write");
    private static final Keys MEASURE = Keys.of("measure", "window");
    static final List<Keys> KEYS = List.of(LAB, CONVERGE, LINK, NODE, TIME, CONTROL, DELAY, MEASURE);

    private static final long DEFAULT_QUIET = 10_000_000_000L;
    private static final Form<Long> DURATION = Quantity.DURATION::parse;
    /** Nothing happens on another node at the present instant: a link takes at least 1 ps. */
    private static final Form<Long> LINK_DELAY = Form.atLeast(1, Quantity.DURATION);
    private static final Form<Integer> MTU = text -> Math.toIntExact(Form.number(1280, 9500).read(text));

    private LabReader() {
    }

    static LabFile read(Yaml document) {
        Problems problems = new Problems();
        Section lab = Section.root(document, LAB, problems);
        String title = lab.require("title", Form.WORD, "untitled");
        long seed = lab.get("seed", Form.number(0, 999_999_999_999_999_999L), 1L);
        OptionalLong until = duration(lab, "until", Form.atLeast(1, Quantity.DURATION));
        long quiet = lab.section("converge", CONVERGE).get("quiet", DURATION, DEFAULT_QUIET);
        List<LinkRule> links = lab.named("links", LINK).stream().map(LabReader::link).flatMap(Optional::stream).toList();
        Located<String> asic = lab.located("asic", Form.WORD).orElse(new Located<>(Lab.SIMPLE, lab.origin()));
        List<NodeRule> nodes = lab.named("nodes", NODE).stream().map(LabReader::node).toList();
        int dilation = Math.toIntExact(lab.section("time", TIME).get("dilation", Form.number(1, 1_000_000_000), 1L));
        Payload payload = lab.get("payload", Form.oneOf(Payload.values()), Payload.LAZY);
        ControlDelay control = control(lab.section("control", CONTROL));
        List<Workload> workload = WorkloadReader.read(lab);
        Optional<Window> measure = lab.optional("measure", MEASURE).flatMap(LabReader::window);
        List<Fault> faults = FaultReader.read(lab);
        List<Check> checks = CheckReader.read(lab);
        problems.throwIfAny();
        return new LabFile(title, seed, until, quiet, links, asic, nodes, dilation, payload, control, workload, measure, faults, checks,
                lab.origin());
    }

    static OptionalLong duration(Section section, String key, Form<Long> form) {
        return section.get(key, form).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private static Optional<LinkRule> link(Section section) {
        Form<LinkPattern> pattern = text -> text.equals(LinkRule.DEFAULT) ? new LinkPattern(text) : LinkPattern.parse(text);
        Optional<Located<Long>> speed = section.located("speed", Form.atLeast(1, Quantity.RATE));
        Optional<Located<Long>> delay = section.located("delay", LINK_DELAY);
        Optional<Located<Integer>> mtu = section.located("mtu", MTU);
        return section.nameAs(pattern).map(p -> new LinkRule(p, speed, delay, mtu, section.origin()));
    }

    private static NodeRule node(Section section) {
        return new NodeRule(new Glob(section.name()), new Located<>(section.require("asic", Form.WORD, Lab.SIMPLE), valueOrigin(section)),
                section.origin());
    }

    private static Origin valueOrigin(Section section) {
        return section.value("asic").map(Yaml::origin).orElse(section.origin());
    }

    /** One duration for both, or a mapping with one for each. */
    private static ControlDelay control(Section control) {
        if (control.value("delay").isPresent() && control.value("delay").get() instanceof Yaml.Scalar) {
            return control.get("delay", DURATION).map(both -> new ControlDelay(both, both)).orElse(ControlDelay.DEFAULT);
        }
        Section delay = control.section("delay", DELAY);
        return new ControlDelay(delay.get("message", DURATION, ControlDelay.DEFAULT.message()), delay.get("fib-write", DURATION,
                ControlDelay.DEFAULT.fibWrite()));
    }

    private static Optional<Window> window(Section measure) {
        List<Long> ends = new ArrayList<>();
        measure.all("window", DURATION).forEach(end -> ends.add(end.value()));
        if (ends.size() != 2 || ends.get(0) >= ends.get(1)) {
            measure.problems().add(measure.originOf("window"), "measure.window must be [FROM, TO] with FROM before TO");
            return Optional.empty();
        }
        return Optional.of(new Window(ends.get(0), ends.get(1)));
    }
}
