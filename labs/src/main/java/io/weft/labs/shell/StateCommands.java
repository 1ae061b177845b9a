package io.weft.labs.shell;

import io.weft.daemon.config.BgpConfig;
import io.weft.daemon.config.Quantity;
import io.weft.labs.check.CheckResult;
import io.weft.labs.engine.LabRun.Ending;
import io.weft.labs.engine.LabSession;
import io.weft.labs.engine.Transfer;
import io.weft.labs.file.LinkSettings;
import io.weft.labs.report.RunReport;
import io.weft.labs.topology.TopologyNode;
import io.weft.labs.virtual.Link;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code status}, {@code nodes}, {@code links}, {@code transfers}, {@code checks}: the lab as it is now. Nothing changes. */
final class StateCommands {
    private final Scene scene;
    private final CaptureCommand captures;

    StateCommands(Scene scene, CaptureCommand captures) {
        this.scene = scene;
        this.captures = captures;
    }

    List<Command> commands() {
        return List.of(
                Command.of("status", List.of("status"), "says what time it is and how the lab is", "", words -> shown(words, status())),
                Command.of("nodes", List.of("nodes"), "lists the nodes", "", words -> shown(words, nodes())),
                Command.of("links", List.of("links"), "lists the links and what they have carried", "", words -> shown(words, links())),
                Command.of("transfers", List.of("transfers"), "lists the transfers, the workload's and your own", "",
                        words -> shown(words, transfers())),
                Command.of("checks", List.of("checks"), "holds the lab's checks against it as it is now",
                        "If one does not hold, that is a failure. Before 'start' the checks of transfers cannot hold.", this::checks));
    }

    private static Reply shown(Words words, String text) {
        words.end();
        return Reply.done(text);
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values) + "\n";
    }

    private String status() {
        LabSession session = scene.session();
        List<Transfer> all = session.transfers().all();
        String transfers = Arrays.stream(Transfer.State.values())
                .map(s -> all.stream().filter(t -> t.state() == s).count() + " " + s.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        StringBuilder out = new StringBuilder();
        out.append(line("time      %s since the start", VirtualTime.exact(scene.time().now())));
        session.zero().ifPresent(zero -> out.append(line("t = 0     at %s, when the fabric had converged", VirtualTime.exact(zero))));
        out.append(line("workload  %s: %s", scene.time().isStarted() ? "started" : "not started", transfers));
        out.append(line("drops     %,d frames of transfers", session.drops().total()));
        List<String> missing = session.missingSessions();
        out.append(missing.isEmpty()
                ? "sessions  every BGP session is Established\n"
                : missing.stream().map(m -> "missing   " + m + "\n").collect(Collectors.joining()));
        out.append(captures.running());
        return out.append(line("so far    %,d events, %,d frames, fingerprint %s", session.fabric().events(), session.fabric().transmissions(),
                session.fabric().fingerprint())).toString();
    }

    private String nodes() {
        StringBuilder out = new StringBuilder(line("%-12s %-8s %5s %10s  %s", "node", "role", "ports", "sessions", "addresses"));
        LabSession session = scene.session();
        List<String> missing = session.missingSessions();
        for (TopologyNode node : session.lab().topology().nodes()) {
            boolean dead = session.fabric().isDead(node.id());
            int configured = session.lab().config(node).bgp().map(BgpConfig::neighbors).map(List::size).orElse(0);
            long down = missing.stream().filter(m -> m.startsWith(node.name() + " ")).count();
            String addresses = session.lab().config(node).loopback().stream().map(a -> a.address().toString()).collect(Collectors.joining(" "));
            out.append(line("%-12s %-8s %5d %10s  %s", node.name(), node.role().name().toLowerCase(Locale.ROOT), node.ports().size(),
                    dead ? "dead" : configured - down + "/" + configured, addresses));
        }
        return out.toString();
    }

    private String links() {
        StringBuilder out = new StringBuilder(
                line("%-28s %6s %6s %6s %-5s %12s %12s %8s %8s", "link", "speed", "delay", "mtu", "state", "frames >", "< frames",
                        "lost >", "< lost"));
        for (io.weft.labs.topology.Link link : scene.session().lab().topology().links()) {
            LinkSettings settings = scene.session().lab().settings(link);
            Link forth = scene.session().fabric().directions().get(2 * link.id());
            Link back = scene.session().fabric().directions().get(2 * link.id() + 1);
            out.append(line("%-28s %6s %6s %6d %-5s %,12d %,12d %,8d %,8d", link, Quantity.RATE.print(settings.speed().value()),
                    Quantity.DURATION.print(settings.delay().value()), settings.mtu().value(), forth.isUp() ? "up" : "down",
                    forth.counters().sentFrames(),
                    back.counters().sentFrames(), forth.counters().lostFrames(), back.counters().lostFrames()));
        }
        return out.toString();
    }

    private String transfers() {
        return TransferCommand.table(scene.session(), scene.session().transfers().all());
    }

    private Reply checks(Words words) {
        words.end();
        List<CheckResult> results = new RunReport(scene.session(), Ending.DONE).checks();
        StringBuilder out = new StringBuilder();
        for (CheckResult check : results) {
            out.append(line("%s %s", check.passed() ? "ok    " : "FAILED", check.name()));
            if (!check.passed()) {
                out.append(line("         expected: %s", check.expected())).append(line("         seen:     %s", check.seen()));
            }
        }
        long held = results.stream().filter(CheckResult::passed).count();
        out.append(line("%d of %d checks hold", held, results.size()));
        return held == results.size() ? Reply.done(out.toString()) : Reply.failed(out.toString());
    }
}
