package io.weft.daemon.config;

/** A pattern of names: {@code *} is any run of characters, {@code ?} any one; all else is itself. */
public record Glob(String pattern) {
    public boolean matches(String name) {
        return matches(0, name, 0);
    }

    private boolean matches(int p, String name, int n) {
        if (p == pattern.length()) {
            return n == name.length();
        }
        if (pattern.charAt(p) == '*') {
            return matches(p + 1, name, n) || n < name.length() && matches(p, name, n + 1);
        }
        return n < name.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n)) && matches(p + 1, name, n + 1);
    }

    /** True if the pattern can match one name only. */
    public boolean isName() {
        return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
    }
}
