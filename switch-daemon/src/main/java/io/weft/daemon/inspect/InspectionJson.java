package io.weft.daemon.inspect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.daemon.inspect.BgpSession.Kind;
import java.util.Locale;

/** An inspection for programs: keys keep their names and meaning while {@code version} stays; new ones may come. */
public final class InspectionJson {
    private static final int VERSION = 1;

    private InspectionJson() {
    }

    public static String print(Inspection inspection) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("version", VERSION).put("frames", inspection.frames()).put("bytes", inspection.bytes())
                .put("duration_ns", inspection.duration()).put("cut", inspection.cut()).put("malformed", inspection.malformedFrames());
        ObjectNode reasons = root.putObject("malformed_by_reason");
        inspection.malformed().forEach((reason, count) -> reasons.put(reason.name(), count));
        root.put("wrong_checksums", inspection.wrongChecksums());
        roce(root.putObject("roce"), inspection.roce());
        pauses(root.putObject("pfc"), inspection.pauses());
        bgp(root.putObject("bgp"), inspection.bgp());
        return root.toPrettyString();
    }

    private static void roce(ObjectNode to, RoceSummary roce) {
        to.put("packets", roce.packets()).put("icrc_ok", roce.icrcOk()).put("icrc_bad", roce.icrcBad()).put("icrc_unknown", roce.icrcUnknown());
        ObjectNode opcodes = to.putObject("opcodes");
        roce.opcodes().forEach((opcode, count) -> opcodes.put(String.format(Locale.ROOT, "0x%02x", opcode.code()), count));
        to.put("naks", roce.total(QueuePairFlow::naks)).put("rnr_naks", roce.total(QueuePairFlow::rnrNaks))
                .put("cnps", roce.total(QueuePairFlow::cnps)).put("ce_marked", roce.ceMarked()).put("psn_gaps", roce.total(QueuePairFlow::gaps))
                .put("retransmissions", roce.total(QueuePairFlow::retransmissions)).put("unlisted_packets", roce.unlistedPackets());
        var pairs = to.putArray("queue_pairs");
        for (QueuePairFlow flow : roce.flows()) {
            QueuePairFlow.Key key = flow.key();
            pairs.addObject().put("port", key.port()).put("source", key.source().toString()).put("source_port", key.sourcePort())
                    .put("destination", key.destination().toString()).put("dest_qp", key.destQp()).put("packets", flow.packets())
                    .put("payload_bytes", flow.payloadBytes()).put("acks", flow.acks()).put("naks", flow.naks()).put("rnr_naks", flow.rnrNaks())
                    .put("cnps", flow.cnps()).put("psn_gaps", flow.gaps()).put("psns_missing", flow.missing())
                    .put("retransmissions", flow.retransmissions());
        }
    }

    private static void pauses(ObjectNode to, PauseSummary pauses) {
        to.put("frames", pauses.frames());
        ObjectNode byPriority = to.putObject("by_priority");
        for (int priority = 0; priority < PauseSummary.PRIORITIES; priority++) {
            if (pauses.pauses(priority) + pauses.resumes(priority) > 0) {
                byPriority.putObject(Integer.toString(priority)).put("pauses", pauses.pauses(priority)).put("resumes", pauses.resumes(priority));
            }
        }
    }

    private static void bgp(ObjectNode to, BgpSummary bgp) {
        ObjectNode all = to.putObject("messages");
        for (Kind kind : Kind.values()) {
            all.put(name(kind), bgp.messages(kind));
        }
        to.put("unlisted_segments", bgp.unlistedSegments());
        var sessions = to.putArray("sessions");
        for (BgpSession session : bgp.sessions()) {
            ObjectNode node = sessions.addObject();
            node.putArray("between").add(session.key().lower().toString()).add(session.key().upper().toString());
            ObjectNode messages = node.putObject("messages");
            for (Kind kind : Kind.values()) {
                messages.put(name(kind), session.messages(kind));
            }
            node.put("undecodable", session.undecodable());
            var remarks = node.putArray("remarks");
            session.remarks().forEach(remarks::add);
        }
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
