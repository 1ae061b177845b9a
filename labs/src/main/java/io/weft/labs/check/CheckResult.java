package io.weft.labs.check;

/** One check's outcome; {@code sentence} is the lab's own for this outcome, or empty. */
public record CheckResult(String name, boolean passed, String expected, String seen, String sentence) {
}
