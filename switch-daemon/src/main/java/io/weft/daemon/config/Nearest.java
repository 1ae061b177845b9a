package io.weft.daemon.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The word somebody meant: the candidate with the fewest insertions, deletions, replacements and swaps of neighbours. */
public final class Nearest {
    private Nearest() {
    }

    /** The nearest candidate, if at most a third of the longer word (and at least one letter) differs; the first of equals. */
    public static Optional<String> to(String word, Collection<String> candidates) {
        return candidates.stream().filter(c -> distance(word, c) <= Math.max(1, Math.max(word.length(), c.length()) / 3))
                .min(Comparator.comparingInt(c -> distance(word, c)));
    }

    /** Optimal string alignment. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
