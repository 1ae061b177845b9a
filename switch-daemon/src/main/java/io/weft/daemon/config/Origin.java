package io.weft.daemon.config;

/** Where a value was written: a file, a line and a column (both from 1) and how many characters of that line it takes (at least 1). Never missing. */
public record Origin(Source source, int line, int column, int width) {
    public Origin {
        if (line < 1 || column < 1 || width < 1) {
            throw new IllegalArgumentException("origin " + line + ":" + column + " of width " + width);
        }
    }

    /** The place inside this one that starts {@code offset} characters later. */
    public Origin part(int offset, int length) {
        return new Origin(source, line, column + offset, Math.max(1, length));
    }

    public String file() {
        return source.name();
    }

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return file() + ":" + line + ":" + column;
    }
}
