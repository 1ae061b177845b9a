package io.weft.labs.shell;

import io.weft.daemon.config.Quantity;
import io.weft.labs.topology.Link;
import io.weft.labs.topology.TopologyNode;
import io.weft.labs.virtual.VirtualFabric;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** {@code fault}: breaks something now, and mends it. */
final class FaultCommand {
    private static final double BILLION = 1e9;
    private static final List<String> OF_LINKS = List.of("down", "up", "loss", "corruption");

    private final Scene scene;

    FaultCommand(Scene scene) {
        this.scene = scene;
    }

    List<Command> commands() {
        return List.of(Command.of("fault",
                List.of("fault link PORT down [for TIME]", "fault link PORT up", "fault link PORT loss SHARE [for TIME]",
                        "fault link PORT corruption SHARE [for TIME]",
                        "fault node NODE kill [silent]"),
                "breaks a link or a node, now: fault link leaf1:eth1 down for 5ms",
                "PORT: one end of the link, * and ? allowed; SHARE: of the frames, such as 1%, 0% mends.\n"
                        + "A killed node is dead for ever; its links lose carrier, unless it dies silently and its peers have to find out.",
                this::fault).completing(this::following));
    }

    private List<String> following(List<String> said) {
        return switch (said.size()) {
            case 0 -> List.of("link", "node");
            case 1 -> said.getFirst().equals("link") ? scene.names().ports() : scene.names().nodes();
            case 2 -> said.getFirst().equals("link") ? OF_LINKS : List.of("kill");
            case 3 -> switch (said.get(2)) {
                case "down" -> List.of("for");
                case "kill" -> List.of("silent");
                default -> List.of();
            };
            case 4 -> said.get(2).equals("loss") || said.get(2).equals("corruption") ? List.of("for") : List.of();
            default -> List.of();
        };
    }

    private Reply fault(Words words) {
        return words.oneOf(List.of("link", "node")).equals("link") ? link(words) : node(words);
    }

    private Reply link(Words words) {
        List<Link> links = scene.names().links(words.next("a port, such as leaf1:eth1"));
        Reply reply = switch (words.oneOf(OF_LINKS)) {
            case "down" -> down(links, words);
            case "up" -> up(links, words);
            case "loss" -> share(links, words, "loses", scene.session().fabric()::loss);
            default -> share(links, words, "damages", scene.session().fabric()::corruption);
        };
        scene.time().settle();
        return reply;
    }

    /** The end of a fault, if it has one, and nothing behind it. */
    private OptionalLong end(Words words) {
        OptionalLong end = OptionalLong.empty();
        if (words.hasMore()) {
            words.oneOf(List.of("for"));
            end = OptionalLong.of(scene.time().in(words.next("a time, such as 5ms", Quantity.DURATION::parse)));
        }
        words.end();
        return end;
    }

    private Reply down(List<Link> links, Words words) {
        OptionalLong end = end(words);
        VirtualFabric fabric = scene.session().fabric();
        for (Link link : links) {
            fabric.linkDown(link.id(), scene.time().now());
            end.ifPresent(at -> fabric.linkUp(link.id(), at));
        }
        return told(links, "has no carrier" + until(end));
    }

    private Reply up(List<Link> links, Words words) {
        words.end();
        for (Link link : links) {
            scene.session().fabric().linkUp(link.id(), scene.time().now());
        }
        return told(links, "is mended");
    }

    /** A fault of a share of a link's frames. */
    private interface Impairing {
        void order(int link, double probability, long time);
    }

    private Reply share(List<Link> links, Words words, String verb, Impairing fault) {
        long share = words.next("a share, such as 1%", Quantity.SHARE::parse);
        OptionalLong end = end(words);
        for (Link link : links) {
            fault.order(link.id(), share / BILLION, scene.time().now());
            end.ifPresent(at -> fault.order(link.id(), 0, at));
        }
        return told(links, verb + " " + Quantity.SHARE.print(share) + " of the frames" + until(end));
    }

    private static String until(OptionalLong end) {
        return end.isPresent() ? " until " + VirtualTime.exact(end.getAsLong()) : "";
    }

    private static Reply told(List<Link> links, String what) {
        return Reply.done(links.stream().map(l -> l + " " + what + "\n").collect(Collectors.joining()));
    }

    private Reply node(Words words) {
        TopologyNode node = scene.names().living(words.next("a node"));
        words.oneOf(List.of("kill"));
        boolean silent = words.take("silent");
        words.end();
        scene.session().fabric().kill(node.id(), scene.time().now(), silent);
        scene.time().settle();
        return Reply.done(node.name() + " is dead" + (silent ? ", and nobody has been told" : "") + "\n");
    }
}
