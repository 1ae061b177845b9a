package io.weft.labs.shell;

import io.weft.bgp.address.IpAddress;
import io.weft.daemon.host.ProbeEvents.Outcome;
import io.weft.labs.engine.NodeListeners;
import java.util.Optional;
import java.util.TreeMap;

/** Hears what the nodes have to tell, and keeps what a command waits for. */
final class Ears implements NodeListeners.Everything {
    /** What became of a probe; {@code roundTrip} in ps. */
    record Probed(Outcome outcome, IpAddress from, long roundTrip) {
    }

    /** A session that came ({@code reason} is empty) or went. */
    record SessionChange(int node, String peer, boolean established, String reason, long at) {
        static final SessionChange NONE = new SessionChange(-1, "", false, "", 0);
    }

    private final TreeMap<Integer, Probed> probed = new TreeMap<>();
    private int watched = -1;
    private SessionChange change = SessionChange.NONE;

    /** The outcome of a probe, once; empty as long as it is under way. */
    Optional<Probed> takeOutcome(int identifier) {
        return Optional.ofNullable(probed.remove(identifier));
    }

    boolean hasOutcome(int identifier) {
        return probed.containsKey(identifier);
    }

    /** Waits for the next change of a session of {@code node}. */
    void awaitSession(int node) {
        watched = node;
        change = SessionChange.NONE;
    }

    /** The first change since then, or {@link SessionChange#NONE}. */
    SessionChange change() {
        return change;
    }

    @Override
    public void session(int node, String peer, boolean established, String reason, long now) {
        if (node == watched && change == SessionChange.NONE) {
            change = new SessionChange(node, peer, established, reason, now);
        }
    }

    @Override
    public void probed(int node, int identifier, Outcome outcome, IpAddress from, long roundTrip) {
        probed.put(identifier, new Probed(outcome, from, roundTrip));
    }
}
