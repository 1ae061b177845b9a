package io.weft.labs.shell;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The words of a line, taken one by one from the left. */
final class Words {
    private final List<String> all;
    private int taken;

    private Words(List<String> all) {
        this.all = List.copyOf(all);
    }

    /** Words are separated by blanks; what follows a {@code #} at the start of a word is for people. */
    static Words of(String line) {
        String said = line.replaceFirst("(^|\\s)#.*", "").strip();
        return new Words(said.isEmpty() ? List.of() : Arrays.asList(said.split("\\s+")));
    }

    boolean hasMore() {
        return taken < all.size();
    }

    /** Takes the next word; {@code what} says to a person what it should have been. */
    String next(String what) {
        if (!hasMore()) {
            throw new Refusal((taken == 0 ? "" : "'" + said() + "' needs ") + what);
        }
        return all.get(taken++);
    }

    /** Takes the next word and reads it; {@code read} throws {@link IllegalArgumentException} with a sentence. */
    <T> T next(String what, Function<String, T> read) {
        String word = next(what);
        try {
            return read.apply(word);
        } catch (IllegalArgumentException e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
    }

    /** Takes the next word, one of {@code possible}. */
    String oneOf(List<String> possible) {
        String place = taken == 0 ? "a command" : "what follows '" + said() + "'";
        String word = next("one of " + String.join(", ", possible));
        if (!possible.contains(word)) {
            throw Refusal.unknown(place, word, possible);
        }
        return word;
    }

    /** Takes the next word if it is {@code word}. */
    boolean take(String word) {
        boolean same = hasMore() && all.get(taken).equals(word);
        taken += same ? 1 : 0;
        return same;
    }

    /** All that is left. */
    List<String> rest() {
        List<String> rest = all.subList(taken, all.size());
        taken = all.size();
        return rest;
    }

    /** Nothing may follow. */
    void end() {
        if (hasMore()) {
            throw new Refusal("'" + all.get(taken) + "' is one word too many after '" + said() + "'");
        }
    }

    private String said() {
        return String.join(" ", all.subList(0, taken));
    }
}
