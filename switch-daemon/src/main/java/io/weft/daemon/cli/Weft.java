package io.weft.daemon.cli;

import io.weft.daemon.exit.ExitCode;
import io.weft.daemon.exit.ExitCoded;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root of the command line. Finds the commands that modules offer, and turns whatever happens into an exit code. */
@Command(name = "weft", mixinStandardHelpOptions = true, versionProvider = Weft.Version.class, synopsisSubcommandLabel = "COMMAND", description = "An AI fabric on one machine, wire-true, in exact virtual time.", footer = {
        "", "In a clone, ./weft also knows: test [--all], format, build."}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
                "0:everything held", "1:a check failed", "2:usage or configuration, or nothing to check", "3:the environment lacks something"})
public final class Weft implements Runnable {
    @Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command line, for a test to execute with writers of its own. */
    public static CommandLine commandLine() {
        var root = new CommandLine(new Weft());
        ServiceLoader.load(WeftCommand.class).forEach(root::addSubcommand);
        return root.setParameterExceptionHandler(MISUSE).setExecutionExceptionHandler(FAILURE);
    }

    /** Only {@code weft} was said: shows what else can be. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static final IParameterExceptionHandler MISUSE = (misuse, _) -> {
        CommandLine command = misuse.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("weft: " + misuse.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(misuse, err)) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCode.USAGE;
    };

    private static final IExecutionExceptionHandler FAILURE = (failure, command, _) -> {
        switch (failure) {
            case ParameterException misuse -> {
                return MISUSE.handleParseException(misuse, new String[0]);
            }
            case ExitCoded _ -> command.getErr().println("weft: " + failure.getMessage());
            case FileSystemException file -> command.getErr().println("weft: " + file.getFile() + ": " + why(file));
            default -> failure.printStackTrace(command.getErr());
        }
        return ExitCode.of(failure);
    };

    private static String why(FileSystemException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file or folder";
            case AccessDeniedException _ -> "permission is denied";
            case FileAlreadyExistsException _ -> "something else is there already";
            default -> String.valueOf(failure.getReason());
        };
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String built = Weft.class.getPackage().getImplementationVersion();
            return new String[]{"weft " + (built == null ? "(not from a jar)" : built), "Java " + Runtime.version()};
        }
    }
}
