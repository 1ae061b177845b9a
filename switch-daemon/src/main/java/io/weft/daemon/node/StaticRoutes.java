package io.weft.daemon.node;

import io.weft.bgp.BgpSpeaker;
import io.weft.bgp.InterfaceAddress;
import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.bgp.policy.RouteSource;
import io.weft.daemon.config.StaticRoute;
import io.weft.daemon.host.RouteInstaller;
import io.weft.daemon.host.RouteInstaller.Source;
import io.weft.pipeline.table.NextHop;
import io.weft.pipeline.table.RouteAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The routes that the configuration itself gives, as far as their ports are up: connected subnets and static routes. */
final class StaticRoutes {
    private final NodeProfile profile;
    private final RouteInstaller routes;
    private final Optional<BgpSpeaker> bgp;
    /** Per port: the subnets on it, while it is up. */
    private final List<List<InterfaceAddress>> connected = new ArrayList<>();
    /** Per port: the router that announces itself there, or the unspecified address. */
    private final IpAddress.V6[] routers;
    private final boolean[] up;

    StaticRoutes(NodeProfile profile, RouteInstaller routes, Optional<BgpSpeaker> bgp) {
        this.profile = profile;
        this.routes = routes;
        this.bgp = bgp;
        this.routers = new IpAddress.V6[profile.ports().size()];
        this.up = new boolean[routers.length];
        for (int i = 0; i < routers.length; i++) {
            routers[i] = IpAddress.V6.ANY;
            connected.add(List.of());
        }
    }

    void start(long now) {
        refresh(now);
    }

    void linkUp(int port, List<InterfaceAddress> addresses, long now) {
        up[port] = true;
        connected.set(port, addresses);
        for (InterfaceAddress address : addresses) {
            routes.set(address.subnet(), Source.CONNECTED, new RouteAction.Forward(List.of(NextHop.onLink(port))));
            bgp.ifPresent(b -> b.originate(address.subnet(), RouteSource.CONNECTED, now));
        }
        refresh(now);
    }

    void linkDown(int port, long now) {
        up[port] = false;
        routers[port] = IpAddress.V6.ANY;
        for (InterfaceAddress address : connected.get(port)) {
            routes.remove(address.subnet(), Source.CONNECTED);
            bgp.ifPresent(b -> b.withdraw(address.subnet(), RouteSource.CONNECTED, now));
        }
        connected.set(port, List.of());
        refresh(now);
    }

    void routerSeen(int port, IpAddress.V6 linkLocal, long now) {
        routers[port] = linkLocal;
        refresh(now);
    }

    void routerLost(int port, long now) {
        routers[port] = IpAddress.V6.ANY;
        refresh(now);
    }

    /** Every static route anew: there are few. */
    private void refresh(long now) {
        for (StaticRoute route : profile.config().staticRoutes()) {
            Optional<RouteAction> action = action(route);
            if (action.isPresent()) {
                routes.set(route.prefix(), Source.STATIC, action.get());
                bgp.ifPresent(b -> b.originate(route.prefix(), RouteSource.STATIC, now));
            } else {
                routes.remove(route.prefix(), Source.STATIC);
                bgp.ifPresent(b -> b.withdraw(route.prefix(), RouteSource.STATIC, now));
            }
        }
    }

    private Optional<RouteAction> action(StaticRoute route) {
        List<NextHop> members = new ArrayList<>();
        for (StaticRoute.NextHop nextHop : route.nextHops()) {
            switch (nextHop) {
                case StaticRoute.NextHop.Blackhole() -> {
                    return Optional.of(RouteAction.BLACKHOLE);
                }
                case StaticRoute.NextHop.Address(IpAddress address) -> portTo(address).ifPresent(p -> members.add(BgpOutput.nextHop(p, address)));
                case StaticRoute.NextHop.LinkLocal(IpAddress.V6 address, String name) -> {
                    if (up[profile.port(name)]) {
                        members.add(BgpOutput.nextHop(profile.port(name), address));
                    }
                }
                case StaticRoute.NextHop.Port(String name) -> {
                    int port = profile.port(name);
                    if (!routers[port].equals(IpAddress.V6.ANY)) {
                        members.add(BgpOutput.nextHop(port, routers[port]));
                    }
                }
            }
        }
        return members.isEmpty() ? Optional.empty() : Optional.of(new RouteAction.Forward(members));
    }

    private Optional<Integer> portTo(IpAddress address) {
        for (int port = 0; port < up.length; port++) {
            for (InterfaceAddress own : connected.get(port)) {
                Prefix subnet = own.subnet();
                if (subnet.contains(address)) {
                    return Optional.of(port);
                }
            }
        }
        return Optional.empty();
    }
}
