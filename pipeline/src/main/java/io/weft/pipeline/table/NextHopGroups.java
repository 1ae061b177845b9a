package io.weft.pipeline.table;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sets of next hops that routes share: equal sets are one group, counted by how many routes hold it. A packet's member is chosen by its hash
 * among the usable ones: those whose port is up and whose neighbour is resolved; if none is resolved, those whose port is up, so that the drop
 * asks for resolution. A port that goes down takes its members out of every group at once, without waiting for the control plane.
 *
 * <p>The choice is ⌊hash · n / 2³²⌋: flows are spread over n members, and most move when n changes. Full at {@code capacity} groups, or when the
 * neighbour table is: {@link #hold} answers {@link #NO_ROUTE}.
 */
public final class NextHopGroups implements Table {
    /** No group: what a FIB answers where it has no prefix. */
    public static final int NO_ROUTE = 0;
    /** The destination is this node. */
    public static final int LOCAL = 1;
    /** Discard. */
    public static final int BLACKHOLE = 2;
    private static final int FIRST = 3;

    /** Members are neighbour rows, in the order of {@code nextHops}; the first {@code usableCount} of {@code usable} may be chosen. */
    private static final class Group {
        private final List<NextHop> nextHops;
        private final int[] members;
        private final int[] usable;
        private int usableCount;
        private int holds;

        Group(List<NextHop> nextHops, int[] members) {
            this.nextHops = nextHops;
            this.members = members;
            this.usable = new int[members.length];
        }
    }

    private static final Group NOBODY = new Group(List.of(), new int[0]);

    private final NeighborTable neighbors;
    private final boolean[] portUp;
    private final int capacity;
    private final Map<List<NextHop>, Integer> numbers = new LinkedHashMap<>();
    private Group[] groups = {NOBODY, NOBODY, NOBODY, NOBODY};
    private int last = FIRST - 1;

    /** Ports 0 … {@code ports - 1} are up at first. */
    public NextHopGroups(NeighborTable neighbors, int ports, int capacity) {
        this.neighbors = neighbors;
        this.capacity = capacity;
        this.portUp = new boolean[ports];
        Arrays.fill(portUp, true);
        neighbors.listener(this::refreshHoldersOf);
    }

    /** The neighbour row for a packet with this hash, or {@link NeighborTable#NONE} if the group has no usable member. */
    public int choose(int group, int hash) {
        Group chosen = groups[group];
        int count = chosen.usableCount;
        return count == 0 ? NeighborTable.NONE : chosen.usable[(int) ((hash & 0xffffffffL) * count >>> 32)];
    }

    /** The number of the group of exactly these next hops, held once more, or {@link #NO_ROUTE} if there is no room for it. */
    public int hold(RouteAction.Forward forward) {
        Integer known = numbers.get(forward.nextHops());
        if (known != null) {
            groups[known].holds++;
            return known;
        }
        if (numbers.size() == capacity) {
            return NO_ROUTE;
        }
        int[] rows = new int[forward.nextHops().size()];
        for (int i = 0; i < rows.length; i++) {
            NextHop nextHop = forward.nextHops().get(i);
            if (nextHop.port() < 0 || nextHop.port() >= portUp.length) {
                throw new IllegalArgumentException("next hop by port " + nextHop.port() + " of " + portUp.length);
            }
            rows[i] = neighbors.hold(nextHop);
            if (rows[i] == NeighborTable.NONE) {
                dropRows(rows, i);
                return NO_ROUTE;
            }
        }
        int number = freeNumber();
        groups[number] = new Group(forward.nextHops(), rows);
        groups[number].holds = 1;
        numbers.put(forward.nextHops(), number);
        refresh(groups[number]);
        return number;
    }

    private int freeNumber() {
        for (int number = FIRST; number <= last; number++) {
            if (groups[number] == NOBODY) {
                return number;
            }
        }
        if (++last == groups.length) {
            int old = groups.length;
            groups = Arrays.copyOf(groups, old * 2);
            Arrays.fill(groups, old, groups.length, NOBODY);
        }
        return last;
    }

    /** One route less holds the group; without any it is gone. The special groups are never gone. */
    public void drop(int number) {
        if (number < FIRST || --groups[number].holds > 0) {
            return;
        }
        Group group = groups[number];
        groups[number] = NOBODY;
        numbers.remove(group.nextHops);
        dropRows(group.members, group.members.length);
    }

    private void dropRows(int[] rows, int count) {
        for (int i = 0; i < count; i++) {
            neighbors.drop(rows[i]);
        }
    }

    /** The port has gained or lost carrier: its members come back or go, in every group. */
    public void port(int port, boolean up) {
        portUp[port] = up;
        for (int number = FIRST; number <= last; number++) {
            refresh(groups[number]);
        }
    }

    private void refreshHoldersOf(int row) {
        for (int number = FIRST; number <= last; number++) {
            for (int member : groups[number].members) {
                if (member == row) {
                    refresh(groups[number]);
                }
            }
        }
    }

    private void refresh(Group group) {
        group.usableCount = 0;
        for (int member : group.members) {
            if (portUp[neighbors.port(member)] && (neighbors.isResolved(member) || neighbors.isOnLink(member))) {
                group.usable[group.usableCount++] = member;
            }
        }
        if (group.usableCount > 0) {
            return;
        }
        for (int member : group.members) {
            if (portUp[neighbors.port(member)]) {
                group.usable[group.usableCount++] = member;
            }
        }
    }

    /** What the route of this group does. Not for {@link #NO_ROUTE}. */
    public RouteAction action(int number) {
        return switch (number) {
            case NO_ROUTE -> throw new IllegalArgumentException("no route");
            case LOCAL -> RouteAction.LOCAL;
            case BLACKHOLE -> RouteAction.BLACKHOLE;
            default -> new RouteAction.Forward(groups[number].nextHops);
        };
    }

    /** Members that packets are sent to now. */
    public int usable(int number) {
        return groups[number].usableCount;
    }

    /** Groups that exist, the special ones not counted. */
    public int count() {
        return numbers.size();
    }

    @Override
    public Schema schema() {
        List<Field> key = List.of(Field.exact("group", 32, Format.NUMBER), Field.exact("bucket", 16, Format.NUMBER));
        Action setNeighbor = new Action("set_neighbor",
                List.of(Field.parameter("port", 16, Format.NUMBER), Field.parameter("neighbor", 32, Format.NUMBER)));
        return new Schema("next_hop_group", key, List.of(setNeighbor), false, capacity);
    }

    /** Groups that exist: what {@code capacity} bounds. */
    @Override
    public int size() {
        return count();
    }

    /** One entry a usable member; handle: group · 2¹⁶ + bucket. */
    @Override
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int number = FIRST; number <= last; number++) {
            for (int bucket = 0; bucket < groups[number].usableCount; bucket++) {
                int row = groups[number].usable[bucket];
                entries.add(new Entry((long) number << 16 | bucket, 0, List.of(Match.exact(number), Match.exact(bucket)), "set_neighbor",
                        List.of(BigInteger.valueOf(neighbors.port(row)), BigInteger.valueOf(row))));
            }
        }
        return entries;
    }
}
