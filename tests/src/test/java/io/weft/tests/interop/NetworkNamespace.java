package io.weft.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A network namespace of the test's own, gone when it is closed. Needs root and iproute2. */
final class NetworkNamespace implements AutoCloseable {
    private final String name;

    NetworkNamespace(String purpose) throws IOException, InterruptedException {
        name = "weft-" + purpose + "-" + ProcessHandle.current().pid();
        run(List.of("ip", "netns", "add", name));
        ip("link", "set", "lo", "up");
    }

    String name() {
        return name;
    }

    /** Runs {@code ip} in the namespace; it must succeed. */
    void ip(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip", "-n", name));
        command.addAll(List.of(arguments));
        run(command);
    }

    /** A program that runs in the namespace when it is started. */
    ProcessBuilder program(String... command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name));
        all.addAll(List.of(command));
        return new ProcessBuilder(all);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run(List.of("ip", "netns", "del", name));
    }
}
