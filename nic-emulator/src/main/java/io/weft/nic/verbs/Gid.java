package io.weft.nic.verbs;

/** The 128-bit address of a RoCEv2 port: an IPv6 address, or an IPv4 address mapped as {@code ::ffff:a.b.c.d}. IBTA Annex A17.4.5.2. */
public record Gid(long high, long low) {
    private static final long MAPPED = 0xffffL;

    public static Gid ofIpv4(int address) {
        return new Gid(0, MAPPED << 32 | address & 0xffffffffL);
    }

    public boolean isIpv4() {
        return high == 0 && low >>> 32 == MAPPED;
    }

    /** The mapped address; meaningful if {@link #isIpv4}. */
    public int ipv4() {
        return (int) low;
    }

    @Override
    public String toString() {
        if (isIpv4()) {
            return "::ffff:" + (low >>> 24 & 255) + "." + (low >>> 16 & 255) + "." + (low >>> 8 & 255) + "." + (low & 255);
        }
        StringBuilder text = new StringBuilder();
        for (int group = 0; group < 8; group++) {
            long half = group < 4 ? high : low;
            text.append(group == 0 ? "" : ":").append(Long.toHexString(half >>> 48 - 16 * (group & 3) & 0xffff));
        }
        return text.toString();
    }
}
