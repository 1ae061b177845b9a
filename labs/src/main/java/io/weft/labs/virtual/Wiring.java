package io.weft.labs.virtual;

import io.weft.labs.virtual.FabricPlan.Connection;
import io.weft.labs.virtual.FabricPlan.Station;
import io.weft.pipeline.packet.PacketPool;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a plan's sites and links. The order in which it makes them is the order of events at equal times: node by node, first the node's own
 * sources as {@link Site} lists them, then the links that end at its ports, by port.
 */
final class Wiring {
    private final FabricPlan plan;
    private final EventQueue queue;
    private final List<Site> sites = new ArrayList<>();
    private final Link[] directions;

    Wiring(FabricPlan plan, EventQueue queue, PacketPool pool) {
        this.plan = plan;
        this.queue = queue;
        directions = new Link[2 * plan.links().size()];
        for (Station station : plan.nodes()) {
            var site = new Site(queue, pool, station.place(), plan.controlDelay());
            sites.add(site);
            for (int port = 0; port < station.place().ports().size(); port++) {
                endAt(site, port);
            }
        }
        for (int l = 0; l < plan.links().size(); l++) {
            Connection link = plan.links().get(l);
            sites.get(link.node()).wire(link.port(), directions[2 * l]);
            sites.get(link.peer()).wire(link.peerPort(), directions[2 * l + 1]);
        }
    }

    /** Makes the direction that ends at this port, if a link does. */
    private void endAt(Site site, int port) {
        int node = site.place().index();
        for (int l = 0; l < plan.links().size(); l++) {
            Connection link = plan.links().get(l);
            if (link.peer() == node && link.peerPort() == port) {
                directions[2 * l] = direction(2 * l, name(link.node(), link.port()), site, port, link);
            }
            if (link.node() == node && link.port() == port) {
                directions[2 * l + 1] = direction(2 * l + 1, name(link.peer(), link.peerPort()), site, port, link);
            }
        }
    }

    private Link direction(int direction, String from, Site to, int port, Connection link) {
        String name = from + ">" + name(to.place().index(), port);
        return new Link(queue, direction, name, link.delay(), link.mtu(), to, port, plan.seed());
    }

    private String name(int node, int port) {
        NodeFactory.Place place = plan.nodes().get(node).place();
        return place.name() + ":" + place.ports().get(port);
    }

    List<Site> sites() {
        return List.copyOf(sites);
    }

    List<Link> directions() {
        return List.of(directions);
    }

    List<Cable> cables() {
        List<Cable> cables = new ArrayList<>();
        for (int l = 0; l < plan.links().size(); l++) {
            Connection link = plan.links().get(l);
            cables.add(new Cable(directions[2 * l], directions[2 * l + 1], sites.get(link.node()), link.port(), sites.get(link.peer()),
                    link.peerPort()));
        }
        return List.copyOf(cables);
    }
}
