package io.weft.pipeline.table;

/**
 * The one door by which routes come and go: keeps FIBs and next-hop groups in step. A route that finds a table full is refused as a whole: false,
 * and nothing has changed.
 */
public final class Routes {
    private final Ipv4Fib ipv4;
    private final Ipv6Fib ipv6;
    private final NextHopGroups groups;

    public Routes(Ipv4Fib ipv4, Ipv6Fib ipv6, NextHopGroups groups) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
        this.groups = groups;
    }

    /** Sets what happens to packets for the prefix, replacing what was said before. */
    public boolean setIpv4(int vrf, int address, int length, RouteAction action) {
        int group = hold(action);
        int before = ipv4.get(vrf, address, length);
        return settle(group != NextHopGroups.NO_ROUTE && ipv4.add(vrf, address, length, group), group, before);
    }

    /** Sets what happens to packets for the prefix, replacing what was said before. */
    public boolean setIpv6(int vrf, long high, long low, int length, RouteAction action) {
        int group = hold(action);
        int before = ipv6.get(vrf, high, low, length);
        return settle(group != NextHopGroups.NO_ROUTE && ipv6.add(vrf, high, low, length, group), group, before);
    }

    private boolean settle(boolean done, int group, int before) {
        groups.drop(done ? before : group);
        return done;
    }

    private int hold(RouteAction action) {
        return switch (action) {
            case RouteAction.Forward forward -> groups.hold(forward);
            case RouteAction.Local _ -> NextHopGroups.LOCAL;
            case RouteAction.Blackhole _ -> NextHopGroups.BLACKHOLE;
        };
    }

    /** False if the prefix was not there. */
    public boolean removeIpv4(int vrf, int address, int length) {
        int before = ipv4.get(vrf, address, length);
        groups.drop(before);
        return ipv4.remove(vrf, address, length);
    }

    /** False if the prefix was not there. */
    public boolean removeIpv6(int vrf, long high, long low, int length) {
        int before = ipv6.get(vrf, high, low, length);
        groups.drop(before);
        return ipv6.remove(vrf, high, low, length);
    }
}
