package io.weft.daemon.config;

/** One thing that is wrong, where it was written, and what may have been meant ({@code hint} is empty if nothing comes to mind). */
public record Problem(Origin origin, String message, String hint) {
    public Problem(Origin origin, String message) {
        this(origin, message, "");
    }

    /** The message behind its place, the line, and a caret under the word: three lines, or one if there is no line to show. */
    @Override
    public String toString() {
        String head = origin + ": " + message;
        String line = origin.source().line(origin.line()).replace('\t', ' ');
        if (line.isBlank()) {
            return hint.isEmpty() ? head : head + "; " + hint;
        }
        int width = Math.clamp(line.length() - origin.column() + 1L, 1, origin.width());
        String carets = " ".repeat(origin.column() - 1) + "^".repeat(width);
        return head + "\n" + String.format("%5d | ", origin.line()) + line + "\n      | " + carets + (hint.isEmpty() ? "" : " " + hint);
    }
}
