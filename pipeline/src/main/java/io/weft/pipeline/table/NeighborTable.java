package io.weft.pipeline.table;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * (port, address) to MAC address: what ARP and neighbour discovery have learned, and the next hops that routes wait for. A neighbour has a row
 * from when it is resolved or first held by a next-hop group, until it is neither; {@code Packet.nextHop()} is a row. IPv4 addresses are mapped,
 * as in {@link NextHop}. Full at {@code capacity} rows: {@link #set} answers false, {@link #hold} answers {@link #NONE}.
 */
public final class NeighborTable implements Table {
    /** No neighbour. */
    public static final int NONE = KeyRows.NONE;
    private static final int ADDRESS_BITS = 128;

    /** Hears that a row has gained or lost its MAC address. */
    interface Listener {
        void resolutionChanged(int row);
    }

    private final KeyRows neighbors;
    private int[] holds = new int[8];
    private Listener listener = row -> {
    };

    public NeighborTable(int capacity) {
        neighbors = new KeyRows(capacity);
    }

    void listener(Listener listener) {
        this.listener = listener;
    }

    /** Learns that {@code address} on {@code port} has this MAC address, which is not 0. False if the table is full. */
    public boolean set(int port, long high, long low, long mac) {
        if (mac == 0) {
            throw new IllegalArgumentException("00:00:00:00:00:00 is nobody's MAC address");
        }
        int row = neighbors.find(port, high, low, ADDRESS_BITS);
        if (row == NONE) {
            row = add(port, high, low, mac);
            return row != NONE;
        }
        boolean wasResolved = isResolved(row);
        neighbors.value(row, mac);
        if (!wasResolved) {
            listener.resolutionChanged(row);
        }
        return true;
    }

    public boolean setIpv4(int port, int address, long mac) {
        return set(port, 0, NextHop.mapped(address), mac);
    }

    /** Forgets the MAC address; false if it was not known. */
    public boolean remove(int port, long high, long low) {
        int row = neighbors.find(port, high, low, ADDRESS_BITS);
        if (row == NONE || !isResolved(row)) {
            return false;
        }
        neighbors.value(row, 0);
        if (holds[row] == 0) {
            neighbors.remove(row);
        } else {
            listener.resolutionChanged(row);
        }
        return true;
    }

    public boolean removeIpv4(int port, int address) {
        return remove(port, 0, NextHop.mapped(address));
    }

    /** The row of the address, resolved or not, or {@link #NONE}. */
    public int find(int port, long high, long low) {
        return neighbors.find(port, high, low, ADDRESS_BITS);
    }

    /** The row of the next hop, kept at least until {@link #drop}; {@link #NONE} if the table is full. */
    int hold(NextHop nextHop) {
        int row = find(nextHop.port(), nextHop.high(), nextHop.low());
        if (row == NONE) {
            row = add(nextHop.port(), nextHop.high(), nextHop.low(), 0);
        }
        if (row != NONE) {
            holds[row]++;
        }
        return row;
    }

    void drop(int row) {
        if (--holds[row] == 0 && !isResolved(row)) {
            neighbors.remove(row);
        }
    }

    private int add(int port, long high, long low, long mac) {
        int row = neighbors.add(port, high, low, ADDRESS_BITS, mac);
        if (row >= holds.length) {
            holds = Arrays.copyOf(holds, row * 2);
        }
        return row;
    }

    /** 0 while not resolved. */
    public long mac(int row) {
        return neighbors.value(row);
    }

    public boolean isResolved(int row) {
        return neighbors.value(row) != 0;
    }

    public int port(int row) {
        return neighbors.scope(row);
    }

    /** True if the row stands for "the destination itself"; it is never resolved. */
    public boolean isOnLink(int row) {
        return (neighbors.high(row) | neighbors.low(row)) == 0;
    }

    public NextHop nextHop(int row) {
        return new NextHop(neighbors.scope(row), neighbors.high(row), neighbors.low(row));
    }

    /** Next hops that groups wait for and nobody has resolved: an agent should ask for them. */
    public List<NextHop> unresolved() {
        List<NextHop> wanted = new ArrayList<>();
        for (int row = 1; row <= neighbors.last(); row++) {
            if (neighbors.isUsed(row) && !isResolved(row) && !isOnLink(row)) {
                wanted.add(nextHop(row));
            }
        }
        return wanted;
    }

    @Override
    public Schema schema() {
        List<Field> key = List.of(Field.exact("port", 16, Format.NUMBER), Field.exact("address", ADDRESS_BITS, Format.IPV6_ADDRESS));
        Action setMac = new Action("set_destination_mac", List.of(Field.parameter("mac", 48, Format.MAC_ADDRESS)));
        return new Schema("neighbor", key, List.of(setMac, new Action("unresolved", List.of()), new Action("use_destination", List.of())), false,
                neighbors.capacity());
    }

    @Override
    public int size() {
        return neighbors.count();
    }

    @Override
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int row = 1; row <= neighbors.last(); row++) {
            if (neighbors.isUsed(row)) {
                List<Match> match = List.of(Match.exact(neighbors.scope(row)),
                        new Match.Exact(Table.unsigned(neighbors.high(row), neighbors.low(row))));
                entries.add(isResolved(row)
                        ? new Entry(row, 0, match, "set_destination_mac", List.of(BigInteger.valueOf(mac(row))))
                        : new Entry(row, 0, match, isOnLink(row) ? "use_destination" : "unresolved", List.of()));
            }
        }
        return entries;
    }
}
