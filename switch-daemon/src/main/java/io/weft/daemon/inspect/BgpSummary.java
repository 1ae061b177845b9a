package io.weft.daemon.inspect;

import io.weft.daemon.inspect.Content.TcpSegment;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The BGP of a capture, a session a pair of addresses. */
public final class BgpSummary {
    /** RFC 4271 §8: the port of BGP. */
    static final int PORT = 179;
    /** Sessions beyond are counted in {@link #unlistedSegments} alone. */
    static final int MOST_SESSIONS = 1 << 14;

    private final SortedMap<BgpSession.Key, BgpSession> sessions = new TreeMap<>();
    private long unlistedSegments;

    void add(TcpSegment segment) {
        if (segment.source().port() != PORT && segment.destination().port() != PORT) {
            return;
        }
        BgpSession.Key key = BgpSession.Key.of(segment.source().address(), segment.destination().address());
        BgpSession session = sessions.get(key);
        if (session == null && sessions.size() < MOST_SESSIONS) {
            session = new BgpSession(key);
            sessions.put(key, session);
        }
        if (session == null) {
            unlistedSegments++;
        } else {
            session.add(segment);
        }
    }

    /** In the order of their addresses. */
    public Collection<BgpSession> sessions() {
        return Collections.unmodifiableCollection(sessions.values());
    }

    public long unlistedSegments() {
        return unlistedSegments;
    }

    /** Messages of one kind over all sessions. */
    public long messages(BgpSession.Kind kind) {
        return sessions.values().stream().mapToLong(session -> session.messages(kind)).sum();
    }
}
