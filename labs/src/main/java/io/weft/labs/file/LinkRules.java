package io.weft.labs.file;

import io.weft.daemon.config.Located;
import io.weft.daemon.config.Nearest;
import io.weft.daemon.config.Problems;
import io.weft.labs.topology.Link;
import io.weft.labs.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Applies {@code links} of lab.yml to the links of the topology: the default first, then every rule that matches, a later one over an earlier one. */
final class LinkRules {
    private final Topology topology;
    private final LabFile file;
    private final Problems problems;

    LinkRules(Topology topology, LabFile file, Problems problems) {
        this.topology = topology;
        this.file = file;
        this.problems = problems;
    }

    /** By link id. */
    List<LinkSettings> settings() {
        List<LinkRule> ordered = new ArrayList<>(file.links().stream().filter(LinkRule::isDefault).toList());
        file.links().stream().filter(rule -> !rule.isDefault()).peek(this::mustMatch).forEach(ordered::add);
        return topology.links().stream().map(link -> settings(link, ordered)).toList();
    }

    private void mustMatch(LinkRule rule) {
        if (topology.links().stream().noneMatch(rule.pattern()::matches)) {
            List<String> names = topology.links().stream().flatMap(l -> Stream.of(l.toString(), l.a().toString(), l.b().toString())).toList();
            problems.add(rule.origin(), "links: the topology has no link '" + rule.pattern() + "'", Nearest.to(rule.pattern().text(), names));
        }
    }

    private LinkSettings settings(Link link, List<LinkRule> ordered) {
        List<LinkRule> rules = ordered.stream().filter(rule -> rule.isDefault() || rule.pattern().matches(link)).toList();
        Located<Long> speed = last(rules, LinkRule::speed).orElseGet(() -> missing(link, "speed"));
        Located<Long> delay = last(rules, LinkRule::delay).orElseGet(() -> missing(link, "delay"));
        Located<Integer> mtu = last(rules, LinkRule::mtu).orElseGet(() -> new Located<>(link.mtuOrDefault(), link.origin()));
        if (mtu.value() > link.mtuOrDefault()) {
            problems.add(mtu.origin(),
                    "mtu " + mtu.value() + " is more than containerlab will give the link " + link + " (" + link.mtuOrDefault() + ") at "
                            + link.origin());
        }
        return new LinkSettings(speed, delay, mtu);
    }

    private static <T> Optional<Located<T>> last(List<LinkRule> rules, Function<LinkRule, Optional<Located<T>>> part) {
        return rules.stream().map(part).flatMap(Optional::stream).reduce((_, later) -> later);
    }

    private Located<Long> missing(Link link, String what) {
        problems.add(link.origin(), "the link " + link + " has no " + what + ": give it one in " + Lab.LAB_FILE + ", links.default." + what);
        return new Located<>(1L, link.origin());
    }
}
