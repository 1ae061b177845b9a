package io.weft.daemon.host;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import io.weft.pipeline.table.RouteAction;
import io.weft.pipeline.table.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Chooses for each prefix among what this node's sources say, and keeps the FIB at that. The source that stands first in {@link Source} wins. A
 * prefix that the FIB has no room for stays here, marked as not installed: {@code show ip route} says so.
 */
public final class RouteInstaller {
    /** Where a route comes from, the most trusted first. */
    public enum Source {
        LOCAL, CONNECTED, STATIC, BGP
    }

    /** A prefix and what is done with its packets; {@code installed} is false if the FIB was full. */
    public record Route(Prefix prefix, Source source, RouteAction action, boolean installed) {
    }

    private static final int DEFAULT_VRF = 0;

    private final Routes fib;
    private final TreeMap<Prefix, TreeMap<Source, RouteAction>> candidates = new TreeMap<>();
    private final TreeMap<Prefix, Route> chosen = new TreeMap<>();
    private long refused;

    public RouteInstaller(Routes fib) {
        this.fib = fib;
    }

    /** What {@code source} says of the prefix from here on. */
    public void set(Prefix prefix, Source source, RouteAction action) {
        TreeMap<Source, RouteAction> said = candidates.computeIfAbsent(prefix, p -> new TreeMap<>());
        said.put(source, action);
        install(prefix, said.firstKey(), said.firstEntry().getValue());
    }

    /** {@code source} has no route to the prefix any more. */
    public void remove(Prefix prefix, Source source) {
        TreeMap<Source, RouteAction> said = candidates.getOrDefault(prefix, new TreeMap<>());
        said.remove(source);
        if (!said.isEmpty()) {
            install(prefix, said.firstKey(), said.firstEntry().getValue());
            return;
        }
        candidates.remove(prefix);
        Route before = chosen.remove(prefix);
        if (before != null && before.installed()) {
            withdraw(prefix);
        }
    }

    private void install(Prefix prefix, Source source, RouteAction action) {
        Optional<Route> before = route(prefix).filter(Route::installed);
        boolean unchanged = before.map(b -> b.action().equals(action)).orElse(false);
        boolean installed = unchanged || write(prefix, action);
        if (!installed) {
            refused++;
            if (before.isPresent()) {
                // What stands in the FIB is no longer true; no route is better than a wrong one.
                withdraw(prefix);
            }
        }
        chosen.put(prefix, new Route(prefix, source, action, installed));
    }

    private boolean write(Prefix prefix, RouteAction action) {
        return switch (prefix.address()) {
            case IpAddress.V4(int bits) -> fib.setIpv4(DEFAULT_VRF, bits, prefix.length(), action);
            case IpAddress.V6(long high, long low) -> fib.setIpv6(DEFAULT_VRF, high, low, prefix.length(), action);
        };
    }

    private void withdraw(Prefix prefix) {
        switch (prefix.address()) {
            case IpAddress.V4(int bits) -> fib.removeIpv4(DEFAULT_VRF, bits, prefix.length());
            case IpAddress.V6(long high, long low) -> fib.removeIpv6(DEFAULT_VRF, high, low, prefix.length());
        }
    }

    /** In the order of the prefixes, IPv4 first. */
    public List<Route> routes() {
        return List.copyOf(chosen.values());
    }

    public Optional<Route> route(Prefix prefix) {
        return Optional.ofNullable(chosen.get(prefix));
    }

    /** The routes that cover an address, the longest prefix last. */
    public List<Route> covering(IpAddress address) {
        List<Route> covering = new ArrayList<>();
        int most = address instanceof IpAddress.V4 ? 32 : 128;
        for (int length = 0; length <= most; length++) {
            route(new Prefix(address, length)).ifPresent(covering::add);
        }
        return covering;
    }

    /** How often the FIB had no room. */
    public long refused() {
        return refused;
    }
}
