package io.weft.daemon.exit;

/** A failure that a person can act on: its message says what is wrong, where, and what to do, and is all that is shown of it. */
public interface ExitCoded {
    /** One of {@link ExitCode}'s numbers. */
    int exitCode();
}
