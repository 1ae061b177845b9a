package io.weft.labs.check;

import io.weft.bgp.address.IpAddress;
import io.weft.daemon.config.Located;
import io.weft.daemon.node.RoutedNode;
import io.weft.labs.engine.LabSession;
import io.weft.labs.topology.Link;
import io.weft.labs.topology.TopologyNode;
import io.weft.pipeline.table.NextHop;
import io.weft.pipeline.table.NextHopGroups;
import io.weft.pipeline.table.RouteAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Walks every way that a packet may take, hash by hash, through the FIBs as they are: each must end at the host that has the address. Changes
 * nothing and sends nothing.
 */
final class Reachability {
    private static final int DEFAULT_VRF = 0;

    private enum Way {
        UNKNOWN, ON_THE_WAY, GOOD, BAD
    }

    private final LabSession session;
    private final int[][] peers;

    Reachability(LabSession session) {
        this.session = session;
        this.peers = new int[session.lab().topology().nodes().size()][];
        for (TopologyNode node : session.lab().topology().nodes()) {
            peers[node.id()] = new int[node.ports().size()];
            Arrays.fill(peers[node.id()], -1);
        }
        for (Link link : session.lab().topology().links()) {
            peers[link.a().node()][link.a().port()] = link.b().node();
            peers[link.b().node()][link.b().port()] = link.a().node();
        }
    }

    /** The pairs that have a way that ends badly, as {@code h1 to h5 (10.1.3.1): no route on spine1}. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        for (TopologyNode to : session.lab().topology().hosts()) {
            for (Located<IpAddress> address : session.lab().config(to).rdma().orElseThrow().addresses()) {
                brokenTo(to, address.value(), broken);
            }
        }
        return broken;
    }

    private void brokenTo(TopologyNode to, IpAddress address, List<String> broken) {
        Way[] ways = new Way[peers.length];
        Arrays.fill(ways, Way.UNKNOWN);
        String[] reasons = new String[peers.length];
        Arrays.fill(reasons, "");
        for (TopologyNode from : session.lab().topology().hosts()) {
            if (from.id() != to.id() && walk(from.id(), to.id(), address, ways, reasons) != Way.GOOD) {
                broken.add(from.name() + " to " + to.name() + " (" + address + "): " + reasons[from.id()]);
            }
        }
    }

    private Way walk(int at, int to, IpAddress address, Way[] ways, String[] reasons) {
        if (ways[at] == Way.ON_THE_WAY) {
            reasons[at] = "a loop at " + name(at);
            return Way.BAD;
        }
        if (ways[at] != Way.UNKNOWN) {
            return ways[at];
        }
        ways[at] = Way.ON_THE_WAY;
        reasons[at] = fault(at, to, address, ways, reasons);
        ways[at] = reasons[at].isEmpty() ? Way.GOOD : Way.BAD;
        return ways[at];
    }

    /** Empty if every way from here is good. */
    private String fault(int at, int to, IpAddress address, Way[] ways, String[] reasons) {
        if (session.fabric().isDead(at)) {
            return name(at) + " is dead";
        }
        RoutedNode node = session.node(at);
        int group = switch (address) {
            case IpAddress.V4(int bits) -> node.pipeline().tables().ipv4().lookup(DEFAULT_VRF, bits);
            case IpAddress.V6(long high, long low) -> node.pipeline().tables().ipv6().lookup(DEFAULT_VRF, high, low);
        };
        if (group == NextHopGroups.NO_ROUTE) {
            return "no route on " + name(at);
        }
        return switch (node.pipeline().tables().groups().action(group)) {
            case RouteAction.Local _ -> at == to ? "" : name(at) + " takes it for its own";
            case RouteAction.Blackhole _ -> "discarded on " + name(at);
            case RouteAction.Forward(List<NextHop> members) -> {
                boolean any = false;
                for (NextHop member : members) {
                    if (node.pipeline().port(member.port()).isUp()) {
                        any = true;
                        int next = peers[at][member.port()];
                        if (next < 0 || walk(next, to, address, ways, reasons) != Way.GOOD) {
                            yield next < 0 ? "a port of " + name(at) + " leads nowhere" : reasons[next];
                        }
                    }
                }
                yield any ? "" : "no port is up on " + name(at);
            }
        };
    }

    private String name(int node) {
        return session.lab().topology().nodes().get(node).name();
    }
}
