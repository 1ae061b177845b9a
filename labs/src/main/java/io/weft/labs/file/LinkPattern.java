package io.weft.labs.file;

import io.weft.daemon.config.Glob;
import io.weft.labs.topology.Link;

/** Which links are meant: {@code leaf1:eth1} by one end, {@code leaf1:eth1 spine1:eth1} by both in either order; {@code *} and {@code ?} as in file names. */
public record LinkPattern(String text) {
    /** Throws {@link IllegalArgumentException} with a sentence about what is wrong. */
    public static LinkPattern parse(String text) {
        String end = "[A-Za-z0-9*?._|-]+:[A-Za-z0-9*?]+";
        if (!text.matches(end + "( " + end + ")?")) {
            throw new IllegalArgumentException("'" + text + "' is not a link such as leaf1:eth1, or 'leaf1:eth1 spine1:eth1'");
        }
        return new LinkPattern(text);
    }

    public boolean matches(Link link) {
        int space = text.indexOf(' ');
        String a = link.a().toString();
        String b = link.b().toString();
        if (space < 0) {
            Glob one = new Glob(text);
            return one.matches(a) || one.matches(b);
        }
        Glob first = new Glob(text.substring(0, space));
        Glob second = new Glob(text.substring(space + 1));
        return first.matches(a) && second.matches(b) || first.matches(b) && second.matches(a);
    }

    @Override
    public String toString() {
        return text;
    }
}
