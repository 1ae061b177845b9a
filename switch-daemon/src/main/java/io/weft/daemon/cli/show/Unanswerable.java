package io.weft.daemon.cli.show;

import java.util.List;

/** The command is right, but this node has not got what it asks for. */
final class Unanswerable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String why;
    private final transient List<String> candidates;

    /** {@code candidates}: what could have stood for the argument. */
    Unanswerable(String message, List<String> candidates) {
        super(message);
        this.why = message;
        this.candidates = candidates;
    }

    Unanswerable(String message) {
        this(message, List.of());
    }

    String why() {
        return why;
    }

    List<String> candidates() {
        return candidates;
    }
}
