package io.weft.labs.shell;

/** What comes of a line: {@code text} is empty or ends with a line feed. */
public record Reply(Outcome outcome, String text) {
    /** How a line ended. */
    public enum Outcome {
        /** Answered, and what was to hold or to happen did. */
        DONE,
        /** Answered, but something did not hold or did not happen. */
        FAILED,
        /** Not understood; nothing was done. */
        MISUSED,
        /** The person wants to leave. */
        LEAVE
    }

    static Reply done(String text) {
        return new Reply(Outcome.DONE, text);
    }

    static Reply failed(String text) {
        return new Reply(Outcome.FAILED, text);
    }
}
