package io.weft.daemon.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The configuration of one node, a switch or a NIC. Only the VRF {@code default} is served. */
public record NodeConfig(String hostname, ForwardingConfig forwarding, List<InterfaceConfig> interfaces, Optional<BgpConfig> bgp,
        List<StaticRoute> staticRoutes,
        Located<RoceMode> roceMode, Optional<RdmaConfig> rdma, Origin origin) {
    public NodeConfig {
        interfaces = List.copyOf(interfaces);
        staticRoutes = List.copyOf(staticRoutes);
    }

    public static NodeConfig read(Path file) {
        return read(Yaml.read(Source.of(file)));
    }

    public static NodeConfig read(Source source) {
        return read(Yaml.read(source));
    }

    /** From a tree, perhaps one in which {@link Setting} has changed values. */
    public static NodeConfig read(Yaml document) {
        return NodeReader.read(document);
    }

    /** Whether this is a NIC: it has an {@code rdma} block. */
    public boolean isNic() {
        return rdma.isPresent();
    }

    public Optional<InterfaceConfig> interfaceNamed(String name) {
        return interfaces.stream().filter(i -> i.name().equals(name)).findFirst();
    }

    /** The addresses of {@code lo}, in the order of the file. */
    public List<InterfaceAddress> loopback() {
        return interfaceNamed(InterfaceConfig.LOOPBACK).map(InterfaceConfig::addresses).orElse(List.of());
    }

    /** What this configuration asks for that the named ASIC profile has not. */
    public void checkServedBy(String asic, Problems problems) {
        if (roceMode.value() == RoceMode.LOSSLESS && asic.equals("simple")) {
            problems.add(roceMode.origin(), "qos.roce.mode: lossless needs asic with PFC and a shared buffer; 'simple' has neither");
        }
    }
}
