package io.weft.daemon.capture;

import io.weft.daemon.exit.ExitCode;
import io.weft.daemon.exit.ExitCoded;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A capture that cannot be read or written: which file, at which byte, what is wrong and what to do about it. */
public final class CaptureException extends RuntimeException implements ExitCoded {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CaptureException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The file's contents are not what they should be from byte {@code offset} on. */
    static CaptureException damaged(Path file, long offset, String wrong) {
        return new CaptureException(file + ": byte " + offset + ": " + wrong, ExitCode.USAGE);
    }

    static CaptureException unreadable(Path file, IOException cause) {
        String why = cause instanceof NoSuchFileException ? "there is no such file" : "cannot be read: " + cause.getMessage();
        return (CaptureException) new CaptureException(file + ": " + why, ExitCode.USAGE).initCause(cause);
    }

    static CaptureException unwritable(Path file, IOException cause) {
        String message = file + ": cannot be written: " + cause.getMessage() + "; is the folder there, and room on the disk?";
        return (CaptureException) new CaptureException(message, ExitCode.ENVIRONMENT).initCause(cause);
    }

    @Override
    public int exitCode() {
        return exitCode;
    }
}
