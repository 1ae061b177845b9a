package io.weft.labs.shell;

import java.util.List;
import java.util.function.Function;

/**
 * One command.
 *
 * @param name its first word
 * @param forms how it can be said, a line each
 * @param about what it does, in one line
 * @param details more for who asks, lines without a line feed at the end; may be empty
 * @param action does it; is given the words behind the name
 * @param following what may stand behind the words already said behind the name
 */
record Command(String name, List<String> forms, String about, String details, Function<Words, Reply> action,
        Function<List<String>, List<String>> following) {

    /** The same with words to complete. */
    Command completing(Function<List<String>, List<String>> words) {
        return new Command(name, forms, about, details, action, words);
    }

    static Command of(String name, List<String> forms, String about, String details, Function<Words, Reply> action) {
        return new Command(name, forms, about, details, action, _ -> List.of());
    }
}
