package io.weft.labs.file;

import io.weft.daemon.config.Form;
import io.weft.daemon.config.Keys;
import io.weft.daemon.config.Located;
import io.weft.daemon.config.Quantity;
import io.weft.daemon.config.Section;
import io.weft.labs.file.Fault.Corruption;
import io.weft.labs.file.Fault.Kill;
import io.weft.labs.file.Fault.LinkDown;
import io.weft.labs.file.Fault.LinkLoss;
import io.weft.labs.file.Fault.SlowReceiver;
import io.weft.labs.file.Fault.Storm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code faults}: each has a moment, a link or a node, and one thing that goes wrong with it. */
final class FaultReader {
    private static final List<String> OF_LINKS = List.of("down", "loss", "corruption");
    private static final List<String> OF_NODES = List.of("kill", "storm", "slow-receiver");
    private static final Keys FAULT = Keys.of("faults[]", "at", "link", "node", "down", "loss", "corruption", "for", "kill", "storm",
            "slow-receiver");
    private static final Keys STORM = Keys.of("faults[].storm", "priority");
    static final List<Keys> KEYS = List.of(FAULT, STORM);

    private static final Form<Long> SPAN = Form.atLeast(1, Quantity.DURATION);

    private FaultReader() {
    }

    static List<Fault> read(Section lab) {
        List<Fault> faults = new ArrayList<>();
        for (Section item : lab.items("faults", FAULT)) {
            At at = item.require("at", At::parse, At.ZERO);
            if (item.has("link") == item.has("node")) {
                item.problems().add(item.origin(), item.name() + " needs a link or a node" + (item.has("link") ? ", not both" : ""));
                continue;
            }
            (item.has("link") ? ofLink(item, at) : ofNode(item, at)).ifPresent(faults::add);
        }
        return faults;
    }

    private static Optional<Fault> ofLink(Section item, At at) {
        Optional<Located<LinkPattern>> link = item.located("link", LinkPattern::parse);
        Optional<String> kind = WorkloadReader.kind(item, OF_LINKS);
        long span = item.get("for", SPAN, Fault.FOREVER);
        if (item.has("for") && item.has("down")) {
            item.problems().add(item.originOf("for"), item.name() + ": 'down' says itself for how long");
        }
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        String key = kind.get();
        Form<Long> downFor = text -> text.equals("true") || text.equals("on") ? Fault.FOREVER : SPAN.read(text);
        Optional<Long> amount = item.get(key, key.equals("down") ? downFor : Quantity.SHARE::parse);
        if (link.isEmpty() || amount.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(switch (key) {
            case "down" -> new LinkDown(at, link.get(), amount.get(), item.origin());
            case "loss" -> new LinkLoss(at, link.get(), amount.get(), span, item.origin());
            default -> new Corruption(at, link.get(), amount.get(), span, item.origin());
        });
    }

    private static Optional<Fault> ofNode(Section item, At at) {
        Optional<Located<String>> node = item.located("node", Form.WORD);
        Optional<String> kind = WorkloadReader.kind(item, OF_NODES);
        if (node.isEmpty() || kind.isEmpty()) {
            return Optional.empty();
        }
        return switch (kind.get()) {
            case "kill" -> item.get("kill", Form.oneOf("true", "silent")).map(how -> new Kill(at, node.get(), how.equals("silent"), item.origin()));
            case "storm" ->
                Optional.of(new Storm(at, node.get(), Math.toIntExact(item.section("storm", STORM).require("priority", Form.number(0, 7), 0L)),
                        item.origin()));
            default -> item.get("slow-receiver", Quantity.RATE::parse).map(rate -> new SlowReceiver(at, node.get(), rate, item.origin()));
        };
    }
}
