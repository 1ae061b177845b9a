package io.weft.daemon.cli.show;

import java.util.List;

/** The words of a command, what may follow them, and the page that answers. */
record Command(List<String> words, Argument argument, Page page) {
    /** Whether one more word follows, other than {@code json}. */
    enum Argument {
        NONE, OPTIONAL, REQUIRED
    }

    static Command of(String words, Page page) {
        return new Command(List.of(words.split(" ")), Argument.NONE, page);
    }

    Command with(Argument wanted) {
        return new Command(words, wanted, page);
    }

}
