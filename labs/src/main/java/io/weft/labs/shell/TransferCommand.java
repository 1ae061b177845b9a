package io.weft.labs.shell;

import io.weft.daemon.config.Quantity;
import io.weft.labs.engine.LabSession;
import io.weft.labs.engine.Transfer;
import io.weft.labs.file.At;
import io.weft.labs.file.Family;
import io.weft.labs.file.Flow;
import io.weft.labs.topology.Role;
import io.weft.labs.topology.TopologyNode;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** {@code transfer}: one RDMA WRITE more. */
final class TransferCommand {
    /** The longest that a person can order: 16 GiB. */
    private static final long LONGEST = 16L << 30;

    private final Scene scene;
    private int ordered;

    TransferCommand(Scene scene) {
        this.scene = scene;
    }

    List<Command> commands() {
        return List.of(Command
                .of("transfer", List.of("transfer HOST HOST SIZE [ipv6]"), "writes memory from host to host by RDMA: transfer h1 h5 16MiB",
                        "Starts now; 'until complete ID' waits for it, with the id that is answered.", this::transfer)
                .completing(said -> said.size() < 2 ? scene.session().lab().hosts() : said.size() == 3 ? List.of("ipv6") : List.of()));
    }

    private Reply transfer(Words words) {
        TopologyNode from = host(words.next("the host to write from"));
        TopologyNode to = host(words.next("the host to write to"));
        long bytes = words.next("a size, such as 16MiB", TransferCommand::size);
        boolean v6 = words.take("ipv6");
        words.end();
        if (from.id() == to.id()) {
            throw new Refusal("a transfer goes from one host to another");
        }
        scene.names().address(from.name(), v6);
        scene.names().address(to.name(), v6);
        String id = newId();
        Flow flow = new Flow(id, id, from.name(), to.name(), bytes, 1, At.ZERO, v6 ? Family.IPV6 : Family.IPV4, OptionalLong.empty());
        Transfer transfer = scene.session().transfers().add(flow);
        scene.session().transfers().start(scene.session().fabric(), transfer, scene.time().now());
        return Reply.done(id + " has begun\n");
    }

    private String newId() {
        String id = "shell-" + ++ordered;
        return scene.session().transfers().all().stream().anyMatch(t -> t.flow().id().equals(id)) ? newId() : id;
    }

    private static long size(String word) {
        long bytes = Quantity.SIZE.parse(word);
        if (bytes < 1 || bytes > LONGEST) {
            throw new IllegalArgumentException("'" + word + "' is not a size from 1 byte to 16 GiB");
        }
        return bytes;
    }

    private TopologyNode host(String name) {
        TopologyNode node = scene.names().living(name);
        if (node.role() != Role.NIC) {
            throw Refusal.unknown("a host", name, scene.session().lab().hosts());
        }
        return node;
    }

    static boolean hasEnded(Transfer transfer) {
        return transfer.state() == Transfer.State.COMPLETE || transfer.state() == Transfer.State.FAILED;
    }

    /** A line for each. */
    static String table(LabSession session, List<Transfer> transfers) {
        StringBuilder lines = new StringBuilder();
        for (Transfer transfer : transfers) {
            Flow flow = transfer.flow();
            String size = transfer.isEndless() ? "endless" : Quantity.SIZE.print(flow.bytes());
            lines.append(
                    String.format(Locale.ROOT, "%-18s %-16s %10s  %s\n", flow.id(), flow.from() + " " + flow.to(), size, state(session, transfer)));
        }
        return lines.toString();
    }

    private static String state(LabSession session, Transfer transfer) {
        return switch (transfer.state()) {
            case WAITING -> "waiting";
            case RUNNING -> "running since " + VirtualTime.exact(transfer.start());
            case FAILED -> transfer.error();
            case COMPLETE -> {
                long time = transfer.completionTime().orElseThrow();
                String memory = session.transfers().memoryIsEqual(session.fabric(), transfer) ? "memory equal" : "memory DIFFERS";
                yield String.format(Locale.ROOT, "complete in %s, %.2f Gbit/s, %d resent, %s", VirtualTime.rounded(time),
                        transfer.flow().bytes() * 8e3 / time,
                        transfer.retransmissions(), memory);
            }
        };
    }
}
