package io.weft.daemon.cli.show;

import java.util.Optional;

/** What comes of a command. */
public sealed interface Answer {
    /** Lines, each with its line feed; none if there is nothing to show. */
    record Text(String text) implements Answer {
    }

    /** Why there is no answer, in one line, and the command that was perhaps meant. */
    record Error(String message, Optional<String> suggestion) implements Answer {
    }
}
