package io.weft.labs.file;

import io.weft.daemon.config.Quantity;

/** A moment of a run: {@code offset} picoseconds after t = 0, which is when the lab has converged, or after the start ({@code boot+1ms}). */
public record At(Epoch epoch, long offset) {
    /** The moment of convergence. */
    public static final At ZERO = new At(Epoch.CONVERGED, 0);

    private static final String BOOT = "boot+";

    public enum Epoch {
        CONVERGED, BOOT
    }

    static At parse(String text) {
        boolean boot = text.startsWith(BOOT);
        return new At(boot ? Epoch.BOOT : Epoch.CONVERGED, Quantity.DURATION.parse(boot ? text.substring(BOOT.length()) : text));
    }

    @Override
    public String toString() {
        return (epoch == Epoch.BOOT ? BOOT : "") + Quantity.DURATION.print(offset);
    }
}
