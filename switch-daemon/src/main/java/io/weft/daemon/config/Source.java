package io.weft.daemon.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A text with the name that messages call it by. Lines and columns count from 1. */
public record Source(String name, String text) {
    /** Reads a file as UTF-8; a file that cannot be read is a {@link ConfigException} like any other. */
    public static Source of(Path file) {
        try {
            return new Source(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file", e);
        } catch (MalformedInputException e) {
            throw unreadable(file, "it is not UTF-8 text", e);
        } catch (IOException e) {
            throw unreadable(file, "it cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static ConfigException unreadable(Path file, String why, IOException cause) {
        ConfigException problem = new ConfigException(new Source(file.toString(), "").start(), why);
        problem.initCause(cause);
        return problem;
    }

    /** The first character. */
    public Origin start() {
        return new Origin(this, 1, 1, 1);
    }

    /** The text of a line without its end; empty beyond the last. */
    String line(int number) {
        List<String> lines = text.lines().skip(number - 1L).limit(1).toList();
        return lines.isEmpty() ? "" : lines.getFirst();
    }

    /** The name stands for the text, which may be long. */
    @Override
    public String toString() {
        return name;
    }
}
