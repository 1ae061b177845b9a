package io.weft.tests.labs;

import io.weft.labs.engine.LabRun;
import io.weft.labs.engine.LabSession;
import io.weft.labs.file.Lab;
import io.weft.labs.report.RunReport;
import io.weft.tests.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A lab's folder: one of the repository's, or a copy to write into. */
public record LabFolder(Path path) {
    /** Two spines, four leaves, eight hosts. */
    public static final String CLOS = "01-unnumbered-clos";
    public static final String SPINE_FAILURE = "02-spine-failure";

    public static LabFolder of(String name) {
        return new LabFolder(Repository.root().resolve("labs").resolve(name));
    }

    /** A copy of a lab of the repository, in an empty folder of {@code parent}. */
    public static LabFolder copy(String name, Path parent) {
        Path from = of(name).path;
        try (Stream<Path> files = Files.walk(from)) {
            Path to = Files.createTempDirectory(parent, "lab");
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
            return new LabFolder(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code weft lab new} makes of these options. */
    public static LabFolder generated(Path parent, String... options) {
        try {
            Path folder = Files.createTempDirectory(parent, "generated").resolve("lab");
            List<String> arguments = Stream.concat(Stream.of("lab", "new", folder.toString()), Stream.of(options)).toList();
            Command made = Command.weft(arguments.toArray(String[]::new));
            if (made.exit() != 0) {
                throw new IllegalStateException(made.toString());
            }
            return new LabFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public LabFolder write(String file, String text) {
        try {
            Files.writeString(path.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String file) {
        try {
            return Files.readString(path.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the one place where {@code before} stands in a file. */
    public LabFolder edit(String file, String before, String after) {
        String text = read(file);
        int at = text.indexOf(before);
        if (at < 0 || text.indexOf(before, at + 1) >= 0) {
            throw new IllegalArgumentException("'" + before + "' does not stand once in " + file);
        }
        return write(file, text.replace(before, after));
    }

    public LabSession session(String... settings) {
        return new LabSession(Lab.read(path, List.of(settings)));
    }

    /** A run from start to end. */
    public RunReport run(String... settings) {
        LabSession session = session(settings);
        return new RunReport(session, new LabRun(session, () -> true).toEnd());
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
