package io.weft.labs.shell;

import io.weft.daemon.config.Nearest;
import java.util.Collection;

/** A line that cannot be done as it was said. The message is for the person who said it; nothing was changed. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message);
    }

    /** {@code word} stands where one of {@code possible} should. */
    static Refusal unknown(String what, String word, Collection<String> possible) {
        String nearest = Nearest.to(word, possible).map(n -> "; did you mean '" + n + "'?").orElse("");
        return new Refusal("'" + word + "' is not " + what + ": possible is " + String.join(", ", possible) + nearest);
    }
}
