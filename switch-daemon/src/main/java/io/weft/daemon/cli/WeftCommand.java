package io.weft.daemon.cli;

/**
 * A command under {@code weft}, added by any module: a public class with picocli's {@code @Command}, its name inside, a public constructor
 * without parameters, and a line in {@code META-INF/services/io.weft.daemon.cli.WeftCommand}. It is a {@code Callable<Integer>} that answers
 * an {@link io.weft.daemon.exit.ExitCode}, or a mere parent of subcommands.
 */
public interface WeftCommand {
}
