package io.weft.tests;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the repository's files are, from wherever a test is started. */
public final class Repository {
    private Repository() {
    }

    /** The folder that holds {@code weft} and {@code pom.xml}. */
    public static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("tests/data"))) {
                return at;
            }
        }
        throw new IllegalStateException("no tests/data above the working directory");
    }

    /** A file or folder of {@code tests/data}. */
    public static Path data(String name) {
        return root().resolve("tests/data").resolve(name);
    }
}
