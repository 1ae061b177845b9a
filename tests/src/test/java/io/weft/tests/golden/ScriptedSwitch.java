package io.weft.tests.golden;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.pipeline.PuntSink;
import io.weft.pipeline.SwitchPipeline;
import io.weft.pipeline.SwitchPort;
import io.weft.pipeline.SwitchProfile;
import io.weft.pipeline.observe.Observer;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.port.LineRate;
import io.weft.pipeline.table.HashField;
import io.weft.pipeline.table.NextHop;
import io.weft.pipeline.table.RouteAction;
import io.weft.pipeline.wire.MacAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The switch of one script: made from its setup lines, fed by its inputs, remembering what came out. */
final class ScriptedSwitch implements PuntSink, Observer {
    /**
     * What the switch did.
     *
     * @param at picoseconds; of a frame sent, when its last bit leaves
     * @param words what happened, without the frame
     * @param frame the frame's layers, or none
     */
    record Output(long at, String words, List<Layer> frame) {
        @Override
        public String toString() {
            return at + "ps " + words + " " + String.join(" | ", frame.stream().map(Layer::toString).toList());
        }
    }

    private static final long PORT_MAC = 0x0200_0000_0000L;
    private static final long PEER_MAC = 0x0200_0000_0100L;

    final Deque<Output> outputs = new ArrayDeque<>();
    private final List<String> names = new ArrayList<>();
    private final List<SwitchPort> ports = new ArrayList<>();
    private final List<Layer> laterSetup = new ArrayList<>();
    private Layer settings = Layer.of("switch");
    private SwitchPipeline pipeline;

    ScriptedSwitch() {
        pipeline = make();
    }

    private SwitchPipeline make() {
        String[] punt = settings.get("punt", "1000/100").split("/");
        String[] errors = settings.get("icmp", "1000/100").split("/");
        SwitchProfile profile = new SwitchProfile("scripted", 1, HashField.FIVE_TUPLE, settings.number("queue", 1 << 20), Long.parseLong(punt[0]),
                Integer.parseInt(punt[1]), Long.parseLong(errors[0]), Integer.parseInt(errors[1]), 100, 100, 100, 100, true);
        return new SwitchPipeline(profile, ports, new PacketPool(1000), this, this);
    }

    /** One line of setup; ports before routes. */
    void setUp(String line) {
        Layer layer = Layer.parse(line).getFirst();
        switch (layer.name()) {
            case "switch" -> settings = layer;
            case "port" -> {
                int port = ports.size();
                names.add(layer.get(Layer.VALUE, ""));
                ports.add(new SwitchPort(names.get(port), PORT_MAC + port + 1, LineRate.ofGigabits(layer.number("speed", 100)),
                        layer.number("mtu", 1500), layer.number("vrf", 0), (packet, departure) -> sent(port, packet, departure)));
                laterSetup.add(layer);
            }
            default -> laterSetup.add(layer);
        }
    }

    /** The setup is complete. */
    void start() {
        pipeline = make();
        loopback(settings);
        laterSetup.forEach(this::apply);
    }

    private void loopback(Layer layer) {
        if (layer.fields().containsKey("loopback")) {
            switch (address(layer.get("loopback", ""))) {
                case IpAddress.V4(int bits) -> pipeline.icmpError().loopback(bits);
                case IpAddress.V6(long high, long low) -> pipeline.icmpError().loopback(high, low);
            }
            local(0, address(layer.get("loopback", "")));
        }
        if (layer.fields().containsKey("loopback6")) {
            IpAddress.V6 address = (IpAddress.V6) address(layer.get("loopback6", ""));
            pipeline.icmpError().loopback(address.high(), address.low());
            local(0, address);
        }
    }

    private void local(int vrf, IpAddress address) {
        route(vrf, Prefix.host(address), RouteAction.LOCAL);
    }

    private void route(int vrf, Prefix prefix, RouteAction action) {
        boolean done = switch (prefix.address()) {
            case IpAddress.V4(int bits) -> pipeline.tables().routes().setIpv4(vrf, bits, prefix.length(), action);
            case IpAddress.V6(long high, long low) -> pipeline.tables().routes().setIpv6(vrf, high, low, prefix.length(), action);
        };
        if (!done) {
            throw new IllegalArgumentException("no room for " + prefix);
        }
    }

    private void apply(Layer layer) {
        switch (layer.name()) {
            case "port" -> portAddress(layer);
            case "route" -> route(layer.number("vrf", 0), Prefix.parse(layer.get(Layer.VALUE, "")).orElseThrow(), action(layer));
            case "neighbor" -> neighbor(layer);
            default -> throw new IllegalArgumentException("unknown setup: " + layer);
        }
    }

    private void portAddress(Layer layer) {
        int port = port(layer.get(Layer.VALUE, ""));
        for (String field : List.of("address", "address6")) {
            if (layer.fields().containsKey(field)) {
                IpAddress address = address(layer.get(field, ""));
                switch (address) {
                    case IpAddress.V4(int bits) -> pipeline.icmpError().source(port, bits);
                    case IpAddress.V6(long high, long low) -> pipeline.icmpError().source(port, high, low);
                }
                local(layer.number("vrf", 0), address);
            }
        }
    }

    /** {@code do local}, {@code do blackhole}, {@code on eth1}, {@code via eth1,fe80::2;eth2,fe80::3}. */
    private RouteAction action(Layer layer) {
        if (layer.fields().containsKey("do")) {
            return layer.get("do", "").equals("local") ? RouteAction.LOCAL : RouteAction.BLACKHOLE;
        }
        if (layer.fields().containsKey("on")) {
            return RouteAction.via(NextHop.onLink(port(layer.get("on", ""))));
        }
        List<NextHop> nextHops = new ArrayList<>();
        for (String way : layer.get("via", "").split(";")) {
            String[] portAndAddress = way.split(",");
            nextHops.add(nextHop(port(portAndAddress[0]), address(portAndAddress[1])));
        }
        return RouteAction.via(nextHops);
    }

    private static NextHop nextHop(int port, IpAddress address) {
        return switch (address) {
            case IpAddress.V4(int bits) -> NextHop.ipv4(port, bits);
            case IpAddress.V6(long high, long low) -> NextHop.ipv6(port, high, low);
        };
    }

    /** {@code neighbor fe80::2 on eth2}: with the MAC address that every frame from this port has. */
    private void neighbor(Layer layer) {
        int port = port(layer.get("on", ""));
        NextHop neighbor = nextHop(port, address(layer.get(Layer.VALUE, "")));
        pipeline.tables().neighbors().set(port, neighbor.high(), neighbor.low(), PEER_MAC + port + 1);
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow(() -> new IllegalArgumentException("not an IP address: " + text));
    }

    private int port(String name) {
        int port = names.indexOf(name);
        if (port < 0) {
            throw new IllegalArgumentException("no port " + name);
        }
        return port;
    }

    boolean isPort(String name) {
        return names.contains(name);
    }

    /** Fires what is due up to {@code now}, and at it. */
    void advance(long now) {
        while (pipeline.nextDeadline() <= now) {
            long deadline = pipeline.nextDeadline();
            pipeline.onTimer(deadline);
            if (pipeline.nextDeadline() <= deadline) {
                throw new AssertionError("after onTimer, nextDeadline() > now");
            }
        }
    }

    void receive(String name, String frame, long now) {
        int port = port(name);
        pipeline.receive(port, FrameWriter.write(Layer.parse(frame), PEER_MAC + port + 1, PORT_MAC + port + 1), now);
    }

    void originate(String frame, long now) {
        pipeline.originate(FrameWriter.write(Layer.parse(frame), 0, 0), now);
    }

    void sendOn(String name, String frame, long now) {
        int port = port(name);
        pipeline.sendOn(port, FrameWriter.write(Layer.parse(frame), PORT_MAC + port + 1, MacAddress.BROADCAST), now);
    }

    void link(String name, boolean up, long now) {
        if (up) {
            pipeline.portUp(port(name), now);
        } else {
            pipeline.portDown(port(name), now);
        }
    }

    void forget(String name, String neighbor) {
        NextHop hop = nextHop(port(name), address(neighbor));
        pipeline.tables().neighbors().remove(hop.port(), hop.high(), hop.low());
    }

    SwitchPipeline pipeline() {
        return pipeline;
    }

    private void sent(int port, Packet packet, long departure) {
        outputs.add(new Output(departure, names.get(port) + " >", FrameReader.read(packet)));
        packet.release();
    }

    @Override
    public void punt(Packet packet, long now) {
        outputs.add(new Output(now, "punt", FrameReader.read(packet)));
        packet.release();
    }

    @Override
    public void unresolved(NextHop neighbor, long now) {
        IpAddress address = NextHop.isMapped(neighbor.high(), neighbor.low())
                ? new IpAddress.V4((int) neighbor.low())
                : new IpAddress.V6(neighbor.high(), neighbor.low());
        outputs.add(new Output(now, "want " + names.get(neighbor.port()) + " " + address, List.of()));
    }

    @Override
    public void drop(Packet packet, Verdict reason, long now) {
        outputs.add(new Output(now, "drop " + reason, List.of()));
    }

    @Override
    public void consume(Packet packet, Verdict verdict, long now) {
        if (verdict != Verdict.PUNTED) {
            outputs.add(new Output(now, "consume " + verdict, List.of()));
        }
    }
}
