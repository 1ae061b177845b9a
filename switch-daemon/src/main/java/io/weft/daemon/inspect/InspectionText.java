package io.weft.daemon.inspect;

import io.weft.daemon.inspect.BgpSession.Kind;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An inspection for people. What did not occur is not mentioned. */
public final class InspectionText {
    private static final int MOST_LINES = 40;

    private final StringBuilder text = new StringBuilder();

    private InspectionText() {
    }

    public static String print(Inspection inspection) {
        var out = new InspectionText();
        out.frames(inspection);
        out.roce(inspection.roce());
        out.pauses(inspection.pauses());
        out.bgp(inspection.bgp());
        return out.text.toString();
    }

    private void frames(Inspection inspection) {
        line("%d frames, %d bytes, over %.6f s", inspection.frames(), inspection.bytes(), inspection.duration() / 1e9);
        line("%d malformed", inspection.malformedFrames());
        inspection.malformed().forEach((reason, count) -> line("  %-24s %8d  %s", reason, count, reason.words()));
        lineIf(inspection.cut(), "%d cut in capturing: their checksums and ICRC are not verified", inspection.cut());
        lineIf(inspection.wrongChecksums(), "%d with a wrong Internet checksum (usual where a host leaves it to its network card)",
                inspection.wrongChecksums());
    }

    private void roce(RoceSummary roce) {
        if (roce.packets() == 0) {
            return;
        }
        line("");
        line("RoCEv2: %d packets, ICRC right in %d, wrong in %d", roce.packets(), roce.icrcOk(), roce.icrcBad());
        roce.opcodes().forEach((opcode, count) -> line("  0x%02x %-36s %8d", opcode.code(), opcode.words(), count));
        lineIf(roce.ceMarked(), "  %d marked congestion experienced", roce.ceMarked());
        line("  %-48s %8s %12s %6s %6s %6s %6s %6s %6s", "to a queue pair", "packets", "payload", "ACK", "NAK", "RNR", "CNP", "gaps", "again");
        roce.flows().stream().limit(MOST_LINES).forEach(flow -> {
            QueuePairFlow.Key key = flow.key();
            String name = (key.port().isEmpty() ? "" : key.port() + " ") + key.source() + ":" + key.sourcePort() + " > " + key.destination()
                    + " QP 0x" + Integer.toHexString(key.destQp());
            line("  %-48s %8d %12d %6d %6d %6d %6d %6d %6d", name, flow.packets(), flow.payloadBytes(), flow.acks(), flow.naks(), flow.rnrNaks(),
                    flow.cnps(), flow.gaps(), flow.retransmissions());
        });
        more(roce.flows().size(), "queue pairs");
        lineIf(roce.unlistedPackets(), "  %d packets belong to still other queue pairs", roce.unlistedPackets());
    }

    private void pauses(PauseSummary pauses) {
        if (pauses.frames() == 0) {
            return;
        }
        line("");
        line("PFC: %d frames", pauses.frames());
        for (int priority = 0; priority < PauseSummary.PRIORITIES; priority++) {
            if (pauses.pauses(priority) + pauses.resumes(priority) > 0) {
                line("  priority %d: %d pauses, %d resumes", priority, pauses.pauses(priority), pauses.resumes(priority));
            }
        }
    }

    private void bgp(BgpSummary bgp) {
        if (bgp.sessions().isEmpty()) {
            return;
        }
        line("");
        line("BGP: %s", Stream.of(Kind.values()).map(k -> bgp.messages(k) + " " + name(k)).collect(Collectors.joining(", ")));
        bgp.sessions().stream().limit(MOST_LINES).forEach(session -> {
            line("  %s and %s: %s", session.key().lower(), session.key().upper(),
                    Stream.of(Kind.values()).map(k -> session.messages(k) + " " + name(k)).collect(Collectors.joining(", ")));
            session.remarks().forEach(remark -> line("    %s", remark));
        });
        more(bgp.sessions().size(), "sessions");
        lineIf(bgp.unlistedSegments(), "  %d segments belong to still other sessions", bgp.unlistedSegments());
    }

    private void more(int count, String what) {
        lineIf(Math.max(0, count - MOST_LINES), "  and %d more %s: --json lists them", count - MOST_LINES, what);
    }

    private static String name(Kind kind) {
        return kind.name().replace('_', '-');
    }

    private void lineIf(long count, String format, Object... values) {
        if (count > 0) {
            line(format, values);
        }
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
