package io.weft.labs.bench;

import io.weft.daemon.exit.ExitCode;
import io.weft.daemon.exit.ExitCoded;

/** A benchmark needs something that is not here. */
final class NotHere extends RuntimeException implements ExitCoded {
    private static final long serialVersionUID = 1;

    NotHere(String message) {
        super(message);
    }

    @Override
    public int exitCode() {
        return ExitCode.ENVIRONMENT;
    }
}
