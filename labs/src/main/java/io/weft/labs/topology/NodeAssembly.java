package io.weft.labs.topology;

import io.weft.daemon.config.Located;
import io.weft.daemon.config.Nearest;
import io.weft.daemon.config.Origin;
import io.weft.daemon.config.Problems;
import io.weft.daemon.config.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts one node together from its levels. Its role is the first word of {@code cmd}: {@code switch} or {@code nic}. */
final class NodeAssembly {
    /** Where a node looks for its configuration if {@code cmd} names no file. */
    static final String DEFAULT_CONFIG = "/etc/weft/config.yml";

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private final String lab;
    private final Path file;
    private final Levels levels;
    private final Section node;
    private final Problems problems;

    NodeAssembly(String lab, Path file, Levels levels, Section node) {
        this.lab = lab;
        this.file = file;
        this.levels = levels;
        this.node = node;
        this.problems = node.problems();
    }

    TopologyNode assemble(int id, String group, List<String> ports) {
        Optional<Located<String>> cmd = levels.first("cmd");
        List<String> words = words(cmd.map(Located::value).orElse(""));
        Role role = role(words, cmd.map(Located::origin).orElse(node.origin()));
        List<Bind> binds = binds();
        return new TopologyNode(id, node.name(), role, levels.first("image").map(Located::value).orElse(""), group, words, levels.merged("env"),
                levels.merged("labels"), binds, config(words, binds), ports, node.origin());
    }

    private static List<String> words(String cmd) {
        List<String> words = new ArrayList<>();
        for (Matcher word = WORD.matcher(cmd); word.find();) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words;
    }

    private Role role(List<String> words, Origin origin) {
        String first = words.isEmpty() ? "" : words.getFirst();
        switch (first) {
            case "switch" -> {
                return Role.SWITCH;
            }
            case "nic" -> {
                return Role.NIC;
            }
            default -> {
                String seen = first.isEmpty() ? "it has no cmd" : "its cmd starts with '" + first + "'";
                problems.add(origin, "node " + node.name() + " is neither a switch nor a nic: " + seen, Nearest.to(first, List.of("switch", "nic")));
                return Role.SWITCH;
            }
        }
    }

    /** Of two binds to one place the specific wins. */
    private List<Bind> binds() {
        Map<String, Bind> binds = new LinkedHashMap<>();
        for (Located<String> written : levels.all("binds")) {
            String text = written.value().replace("__clabNodeName__", node.name()).replace("__clabNodeDir__", "clab-" + lab + "/" + node.name())
                    .replace("__clabDir__", "clab-" + lab).replace("__clabLabName__", "clab-" + lab);
            String[] parts = text.split(":", -1);
            if (parts.length < 2 || parts.length > 3 || parts[0].isEmpty() || !parts[1].startsWith("/")) {
                problems.add(written.origin(), "'" + text + "' is not HOST:CONTAINER or HOST:CONTAINER:ro");
                continue;
            }
            Path host = file.resolveSibling(parts[0]).normalize();
            binds.put(parts[1], new Bind(host, parts[1], parts.length == 3 && parts[2].contains("ro"), written.origin()));
        }
        return List.copyOf(binds.values());
    }

    private Path config(List<String> words, List<Bind> binds) {
        int option = words.indexOf("--config");
        String wanted = option >= 0 && option + 1 < words.size() ? words.get(option + 1) : DEFAULT_CONFIG;
        Optional<Bind> bind = binds.stream().filter(b -> b.container().equals(wanted)).findFirst();
        if (bind.isEmpty()) {
            problems.add(node.origin(), "node " + node.name() + " has no configuration: nothing is bound to " + wanted);
        } else if (!Files.isRegularFile(bind.get().host())) {
            problems.add(bind.get().origin(), "node " + node.name() + ": there is no file " + bind.get().host());
        }
        return bind.map(Bind::host).orElse(Path.of(wanted));
    }
}
