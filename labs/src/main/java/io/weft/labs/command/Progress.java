package io.weft.labs.command;

import io.weft.labs.engine.LabSession;
import java.io.PrintWriter;
import java.util.Locale;

/** How far a run is, on a terminal, a few times a second of the wall clock; nothing elsewhere. */
final class Progress implements AutoCloseable {
    private static final int EVENTS_BETWEEN_LOOKS = 1 << 14;
    private static final long NANOSECONDS_BETWEEN_LINES = 200_000_000L;
    private static final double MILLISECOND = 1e9;

    private final LabSession session;
    private final PrintWriter out;
    private final boolean terminal;
    private int events;
    private long nextLine;

    private Progress(LabSession session, PrintWriter out, boolean terminal) {
        this.session = session;
        this.out = out;
        this.terminal = terminal;
    }

    static Progress of(LabSession session, PrintWriter out) {
        return new Progress(session, out, System.console() != null && System.console().isTerminal());
    }

    /** One event has passed. */
    void event() {
        if (terminal && (++events & EVENTS_BETWEEN_LOOKS - 1) == 0 && System.nanoTime() - nextLine > 0) {
            nextLine = System.nanoTime() + NANOSECONDS_BETWEEN_LINES;
            int all = session.transfers().all().size();
            out.print(String.format(Locale.ROOT, "\r\033[K%.3f ms, %,d events, %d of %d transfers done", session.fabric().now() / MILLISECOND,
                    session.fabric().events(), all - session.transfers().pending(), all));
            out.flush();
        }
    }

    @Override
    public void close() {
        if (terminal) {
            out.print("\r\033[K");
            out.flush();
        }
    }
}
