package io.weft.labs.generate;

import io.weft.daemon.config.Quantity;

/**
 * A two-tier Clos in a few numbers: every leaf has a link to every spine and {@code hostsPerLeaf} hosts. {@code speed} in bit/s, {@code delay} in ps.
 * What does not fit the address plan is an {@link IllegalArgumentException} with a sentence for the user.
 */
public record LabPlan(String name, String title, int spines, int leaves, int hostsPerLeaf, long speed, long delay, Traffic traffic,
        HostRoutes hostRoutes) {
    public LabPlan {
        inRange("spines", spines, 1, 128);
        inRange("leaves", leaves, 1, 1000);
        inRange("hosts", hostsPerLeaf, 1, 250);
        if (delay < 1 || speed < 1) {
            throw new IllegalArgumentException("speed and delay must be more than 0");
        }
        if (leaves * hostsPerLeaf < 2) {
            throw new IllegalArgumentException("a lab needs at least 2 hosts");
        }
    }

    private static void inRange(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("--" + what + " must be from " + least + " to " + most + ", not " + value);
        }
    }

    /** A plan with a title that says its size, and a name that containerlab takes: the letters and digits of the folder's. */
    public static LabPlan of(String folder, int spines, int leaves, int hostsPerLeaf, long speed, long delay, Traffic traffic,
            HostRoutes hostRoutes) {
        String letters = folder.replaceAll("[^A-Za-z0-9]", "").replaceFirst("^[0-9]+", "");
        String title = count(spines, "spine", "spines") + ", " + count(leaves, "leaf", "leaves") + ", " + leaves * hostsPerLeaf + " hosts";
        return new LabPlan(letters.isEmpty() ? "lab" : letters, title, spines, leaves, hostsPerLeaf, speed, delay, traffic, hostRoutes);
    }

    private static String count(int n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }

    public int hosts() {
        return leaves * hostsPerLeaf;
    }

    /** Whether a host learns one default route or the routes to all others. */
    public enum HostRoutes {
        DEFAULT, FULL
    }

    /** What hosts send: {@code permutation}, {@code all-pairs}, or {@code incast} (all others to h1); each transfer of so many bytes. */
    public record Traffic(Kind kind, long bytes) {
        public enum Kind {
            PERMUTATION, ALL_PAIRS, INCAST
        }

        /** Reads {@code permutation:2MiB}. */
        public static Traffic parse(String text) {
            int colon = text.indexOf(':');
            String kind = colon < 0 ? text : text.substring(0, colon);
            long bytes = Quantity.SIZE.parse(colon < 0 ? "" : text.substring(colon + 1));
            if (bytes < 1) {
                throw new IllegalArgumentException("'" + text + "' sends nothing");
            }
            return new Traffic(switch (kind) {
                case "permutation" -> Kind.PERMUTATION;
                case "all-pairs" -> Kind.ALL_PAIRS;
                case "incast" -> Kind.INCAST;
                default -> throw new IllegalArgumentException("'" + kind + "' is not one of permutation, all-pairs, incast");
            }, bytes);
        }
    }
}
