package io.weft.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.tests.Repository;
import io.weft.tests.Requires;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every command that a document shows, run as a reader would: in the clone, by {@code sh}, one after the other. What they write they write into
 * {@code target/try}, which is emptied before.
 */
class DocumentedCommandsTest {
    /** Commands that are not run here, and why. */
    private static final Map<String, String> NOT_RUN = new TreeMap<>(Map.of(
            "./weft test", "it runs this test",
            "./weft test --all", "it runs this test",
            "./weft format", "it changes the sources",
            "./weft bench", "it measures for minutes, and only on a machine that does nothing else",
            "./weft lab new target/try/large --spines 16 --leaves 64 --hosts 16 --workload permutation:256KiB", "the run that follows takes minutes",
            "./weft lab run target/try/large", "1,024 hosts take minutes"));

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    @BeforeAll
    static void emptyTheScratchFolder() throws IOException {
        Path scratch = Repository.root().resolve("target/try");
        if (Files.exists(scratch)) {
            try (Stream<Path> files = Files.walk(scratch)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(scratch);
    }

    private static List<Path> documents() throws IOException {
        Path root = Repository.root();
        List<Path> documents = new ArrayList<>(List.of(root.resolve("README.md"), root.resolve("CONTRIBUTING.md")));
        for (String folder : List.of("docs", "labs")) {
            try (Stream<Path> files = Files.find(root.resolve(folder), 2, (path, _) -> path.toString().endsWith(".md"))) {
                documents.addAll(files.sorted().toList());
            }
        }
        return documents;
    }

    private static List<Script> scripts() throws IOException {
        List<Script> scripts = new ArrayList<>();
        for (Path document : documents()) {
            scripts.addAll(Script.of(document));
        }
        return scripts;
    }

    @TestFactory
    Stream<DynamicContainer> endAsTheDocumentSaysAndPrintWhatItQuotes() throws IOException {
        Map<Path, List<DynamicTest>> tests = new TreeMap<>();
        for (Script script : scripts()) {
            List<String> commands = script.commands().stream().filter(c -> !NOT_RUN.containsKey(Script.bare(c))).toList();
            if (!commands.isEmpty()) {
                tests.computeIfAbsent(script.document(), _ -> new ArrayList<>())
                        .add(DynamicTest.dynamicTest("line " + script.line() + ": " + Script.bare(commands.getFirst()), () -> run(script, commands)));
            }
        }
        return tests.entrySet().stream()
                .map(e -> DynamicContainer.dynamicContainer(Repository.root().relativize(e.getKey()).toString(), e.getValue()));
    }

    private static void run(Script script, List<String> commands) throws IOException, InterruptedException {
        if (commands.stream().anyMatch(c -> c.startsWith("tshark "))) {
            Requires.tool("tshark");
        }
        File output = Files.createTempFile("documented", ".out").toFile();
        try {
            var builder = new ProcessBuilder("sh", "-e", "-c", String.join("\n", commands)).directory(Repository.root().toFile())
                    .redirectInput(new File("/dev/null")).redirectErrorStream(true).redirectOutput(output);
            int exitCode = builder.start().waitFor();
            String printed = Files.readString(output.toPath());
            String place = script.document() + ":" + script.line();
            assertThat(exitCode).as("exit code of the script at %s, which printed:%n%s", place, printed).isEqualTo(script.exitCode());
            assertThat(script.missingIn(printed)).as("quoted lines that the script at %s does not print; it prints:%n%s", place, printed).isEmpty();
        } finally {
            Files.delete(output.toPath());
        }
    }

    @Test
    void areLeftOutForAReasonThatStillHasItsCommand() throws IOException {
        List<String> shown = scripts().stream().flatMap(s -> s.commands().stream()).map(Script::bare).toList();
        assertThat(shown).containsAll(NOT_RUN.keySet());
    }

    @Test
    void standBesideLinksToFilesThatExist() throws IOException {
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                assertThat(document.resolveSibling(link.group(1))).as("a link in %s", document).exists();
            }
        }
    }
}
