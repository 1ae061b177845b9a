package io.weft.labs.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.daemon.config.Quantity;
import io.weft.labs.check.CheckResult;
import io.weft.labs.engine.LabRun.Ending;
import io.weft.labs.engine.LabSession;
import io.weft.labs.engine.Transfer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a person reads at the end of a run. */
public final class Summary {
    private static final int FLOWS_SHOWN = 8;
    private static final int LINKS_SHOWN = 8;
    private static final double MICROSECOND = 1e6;

    private final RunReport report;
    private final LabSession session;
    private final StringBuilder out = new StringBuilder();

    private Summary(RunReport report) {
        this.report = report;
        this.session = report.session();
    }

    /** Ends with a line feed. */
    public static String of(RunReport report) {
        return new Summary(report).text();
    }

    private String text() {
        line("%s (seed %d)", session.lab().file().title(), session.lab().file().seed());
        if (session.zero().isPresent()) {
            long zero = session.zero().getAsLong();
            line("converged after %s; t = 0 is at %s, the end %s later", time(session.settled()), time(zero), time(session.fabric().now() - zero));
        }
        flows();
        links();
        drops();
        line("");
        for (CheckResult check : report.checks()) {
            check(check);
        }
        ending();
        line("fingerprint %s   %,d frames on %d links, %,d events", session.fabric().fingerprint(), session.fabric().transmissions(),
                session.lab().topology().links().size(), session.fabric().events());
        return out.toString();
    }

    private void flows() {
        List<Transfer> all = new ArrayList<>(session.transfers().all());
        if (all.isEmpty()) {
            return;
        }
        all.sort(Comparator.comparingLong((Transfer t) -> t.completionTime().orElse(Long.MAX_VALUE)).reversed());
        line("");
        line("%-18s %-16s %14s %14s %10s %8s", "flow", "from to", "bytes", "completion", "Gbit/s", "resent");
        for (Transfer transfer : all.subList(0, Math.min(FLOWS_SHOWN, all.size()))) {
            long bytes = transfer.isEndless() ? transfer.completedBytes() : transfer.flow().bytes();
            String fct = transfer.completionTime().isPresent() ? time(transfer.completionTime().getAsLong()) : word(transfer);
            String rate = transfer.completionTime().isPresent()
                    ? String.format(Locale.ROOT, "%.2f", bytes * 8e3 / transfer.completionTime().getAsLong())
                    : "";
            line("%-18s %-16s %,14d %14s %10s %8d", transfer.flow().id(), transfer.flow().from() + " " + transfer.flow().to(), bytes, fct, rate,
                    transfer.retransmissions());
        }
        long complete = all.stream().filter(t -> t.state() == Transfer.State.COMPLETE).count();
        if (all.size() > FLOWS_SHOWN) {
            line("… the slowest %d of %d", FLOWS_SHOWN, all.size());
        }
        line("%d of %d flows complete", complete, all.size());
    }

    private static String word(Transfer transfer) {
        return transfer.error().isEmpty() ? transfer.state().name().toLowerCase(Locale.ROOT) : transfer.error();
    }

    private record Direction(String name, long frames, long bytes, long lost) {
    }

    private void links() {
        List<Direction> directions = new ArrayList<>();
        for (JsonNode link : report.json().get("links")) {
            for (Iterator<Map.Entry<String, JsonNode>> ends = link.properties().iterator(); ends.hasNext();) {
                Map.Entry<String, JsonNode> end = ends.next();
                directions.add(new Direction(end.getKey(), end.getValue().get("sent_frames").asLong(), end.getValue().get("sent_bytes").asLong(),
                        end.getValue().get("lost_frames").asLong()));
            }
        }
        directions.sort(Comparator.comparingLong(Direction::bytes).reversed());
        line("");
        line("%-24s %14s %18s %10s", "sent by", "frames", "bytes", "lost");
        for (Direction direction : directions.subList(0, Math.min(LINKS_SHOWN, directions.size()))) {
            line("%-24s %,14d %,18d %,10d", direction.name, direction.frames, direction.bytes, direction.lost);
        }
        if (directions.size() > LINKS_SHOWN) {
            line("… the busiest %d of %d link directions; --json has all", LINKS_SHOWN, directions.size());
        }
    }

    private void drops() {
        line("");
        JsonNode byReason = report.json().get("drops_by_reason");
        if (byReason.isEmpty()) {
            line("no frame of the workload was dropped");
            return;
        }
        line("%-24s %14s", "dropped for", "frames");
        byReason.properties().forEach(reason -> line("%-24s %,14d", reason.getKey(), reason.getValue().asLong()));
    }

    private void check(CheckResult check) {
        line("%s %s", check.passed() ? "ok    " : "FAILED", check.name());
        if (!check.passed()) {
            line("         expected: %s", check.expected());
            line("         seen:     %s", check.seen());
        }
        if (!check.sentence().isEmpty()) {
            line("         %s", check.sentence());
        }
    }

    private void ending() {
        line("");
        Ending ending = report.ending();
        switch (ending) {
            case DONE -> line("%d of %d checks hold", report.checks().stream().filter(CheckResult::passed).count(), report.checks().size());
            case NOT_CONVERGED -> line("the fabric did not converge; no transfer was started");
            case OUT_OF_TIME -> line("the transfers did not end within 60 s; give the lab an 'until' if that is meant");
            case INTERRUPTED -> line("interrupted: this is what there is");
        }
    }

    /** In the unit that leaves at least one digit before the point; µs have three behind it. */
    private static String time(long ps) {
        return ps >= 1_000_000_000L
                ? String.format(Locale.ROOT, "%.3f ms", ps / (MICROSECOND * 1000))
                : ps >= 1_000_000L ? String.format(Locale.ROOT, "%.3f us", ps / MICROSECOND) : Quantity.DURATION.print(ps);
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
