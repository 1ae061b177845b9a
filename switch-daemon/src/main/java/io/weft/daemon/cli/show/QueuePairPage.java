package io.weft.daemon.cli.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.weft.nic.transport.QueuePair;
import io.weft.nic.transport.Requester;
import io.weft.nic.verbs.Gid;
import io.weft.pipeline.table.AddressText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code show qp [QPN]}: a NIC's queue pairs, with whom they talk, how far they are, and why they make no packet. */
final class QueuePairPage implements Page {
    private static List<QueuePair> asked(Question question) {
        List<QueuePair> all = new ArrayList<>();
        question.nic().queuePairs().forEach(all::add);
        if (question.argument().isEmpty()) {
            return all;
        }
        String number = question.argument().get();
        List<QueuePair> named = all.stream().filter(q -> hex(q.qpn()).equals(number) || Integer.toString(q.qpn()).equals(number)).toList();
        if (named.isEmpty()) {
            List<String> numbers = all.stream().map(q -> hex(q.qpn())).toList();
            throw new Unanswerable(
                    question.name() + " has no queue pair " + number + (numbers.isEmpty() ? "" : ": there is " + String.join(", ", numbers)),
                    numbers);
        }
        return named;
    }

    @Override
    public String text(Question question) {
        Columns columns = new Columns("QPN", "State", "Peer", "PeerQPN", "NextPSN", "UnackedPSN", "ExpectedPSN", "Pending", "Packets", "Retrans",
                "Timeouts", "NAKs",
                "Stalled");
        for (QueuePair qp : asked(question)) {
            Requester requester = qp.requester();
            columns.row(hex(qp.qpn()), qp.state(), address(qp.connection().remoteGid()), hex(qp.connection().remoteQpn()), requester.nextPsn(),
                    requester.unacknowledgedPsn(), qp.responder().expectedPsn(), requester.pending(), requester.packetsMade(),
                    requester.retransmitted(),
                    requester.timeouts(), requester.sequenceNaks() + requester.rnrNaks(), qp.stalled(question.now()).words());
        }
        return columns.text();
    }

    private static String hex(int qpn) {
        return String.format(Locale.ROOT, "0x%06x", qpn);
    }

    private static String address(Gid gid) {
        return gid.isIpv4() ? AddressText.ipv4(gid.ipv4()) : AddressText.ipv6(gid.high(), gid.low());
    }

    @Override
    public JsonNode json(Question question) {
        ArrayNode root = JsonNodeFactory.instance.arrayNode();
        for (QueuePair qp : asked(question)) {
            Requester requester = qp.requester();
            var stalled = qp.stalled(question.now());
            root.addObject().put("qpn", qp.qpn()).put("state", qp.state().name()).put("peer", address(qp.connection().remoteGid()))
                    .put("peer_qpn", qp.connection().remoteQpn()).put("next_psn", requester.nextPsn())
                    .put("unacked_psn", requester.unacknowledgedPsn())
                    .put("expected_psn", qp.responder().expectedPsn()).put("pending", requester.pending()).put("packets", requester.packetsMade())
                    .put("retransmitted", requester.retransmitted()).put("timeouts", requester.timeouts())
                    .put("sequence_naks", requester.sequenceNaks())
                    .put("rnr_naks", requester.rnrNaks()).put("cnps", qp.cnps()).put("stalled", stalled.name())
                    .put("stalled_reason", stalled.words());
        }
        return root;
    }
}
