package io.weft.labs.topology;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Environment variables in a topology's text: {@code $V ${V} ${V-d} ${V:-d} ${V=d} ${V:=d} ${V+o} ${V:+o} $$}. With a colon, empty counts as unset.
 * A variable that is unset and has no default stays as it is written.
 */
final class Variables {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";
    private static final Pattern VARIABLE = Pattern
            .compile("\\$\\$|\\$(" + NAME + ")|\\$\\{(" + NAME + ")(?:(:?)([-=+])([^}]*))?\\}");

    private Variables() {
    }

    static String expand(String text, Function<String, Optional<String>> environment) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found, environment)));
    }

    private static String value(MatchResult found, Function<String, Optional<String>> environment) {
        if (found.group().equals("$$")) {
            return "$";
        }
        boolean bare = found.group(1) != null;
        Optional<String> value = environment.apply(bare ? found.group(1) : found.group(2));
        if (bare || found.group(4) == null) {
            return value.orElse(found.group());
        }
        Optional<String> counted = found.group(3).isEmpty() ? value : value.filter(v -> !v.isEmpty());
        return found.group(4).equals("+") ? counted.map(_ -> found.group(5)).orElse("") : counted.orElse(found.group(5));
    }
}
