package io.weft.tests.build;

import io.weft.tests.Repository;
import io.weft.tests.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A copy of {@code ./weft} in a folder of its own, among modules that hold one source each, with a home, JDKs and a Maven that only say that
 * they were called. Its PATH holds nothing but what the script may rely on.
 */
final class Clone {
    /** What every POSIX system has, and the two of which one is needed to fetch and to verify. */
    private static final List<String> COMMANDS = List.of("sh", "awk", "cat", "cp", "dirname", "find", "gzip", "head", "mkdir", "mv", "readlink", "rm",
            "rmdir", "sed", "sleep", "sort", "tar", "uname", "curl", "sha256sum");
    private static final List<String> MODULES = List.of("pipeline", "bgp-speaker", "nic-emulator", "switch-daemon", "labs");

    final Path root;
    final Path home;
    final Map<String, String> environment = new TreeMap<>();
    private final Path bin;

    Clone(Path folder) throws IOException {
        root = Files.createDirectories(folder.resolve("a clone"));
        home = Files.createDirectories(folder.resolve("home"));
        bin = Files.createDirectories(folder.resolve("bin"));
        for (String command : COMMANDS) {
            executable(bin.resolve(command), "exec " + Requires.tool(command) + " \"$@\"\n");
        }
        Files.copy(Repository.root().resolve("weft"), root.resolve("weft"));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        for (String module : MODULES) {
            Files.createDirectories(root.resolve(module).resolve("src/main/java"));
            Files.createDirectories(root.resolve(module).resolve("src/test/java"));
            Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>");
            Files.writeString(source(module), "class A {}");
        }
        environment.put("PATH", bin.toString());
        environment.put("HOME", home.toString());
        environment.put("WEFT_JVM_FOLDERS", "");
        environment.put("WEFT_JDK_URL", "http://127.0.0.1:9/nothing-listens-here");
        maven("""
                mkdir busy || { echo "two builds at once"; exit 1; }
                sleep 0.3
                mkdir -p labs/target/lib
                echo jar > labs/target/lib/pipeline.jar
                echo jar > labs/target/labs-1.jar
                rmdir busy
                """);
    }

    Path source(String module) {
        return root.resolve(module).resolve("src/main/java/A.java");
    }

    /** Replaces what {@code mvn} does; each call's arguments are kept for {@link #mavenCalls}. */
    void maven(String script) throws IOException {
        executable(bin.resolve("mvn"), "printf '%s\\n' \"$JAVA_HOME $*\" >>mvn.calls\n" + script);
    }

    List<String> mavenCalls() throws IOException {
        Path calls = root.resolve("mvn.calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    void remove(String command) throws IOException {
        Files.delete(bin.resolve(command));
    }

    /** Puts a command into PATH that is another file. */
    void link(String command, Path target) throws IOException {
        Files.createSymbolicLink(bin.resolve(command), target);
    }

    /** A folder that looks like a JDK; its {@code java} prints its own folder and its last arguments, and exits with 0. */
    static Path jdk(Path folder, String version) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(folder.resolve("bin/javac"), "");
        executable(folder.resolve("bin/java"), """
                while [ "$1" != io.weft.daemon.cli.Weft ]; do shift; done
                shift
                case $* in --help) exit ;; esac
                printf 'ran in %s:' "${0%/bin/java}"
                printf ' <%s>' "$@"
                echo
                case $1 in exit) exit "$2" ;; esac
                """);
        return folder;
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What one call of {@code ./weft} printed and returned. */
    record Outcome(int exitCode, String out, String err) {
    }

    Outcome weft(String... arguments) throws IOException, InterruptedException {
        return start(arguments).end();
    }

    Call start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(root.resolve("weft").toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(home, "out", "");
        Path err = Files.createTempFile(home, "err", "");
        var builder = new ProcessBuilder(command).directory(home.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Call(builder.start(), out, err);
    }

    record Call(Process process, Path out, Path err) {
        Outcome end() throws IOException, InterruptedException {
            int code = process.waitFor();
            return new Outcome(code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
        }
    }
}
