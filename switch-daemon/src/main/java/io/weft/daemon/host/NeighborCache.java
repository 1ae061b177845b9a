package io.weft.daemon.host;

import io.weft.bgp.address.IpAddress;
import io.weft.daemon.host.Neighbor.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is at which MAC address, for one address family of one node: RFC 4861 §7.2 and §7.3, used for ARP alike. Wanted neighbours, those that
 * somebody routes by, are asked for until they answer, and asked again each time their reachability runs out; others are noted as they are
 * heard. When the cache is full, the oldest neighbour that is STALE and not wanted is told as lost and makes room; if there is none, the new one is not noted, and
 * if it was wanted it is told as lost at once. {@link #refused} counts both.
 */
final class NeighborCache {
    /** Sends one request: to {@code mac}, or to all if it is {@link Neighbor#UNKNOWN}. */
    interface Solicitor {
        void solicit(int port, IpAddress target, long mac, long now);
    }

    private static final long NEVER = Long.MAX_VALUE;

    private record Key(int port, IpAddress address) {
    }

    private static final class Entry {
        long mac = Neighbor.UNKNOWN;
        State state = State.FAILED;
        boolean wanted;
        int tries;
        long deadline = NEVER;
    }

    private final int capacity;
    private final HostTiming timing;
    private final NeighborEvents events;
    private final Solicitor solicitor;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private final boolean[] up;
    private long deadline = NEVER;
    private long refused;

    NeighborCache(int capacity, int ports, HostTiming timing, NeighborEvents events, Solicitor solicitor) {
        this.capacity = capacity;
        this.up = new boolean[ports];
        this.timing = timing;
        this.events = events;
        this.solicitor = solicitor;
    }

    /** Somebody routes by this neighbour: it is asked for unless it is known. */
    void want(int port, IpAddress address, long now) {
        Key key = new Key(port, address);
        Entry entry = entries.get(key);
        if (entry == null) {
            if (!makeRoom(now)) {
                events.neighborLost(port, address, now);
                return;
            }
            entry = new Entry();
            entries.put(key, entry);
        }
        if (!entry.wanted) {
            entry.wanted = true;
            if (entry.state == State.FAILED && up[port]) {
                ask(key, entry, State.INCOMPLETE, now);
            } else if (entry.state == State.STALE) {
                entry.deadline = now + timing.reachableTime();
            }
        }
        reschedule();
    }

    /** Nobody routes by this neighbour any more. */
    void unwant(int port, IpAddress address) {
        Key key = new Key(port, address);
        Entry entry = entries.get(key);
        if (entry != null) {
            entry.wanted = false;
            if (entry.mac == Neighbor.UNKNOWN) {
                entries.remove(key);
            }
            reschedule();
        }
    }

    /** A neighbour has named itself in a request of its own: noted, but not proof that it hears us. RFC 4861 §7.2.3. */
    void heard(int port, IpAddress address, long mac, long now) {
        Key key = new Key(port, address);
        Entry entry = entries.get(key);
        if (entry == null) {
            if (!makeRoom(now)) {
                return;
            }
            entry = new Entry();
            entries.put(key, entry);
        }
        if (entry.mac != mac) {
            become(key, entry, mac, State.STALE, now);
        }
        reschedule();
    }

    /**
     * A neighbour advertisement or an ARP reply. RFC 4861 §7.2.5. {@code mac} is {@link Neighbor#UNKNOWN} where none was given. False if the
     * neighbour is not in the cache: then nothing is noted.
     */
    boolean advertised(int port, IpAddress address, long mac, boolean solicited, boolean override, long now) {
        Key key = new Key(port, address);
        Entry entry = entries.get(key);
        if (entry == null) {
            return false;
        }
        boolean known = entry.mac != Neighbor.UNKNOWN;
        boolean other = mac != Neighbor.UNKNOWN && mac != entry.mac;
        if (!known) {
            if (mac != Neighbor.UNKNOWN) {
                become(key, entry, mac, solicited ? State.REACHABLE : State.STALE, now);
            }
        } else if (other && !override) {
            if (entry.state == State.REACHABLE) {
                become(key, entry, entry.mac, State.STALE, now);
            }
        } else if (solicited) {
            become(key, entry, other ? mac : entry.mac, State.REACHABLE, now);
        } else if (other) {
            become(key, entry, mac, State.STALE, now);
        }
        reschedule();
        return true;
    }

    private void become(Key key, Entry entry, long mac, State state, long now) {
        boolean news = entry.mac != mac;
        entry.mac = mac;
        entry.state = state;
        entry.deadline = state == State.REACHABLE || entry.wanted ? now + timing.reachableTime() : NEVER;
        if (news) {
            events.neighborResolved(key.port, key.address, mac, now);
        }
    }

    private void ask(Key key, Entry entry, State state, long now) {
        entry.state = state;
        entry.tries = 1;
        entry.deadline = now + timing.retransTimer();
        solicitor.solicit(key.port, key.address, entry.mac, now);
    }

    void linkUp(int port, long now) {
        up[port] = true;
        for (Key key : List.copyOf(entries.keySet())) {
            Entry entry = entries.get(key);
            if (entry != null && key.port == port && entry.wanted && entry.state == State.FAILED) {
                ask(key, entry, State.INCOMPLETE, now);
            }
        }
        reschedule();
    }

    /** Forgets everybody at the port; the wanted stay wanted and are asked for when the link is up again. */
    void linkDown(int port, long now) {
        up[port] = false;
        for (Key key : List.copyOf(entries.keySet())) {
            Entry entry = entries.get(key);
            if (entry == null || key.port != port) {
                continue;
            }
            boolean known = entry.mac != Neighbor.UNKNOWN;
            if (entry.wanted) {
                fail(entry, NEVER);
            } else {
                entries.remove(key);
            }
            if (known) {
                events.neighborLost(port, key.address, now);
            }
        }
        reschedule();
    }

    void onTimer(long now) {
        if (now < deadline) {
            return;
        }
        for (Key key : List.copyOf(entries.keySet())) {
            Entry entry = entries.get(key);
            if (entry != null && entry.deadline <= now) {
                expire(key, entry, now);
            }
        }
        reschedule();
    }

    private void expire(Key key, Entry entry, long now) {
        switch (entry.state) {
            case FAILED -> ask(key, entry, State.INCOMPLETE, now);
            case INCOMPLETE, PROBE -> {
                if (entry.tries < timing.tries()) {
                    entry.tries++;
                    entry.deadline = now + timing.retransTimer();
                    solicitor.solicit(key.port, key.address, entry.mac, now);
                } else {
                    giveUp(key, entry, now);
                }
            }
            case REACHABLE, STALE -> {
                if (entry.wanted) {
                    ask(key, entry, State.PROBE, now);
                } else {
                    entry.state = State.STALE;
                    entry.deadline = NEVER;
                }
            }
        }
    }

    private void giveUp(Key key, Entry entry, long now) {
        if (entry.wanted) {
            fail(entry, now + timing.retryAfter());
        } else {
            entries.remove(key);
        }
        events.neighborLost(key.port, key.address, now);
    }

    private static void fail(Entry entry, long retry) {
        entry.mac = Neighbor.UNKNOWN;
        entry.state = State.FAILED;
        entry.deadline = retry;
    }

    private boolean makeRoom(long now) {
        if (entries.size() < capacity) {
            return true;
        }
        Optional<Key> oldest = entries.entrySet().stream().filter(e -> e.getValue().state == State.STALE && !e.getValue().wanted)
                .map(Map.Entry::getKey)
                .findFirst();
        if (oldest.isEmpty()) {
            refused++;
            return false;
        }
        entries.remove(oldest.get());
        events.neighborLost(oldest.get().port, oldest.get().address, now);
        return true;
    }

    private void reschedule() {
        long earliest = NEVER;
        for (Entry entry : entries.values()) {
            earliest = Math.min(earliest, entry.deadline);
        }
        deadline = earliest;
    }

    long nextDeadline() {
        return deadline;
    }

    /** The MAC address of a neighbour, or {@link Neighbor#UNKNOWN}. */
    long mac(int port, IpAddress address) {
        Entry entry = entries.get(new Key(port, address));
        return entry == null ? Neighbor.UNKNOWN : entry.mac;
    }

    long refused() {
        return refused;
    }

    /** In the order in which they were noted. */
    List<Neighbor> neighbors() {
        return entries.entrySet().stream()
                .map(e -> new Neighbor(e.getKey().port, e.getKey().address, e.getValue().mac, e.getValue().state, e.getValue().wanted)).toList();
    }
}
