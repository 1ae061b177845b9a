package io.weft.daemon.cli.show;

import java.util.Locale;

/** A duration as vtysh writes it. */
final class Uptime {
    private static final long MILLISECOND = 1_000_000_000L;
    private static final long SECOND = 1000 * MILLISECOND;

    private Uptime() {
    }

    /** {@code 00:01:07}, {@code 2d03h04m} from a day on, {@code 1w2d03h} from a week on. */
    static String text(long picoseconds) {
        long seconds = picoseconds / SECOND;
        long minutes = seconds / 60;
        long hours = minutes / 60;
        long days = hours / 24;
        if (days == 0) {
            return String.format(Locale.ROOT, "%02d:%02d:%02d", hours, minutes % 60, seconds % 60);
        }
        return days < 7
                ? String.format(Locale.ROOT, "%dd%02dh%02dm", days, hours % 24, minutes % 60)
                : String.format(Locale.ROOT, "%dw%dd%02dh", days / 7, days % 7, hours % 24);
    }

    static long milliseconds(long picoseconds) {
        return picoseconds / MILLISECOND;
    }
}
