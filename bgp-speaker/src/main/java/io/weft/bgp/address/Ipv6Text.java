package io.weft.bgp.address;

import java.util.Optional;

/** IPv6 addresses as text: reads RFC 4291 §2.2 (zone excluded), prints RFC 5952 §4. */
final class Ipv6Text {
    private static final int GROUPS = 8;

    private Ipv6Text() {
    }

    static Optional<IpAddress> parse(String text) {
        int gap = text.indexOf("::");
        if (gap != text.lastIndexOf("::")) {
            return Optional.empty();
        }
        int[] groups = new int[GROUPS];
        if (gap < 0) {
            return read(text, groups, 0) == GROUPS ? Optional.of(join(groups)) : Optional.empty();
        }
        int[] tail = new int[GROUPS];
        int before = gap == 0 ? 0 : read(text.substring(0, gap), groups, 0);
        int after = gap + 2 == text.length() ? 0 : read(text.substring(gap + 2), tail, 0);
        if (before < 0 || after < 0 || before + after >= GROUPS) {
            return Optional.empty();
        }
        System.arraycopy(tail, 0, groups, GROUPS - after, after);
        return Optional.of(join(groups));
    }

    /** Reads groups separated by colons, the last perhaps dotted decimal; how many, or -1. */
    private static int read(String text, int[] groups, int count) {
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (i == parts.length - 1 && part.indexOf('.') >= 0) {
                if (!(IpAddress.parse(part).orElse(null) instanceof IpAddress.V4(int bits)) || count > GROUPS - 2) {
                    return -1;
                }
                groups[count++] = bits >>> 16;
                groups[count++] = bits & 0xffff;
            } else {
                if (!part.matches("[0-9a-fA-F]{1,4}") || count == GROUPS) {
                    return -1;
                }
                groups[count++] = Integer.parseInt(part, 16);
            }
        }
        return count;
    }

    private static IpAddress join(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return new IpAddress.V6(high, low);
    }

    static String print(IpAddress.V6 address) {
        if (address.high() == 0 && address.low() >>> 32 == 0xffff) {
            return "::ffff:" + new IpAddress.V4((int) address.low());
        }
        int[] groups = new int[GROUPS];
        for (int i = 0; i < 4; i++) {
            groups[i] = (int) (address.high() >>> 48 - 16 * i) & 0xffff;
            groups[i + 4] = (int) (address.low() >>> 48 - 16 * i) & 0xffff;
        }
        int from = -1;
        int longest = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = 0;
            while (i + run < GROUPS && groups[i + run] == 0) {
                run++;
            }
            if (run > longest) {
                longest = run;
                from = i;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == from) {
                text.append("::");
                i += longest - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
