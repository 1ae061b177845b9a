package io.weft.labs.engine;

import io.weft.daemon.node.NodeListener;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Knows whether the control plane is at rest: every configured BGP session Established, and no UPDATE sent or received and no FIB written for
 * a while. A node that has been killed no longer counts.
 */
final class Convergence {
    private final List<TreeSet<String>> missing = new ArrayList<>();
    private int missingSessions;
    private long lastChange;

    /** Watches the next node; {@code sessions} are the keys of its configured neighbours. */
    NodeListener watch(List<String> sessions) {
        TreeSet<String> down = new TreeSet<>(sessions);
        missing.add(down);
        missingSessions += down.size();
        return new NodeListener() {
            @Override
            public void session(String peer, boolean established, String reason, long now) {
                missingSessions -= down.size();
                boolean changed = established ? down.remove(peer) : down.add(peer);
                missingSessions += down.size();
                if (changed) {
                    lastChange = now;
                }
            }

            @Override
            public void routing(long now) {
                lastChange = now;
            }
        };
    }

    boolean everySessionIsUp() {
        return missingSessions == 0;
    }

    /** When a session, a route or the FIB last changed anywhere. */
    long lastChange() {
        return lastChange;
    }

    /** The sessions of one node that are not Established, by their keys. */
    List<String> missing(int node) {
        return List.copyOf(missing.get(node));
    }
}
