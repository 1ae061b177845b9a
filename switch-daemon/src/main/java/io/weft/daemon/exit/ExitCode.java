package io.weft.daemon.exit;

import java.nio.file.FileSystemException;

/** What the shell is told; scripts rely on these numbers. 130 is Ctrl-C's, as every shell has it. */
public final class ExitCode {
    /** Everything held. */
    public static final int HELD = 0;
    /** A check failed, or Weft itself did. */
    public static final int FAILED = 1;
    /** The command line or a file is wrong, or there was nothing to check. */
    public static final int USAGE = 2;
    /** The environment lacks something. */
    public static final int ENVIRONMENT = 3;

    private ExitCode() {
    }

    /** The code that stands for a failure: its own if it has one, {@link #ENVIRONMENT} for a file that cannot be had, else {@link #FAILED}. */
    public static int of(Throwable failure) {
        return switch (failure) {
            case ExitCoded coded -> coded.exitCode();
            case FileSystemException _ -> ENVIRONMENT;
            default -> FAILED;
        };
    }
}
