package io.weft.tests;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs of the machine. Where it is missing, the test is left out with a reason that {@code ./weft test} lists at its end; with
 * {@code WEFT_REQUIRE} set, as in CI, that is a failure.
 */
public final class Requires {
    private Requires() {
    }

    /** The program in PATH. */
    public static Path tool(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> {
                    that(false, "needs " + name + " in PATH");
                    return Path.of(name);
                });
    }

    /** Root, which network namespaces and packet sockets need. */
    public static void root() {
        that("root".equals(System.getProperty("user.name")), "needs root");
    }

    /** Any other condition; {@code otherwise} says what is missing, as in "needs /dev/net/tun". */
    public static void that(boolean holds, String otherwise) {
        if (System.getenv().getOrDefault("WEFT_REQUIRE", "").isEmpty()) {
            Assumptions.assumeTrue(holds, otherwise);
        } else {
            Assertions.assertTrue(holds, otherwise);
        }
    }
}
