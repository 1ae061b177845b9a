package io.weft.daemon.config;

import io.weft.daemon.exit.ExitCode;
import io.weft.daemon.exit.ExitCoded;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, and everything that is wrong with it. Its message is the problems as a person should see them. */
public final class ConfigException extends RuntimeException implements ExitCoded {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public ConfigException(Origin origin, String message) {
        this(List.of(new Problem(origin, message)));
    }

    /** At least one. */
    public List<Problem> problems() {
        return problems;
    }

    @Override
    public int exitCode() {
        return ExitCode.USAGE;
    }
}
