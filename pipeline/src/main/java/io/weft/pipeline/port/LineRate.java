package io.weft.pipeline.port;

/**
 * A port's speed, and how long a frame occupies it. Common rates have a whole number of picoseconds a byte (100G 80, 400G 20, 800G 10); any
 * other has a fraction, whose remainder a {@link Serialiser} carries from frame to frame, so that the rate is exact over time.
 *
 * @param bitsPerSecond a positive multiple of 1 Mb/s
 */
public record LineRate(long bitsPerSecond) {
    /** Preamble, start delimiter and interframe gap, which every frame costs on the wire. IEEE 802.3 §3.1, §4.4.2. */
    public static final int OVERHEAD = 20;

    private static final long MEGA = 1_000_000;
    /** Picoseconds of one byte at 1 Mb/s. */
    private static final long PS_PER_BYTE_AT_MEGA = 8_000_000;

    public LineRate {
        if (bitsPerSecond <= 0 || bitsPerSecond % MEGA != 0) {
            throw new IllegalArgumentException("a line rate is a positive multiple of 1 Mb/s, not " + bitsPerSecond + " b/s");
        }
    }

    public static LineRate ofGigabits(long gigabitsPerSecond) {
        return new LineRate(gigabitsPerSecond * 1000 * MEGA);
    }

    /** Picoseconds that a frame of {@code wireLength} bytes (FCS included) occupies the link, preamble and gap with it; rounded down. */
    public long serialisation(int wireLength) {
        return time((long) wireLength + OVERHEAD);
    }

    /** Picoseconds that {@code bytes} take, preambles and gaps already among them; rounded down. */
    public long time(long bytes) {
        long megabits = bitsPerSecond / MEGA;
        return bytes / megabits * PS_PER_BYTE_AT_MEGA + bytes % megabits * PS_PER_BYTE_AT_MEGA / megabits;
    }

    /** A new one for one direction of one link. */
    public Serialiser serialiser() {
        return new Serialiser(bitsPerSecond / MEGA);
    }

    /** Turns the frames of one port into time and keeps the fraction of a picosecond that is left over. */
    public static final class Serialiser {
        private final long megabits;
        /** Picoseconds a byte where that is whole, else 0. */
        private final long psPerByte;
        private long remainder;

        private Serialiser(long megabits) {
            this.megabits = megabits;
            this.psPerByte = PS_PER_BYTE_AT_MEGA % megabits == 0 ? PS_PER_BYTE_AT_MEGA / megabits : 0;
        }

        /** Picoseconds that the next frame, of {@code wireLength} bytes, occupies the link. */
        public long next(int wireLength) {
            long bytes = (long) wireLength + OVERHEAD;
            if (psPerByte != 0) {
                return bytes * psPerByte;
            }
            long scaled = bytes * PS_PER_BYTE_AT_MEGA + remainder;
            remainder = scaled % megabits;
            return scaled / megabits;
        }
    }
}
