package io.weft.labs.topology;

import io.weft.daemon.config.ConfigException;
import io.weft.daemon.config.Form;
import io.weft.daemon.config.Keys;
import io.weft.daemon.config.Origin;
import io.weft.daemon.config.Problems;
import io.weft.daemon.config.Section;
import io.weft.daemon.config.Source;
import io.weft.daemon.config.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads the file top to bottom: levels of settings, then links (which say what ports there are), then nodes. As strict about keys as containerlab. */
final class TopologyReader {
    private static final Keys TOP = Keys.of("", "name", "prefix", "mgmt", "topology", "settings", "debug");
    private static final Keys TOPOLOGY = Keys.of("topology", "defaults", "kinds", "groups", "nodes", "links");
    private static final Keys NODE = Keys.of("topology.nodes.*", "kind", "group", "image", "cmd", "env", "env-files", "binds", "labels", "exec",
            "startup-delay", "stages", "healthcheck", "cpu", "memory", "mgmt-ipv4", "mgmt-ipv6", "aliases", "network-mode", "config", "type",
            "startup-config", "enforce-startup-config", "suppress-startup-config", "license", "credentials", "username", "password", "components",
            "extras", "position", "runtime", "certificate", "volumes", "ports", "devices", "privileged", "cap-add", "security-opts", "tmpfs",
            "pid-mode",
            "cgroupns-mode", "cgroup-parent", "shm-size", "sysctls", "dns", "user", "hostname", "entrypoint", "image-pull-policy", "restart-policy",
            "auto-remove", "link-apply-mode", "cpu-set");
    private static final Form<String> NAME = text -> {
        if (!text.matches("[A-Za-z0-9][A-Za-z0-9._|-]*")) {
            throw new IllegalArgumentException("'" + text + "' is not a name: letters, digits, and inside - . _ |");
        }
        return text;
    };

    private final Source source;
    private final Path file;
    private final Function<String, Optional<String>> environment;
    private final Problems problems = new Problems();

    TopologyReader(Source source, Path file, Function<String, Optional<String>> environment) {
        this.source = source;
        this.file = file;
        this.environment = environment;
    }

    /** Places are those of the text after variables have been put in. */
    Topology read() {
        int template = source.text().indexOf("{{");
        if (template >= 0) {
            int line = (int) source.text().substring(0, template).lines().count();
            throw new ConfigException(new Origin(source, Math.max(1, line), 1, 2),
                    "templates are not read; render the file first: containerlab deploy --dry-run --export-rendered FILE");
        }
        Section top = Section.root(Yaml.read(new Source(source.name(), Variables.expand(source.text(), environment))), TOP, problems);
        String name = top.require("name", NAME, "lab");
        top.require("topology");
        Section topology = top.section("topology", TOPOLOGY);
        List<Section> nodes = topology.named("nodes", NODE);
        if (nodes.isEmpty()) {
            problems.add(topology.originOf("nodes"), "topology needs nodes");
        }
        List<String> names = nodes.stream().map(Section::name).toList();
        LinkReader links = new LinkReader(names, problems);
        topology.items("links", LinkReader.LINK).forEach(links::read);
        List<TopologyNode> read = nodes(topology, nodes, name, links);
        problems.throwIfAny();
        return new Topology(name, read, links.links(), file);
    }

    private List<TopologyNode> nodes(Section topology, List<Section> nodes, String lab, LinkReader links) {
        Section defaults = topology.section("defaults", NODE);
        Map<String, Section> kinds = byName(topology.named("kinds", NODE));
        Map<String, Section> groups = byName(topology.named("groups", NODE));
        List<TopologyNode> read = new ArrayList<>();
        for (Section node : nodes) {
            node.nameAs(NAME);
            Optional<String> ownGroup = node.get("group", Form.WORD);
            String kind = node.get("kind", Form.WORD).or(() -> ownGroup.flatMap(g -> in(groups, g)).flatMap(g -> g.get("kind", Form.WORD)))
                    .or(() -> defaults.get("kind", Form.WORD)).orElse("").toLowerCase(Locale.ROOT);
            if (!kind.equals("linux")) {
                problems.add(node.has("kind") ? node.originOf("kind") : node.origin(), "node " + node.name()
                        + (kind.isEmpty() ? " has no kind" : " is of kind '" + kind + "'") + "; only kind linux is served");
                continue;
            }
            String group = ownGroup.or(() -> in(kinds, kind).flatMap(k -> k.get("group", Form.WORD))).or(() -> defaults.get("group", Form.WORD))
                    .orElse("");
            List<Section> levels = new ArrayList<>(List.of(node));
            in(groups, group).ifPresent(levels::add);
            in(kinds, kind).ifPresent(levels::add);
            levels.add(defaults);
            read.add(new NodeAssembly(lab, file, new Levels(levels), node).assemble(read.size(), group, links.ports(read.size())));
        }
        return read;
    }

    private static Map<String, Section> byName(List<Section> sections) {
        Map<String, Section> byName = new TreeMap<>();
        sections.forEach(s -> byName.put(s.name(), s));
        return byName;
    }

    private static Optional<Section> in(Map<String, Section> sections, String name) {
        return Optional.ofNullable(sections.get(name));
    }
}
