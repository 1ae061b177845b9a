package io.weft.daemon.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.daemon.config.InterfaceAddress;
import io.weft.daemon.config.InterfaceConfig;
import io.weft.daemon.host.HostPort;
import io.weft.daemon.node.PortProfile;
import io.weft.pipeline.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** {@code show interface [NAME]}: the data ports, state, speed, MTU and addresses. */
final class InterfacePage implements Page {
    private static final long MEGA = 1_000_000;
    private static final long GIGA = 1000 * MEGA;

    /** Indices of the ports asked for: one, or all. */
    private static List<Integer> asked(Question question) {
        List<PortProfile> ports = question.node().profile().ports();
        if (question.argument().isEmpty()) {
            return IntStream.range(0, ports.size()).boxed().toList();
        }
        int port = question.node().profile().port(question.argument().get());
        if (port < 0) {
            List<String> names = ports.stream().map(PortProfile::name).toList();
            throw new Unanswerable(question.name() + " has no interface " + question.argument().get() + ": there is " + String.join(", ", names),
                    names);
        }
        return List.of(port);
    }

    @Override
    public String text(Question question) {
        Columns columns = new Columns("Interface", "Oper", "Speed", "MTU", "MAC", "Addresses");
        for (int port : asked(question)) {
            PortProfile profile = question.node().profile().ports().get(port);
            columns.row(profile.name(), question.node().pipeline().port(port).isUp() ? "up" : "down", speed(profile.rate().bitsPerSecond()),
                    profile.mtu(),
                    MacAddress.print(profile.mac()), String.join(", ", addresses(question, port)));
        }
        return columns.text();
    }

    private static String speed(long bitsPerSecond) {
        return bitsPerSecond % GIGA == 0 ? bitsPerSecond / GIGA + "G" : bitsPerSecond / MEGA + "M";
    }

    /** Those that are configured, then the link-local one. */
    private static List<String> addresses(Question question, int port) {
        PortProfile profile = question.node().profile().ports().get(port);
        List<String> addresses = new ArrayList<>(question.node().profile().config().interfaceNamed(profile.name()).map(InterfaceConfig::addresses)
                .orElse(List.of()).stream().map(InterfaceAddress::toString).toList());
        addresses.add(new HostPort(port, profile.mac(), profile.mtu(), true).linkLocal() + "/64");
        return addresses;
    }

    @Override
    public JsonNode json(Question question) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (int port : asked(question)) {
            PortProfile profile = question.node().profile().ports().get(port);
            ObjectNode node = root.putObject(profile.name());
            node.put("administrativeStatus", "up").put("operationalStatus", question.node().pipeline().port(port).isUp() ? "up" : "down")
                    .put("vrfName", "default").put("mtu", profile.mtu()).put("speed", profile.rate().bitsPerSecond() / MEGA)
                    .put("hardwareAddress", MacAddress.print(profile.mac()));
            var addresses = node.putArray("ipAddresses");
            addresses(question, port).forEach(a -> addresses.addObject().put("address", a));
        }
        return root;
    }
}
