package io.weft.tests.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced {@code sh} block of a document. A comment {@code <!-- exit N -->} before it says how its last command ends, with 0 if there is none; a
 * fenced block {@code text stable} behind it quotes lines, or parts of lines, of what it prints, in their order.
 *
 * @param line where its first command is, from 1
 */
record Script(Path document, int line, List<String> commands, int exitCode, List<String> quoted) {
    private static final Pattern EXIT = Pattern.compile("<!-- exit (\\d+) -->");

    static List<Script> of(Path document) throws IOException {
        List<String> lines = Files.readAllLines(document);
        List<Script> scripts = new ArrayList<>();
        int exitCode = 0;
        for (int i = 0; i < lines.size(); i++) {
            Matcher exit = EXIT.matcher(lines.get(i));
            if (exit.matches()) {
                exitCode = Integer.parseInt(exit.group(1));
            } else if (lines.get(i).startsWith("```") && lines.get(i).length() > 3) {
                List<String> block = lines.subList(i + 1, i + 1 + lines.subList(i + 1, lines.size()).indexOf("```"));
                switch (lines.get(i)) {
                    case "```sh" -> {
                        scripts.add(new Script(document, i + 2, List.copyOf(block), exitCode, new ArrayList<>()));
                        exitCode = 0;
                    }
                    case "```text stable" -> scripts.getLast().quoted().addAll(block);
                    default -> {
                        // Other languages are no business of the shell's.
                    }
                }
                i += block.size() + 1;
            } else if (lines.get(i).strip().matches("(\\./weft|tshark) .*")) {
                throw new IllegalStateException(document + ":" + (i + 1) + ": a command outside a fenced sh block, which no test would run");
            }
        }
        return scripts;
    }

    /** A command without its comment and its surroundings. */
    static String bare(String command) {
        return command.replaceFirst("\\s+# .*$", "").strip();
    }

    /** The quoted lines that {@code output} does not have behind the one before; spaces count as one. */
    List<String> missingIn(String output) {
        String text = oneSpace(output);
        List<String> missing = new ArrayList<>();
        int at = 0;
        for (String line : quoted) {
            String wanted = oneSpace(line).strip();
            int found = text.indexOf(wanted, at);
            if (found < 0) {
                missing.add(wanted);
            } else {
                at = found + wanted.length();
            }
        }
        return missing;
    }

    private static String oneSpace(String text) {
        return text.replaceAll("[ \\t]+", " ");
    }
}
