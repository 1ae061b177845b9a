package io.weft.labs.shell;

import io.weft.daemon.cli.show.Answer;
import io.weft.daemon.cli.show.NodeCommands;
import io.weft.daemon.config.BgpConfig;
import io.weft.daemon.node.Input;
import io.weft.daemon.node.Order;
import io.weft.labs.topology.TopologyNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lines that begin with a node's name: its show commands, ping and traceroute; and {@code clear bgp}. */
final class NodeQuestions {
    private final Scene scene;
    private final ProbeCommands probes;

    NodeQuestions(Scene scene, ProbeCommands probes) {
        this.scene = scene;
        this.probes = probes;
    }

    List<Command> commands() {
        return List.of(
                Command.of("NODE",
                        List.of("NODE show …", "NODE table …", "NODE ping NODE|ADDRESS [ipv6] [count N]", "NODE traceroute NODE|ADDRESS [ipv6]"),
                        "asks a node: leaf1 show bgp summary, h1 ping h5",
                        "Words of show commands may be cut short; 'json' behind them gives JSON. Ping sends 3 packets unless told otherwise, the next as soon as the\n"
                                + "last is answered or 1 s has passed. Traceroute sends 3 UDP packets a hop; each is a flow of its own to ECMP.",
                        words -> {
                            words.end();
                            throw Refusal.unknown("a node", "NODE", scene.names().nodes());
                        }),
                Command.of("clear", List.of("clear bgp NODE [NEIGHBOR]"),
                        "ends BGP sessions of a node and lets them start anew: clear bgp leaf1 eth1",
                        "Without a neighbour all of them.", this::clear).completing(this::followingClear));
    }

    Reply ask(String name, Words words) {
        TopologyNode node = scene.names().living(name);
        if (words.take(ProbeCommands.PING)) {
            return probes.ping(node, words);
        }
        if (words.take(ProbeCommands.TRACEROUTE)) {
            return probes.traceroute(node, words);
        }
        List<String> asked = words.rest();
        return switch (NodeCommands.run(scene.session().node(node.id()), asked, scene.time().now())) {
            case Answer.Text(String text) -> Reply.done(text);
            case Answer.Error(String message, Optional<String> suggestion) -> throw new Refusal(asked.isEmpty()
                    ? message + ", ping, traceroute"
                    : message + suggestion.map(s -> "; did you mean '" + name + " " + s + "'?").orElse(""));
        };
    }

    /** What may stand last behind a node's name; {@code words} end with it, perhaps empty. */
    List<String> completions(List<String> words) {
        if (words.size() == 1) {
            List<String> first = new ArrayList<>(NodeCommands.completions(List.of()));
            first.addAll(List.of(ProbeCommands.PING, ProbeCommands.TRACEROUTE));
            return first;
        }
        if (words.getFirst().equals(ProbeCommands.PING) || words.getFirst().equals(ProbeCommands.TRACEROUTE)) {
            return words.size() == 2 ? scene.names().nodes() : List.of("ipv6", "count");
        }
        return NodeCommands.completions(words);
    }

    private List<String> neighbors(TopologyNode node) {
        return scene.session().lab().config(node).bgp().map(BgpConfig::neighbors).orElse(List.of()).stream().map(n -> n.peer().toString()).toList();
    }

    private List<String> followingClear(List<String> said) {
        return switch (said.size()) {
            case 0 -> List.of("bgp");
            case 1 -> scene.names().nodes();
            case 2 -> scene.session().named(said.get(1)).stream().map(this::neighbors).flatMap(List::stream).toList();
            default -> List.of();
        };
    }

    private Reply clear(Words words) {
        words.oneOf(List.of("bgp"));
        TopologyNode node = scene.names().living(words.next("a node"));
        List<String> all = neighbors(node);
        if (all.isEmpty()) {
            throw new Refusal(node.name() + " has no BGP neighbours");
        }
        Stream<String> meant = all.stream();
        if (words.hasMore()) {
            meant = Stream.of(words.oneOf(all));
        }
        words.end();
        meant.forEach(neighbor -> scene.session().fabric().at(scene.time().now(), node.id(), new Input.Command(new Order.ClearBgp(neighbor))));
        scene.time().settle();
        return Reply.done("");
    }
}
