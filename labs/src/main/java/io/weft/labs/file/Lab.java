package io.weft.labs.file;

import io.weft.daemon.config.ConfigException;
import io.weft.daemon.config.Glob;
import io.weft.daemon.config.NodeConfig;
import io.weft.daemon.config.Problems;
import io.weft.daemon.config.Setting;
import io.weft.daemon.config.Source;
import io.weft.daemon.config.Yaml;
import io.weft.labs.topology.Link;
import io.weft.labs.topology.Topology;
import io.weft.labs.topology.TopologyNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A whole lab that has been found consistent: {@code configs} by node id, {@code links} by link id, {@code flows} of all workloads, in their order.
 * What is wrong anywhere in it was reported by {@link #read} before anything could start.
 */
public record Lab(Topology topology, LabFile file, List<NodeConfig> configs, List<LinkSettings> links, List<Flow> flows) {
    /** The one ASIC profile there is: a bounded buffer without PFC. */
    public static final String SIMPLE = "simple";
    public static final String LAB_FILE = "lab.yml";

    public Lab {
        configs = List.copyOf(configs);
        links = List.copyOf(links);
        flows = List.copyOf(flows);
    }

    /** Reads a lab's folder and applies {@code --set} arguments. Throws {@link ConfigException} with everything that is wrong. */
    public static Lab read(Path folder, List<String> settings) {
        return read(folder, settings, Optional.empty());
    }

    /** The same with another seed than the file's. */
    public static Lab read(Path folder, List<String> settings, Optional<Long> seed) {
        List<Setting> set = settings.stream().map(Setting::parse).toList();
        Problems problems = new Problems();
        Optional<LabFile> file = collect(problems, () -> labFile(folder.resolve(LAB_FILE), set, seed));
        Optional<Topology> topology = collect(problems, () -> Topology.read(topologyFile(folder)));
        Optional<List<NodeConfig>> configs = topology.map(t -> configs(t, set, problems));
        problems.throwIfAny();
        return LabCheck.check(topology.orElseThrow(), file.orElseThrow(), configs.orElseThrow());
    }

    private static <T> Optional<T> collect(Problems problems, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (ConfigException e) {
            problems.addAll(e);
            return Optional.empty();
        }
    }

    private static LabFile labFile(Path path, List<Setting> set, Optional<Long> seed) {
        Yaml document = Yaml.read(Source.of(path));
        for (Setting setting : set) {
            if (setting.nodes().isEmpty()) {
                document = setting.applyTo(document);
            }
        }
        if (seed.isPresent()) {
            document = Setting.parse("seed=" + seed.get()).applyTo(document);
        }
        return LabFile.read(document);
    }

    /** {@code topology.clab.yml}, or the only file that ends like that. */
    private static Path topologyFile(Path folder) {
        Path usual = folder.resolve("topology.clab.yml");
        if (Files.exists(usual)) {
            return usual;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(f -> f.toString().endsWith(".clab.yml") || f.toString().endsWith(".clab.yaml")).toList();
            return found.size() == 1 ? found.getFirst() : usual;
        } catch (IOException e) {
            return usual;
        }
    }

    private static List<NodeConfig> configs(Topology topology, List<Setting> set, Problems problems) {
        List<NodeConfig> configs = new ArrayList<>();
        List<Setting> ofNodes = set.stream().filter(s -> s.nodes().isPresent()).toList();
        for (Setting setting : ofNodes) {
            Glob glob = setting.nodes().orElseThrow();
            if (topology.nodes().stream().noneMatch(n -> glob.matches(n.name()))) {
                problems.add(setting.origin(), "no node is called '" + glob.pattern() + "'");
            }
        }
        for (TopologyNode node : topology.nodes()) {
            collect(problems, () -> {
                Yaml document = Yaml.read(Source.of(node.config()));
                for (Setting setting : ofNodes) {
                    if (setting.nodes().orElseThrow().matches(node.name())) {
                        document = setting.applyTo(document);
                    }
                }
                return NodeConfig.read(document);
            }).ifPresent(configs::add);
        }
        return configs;
    }

    public NodeConfig config(TopologyNode node) {
        return configs.get(node.id());
    }

    public LinkSettings settings(Link link) {
        return links.get(link.id());
    }

    /** The ASIC profile of a node. */
    public String asic(TopologyNode node) {
        return LabCheck.asic(file, node.name()).value();
    }

    /** The links that a pattern of lab.yml or of a command means. */
    public List<Link> links(LinkPattern pattern) {
        return topology.links().stream().filter(pattern::matches).toList();
    }

    /** The flows that a check means: of a workload, one by its own id, or all that a glob matches. */
    public List<Flow> flows(String id) {
        return ReferenceCheck.named(flows, id);
    }

    /** The NICs' names, in topology order. */
    public List<String> hosts() {
        return topology.hosts().stream().map(TopologyNode::name).toList();
    }
}
