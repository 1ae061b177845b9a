package io.weft.daemon.config;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Numbers with a unit. Exact: what is not a whole number of the smallest unit, or does not fit a long, is refused. */
public enum Quantity {
    /** Picoseconds. */
    DURATION("a duration such as 10us", units("ps", 1, "ns", 1_000, "us", 1_000_000, "ms", 1_000_000_000, "s", 1_000_000_000_000L)),
    /** Bits a second. */
    RATE("a rate such as 100G", units("k", 1_000, "M", 1_000_000, "G", 1_000_000_000, "T", 1_000_000_000_000L)),
    /** Bytes; a bare number is bytes. */
    SIZE("a size such as 64KiB",
            units("", 1, "B", 1, "KB", 1_000, "KiB", 1 << 10, "MB", 1_000_000, "MiB", 1 << 20, "GB", 1_000_000_000, "GiB", 1L << 30)),
    /** Parts per billion, at most all of them. */
    SHARE("a share such as 0.1%", units("%", 10_000_000));

    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?([A-Za-z%]*)");
    private static final long ALL = 1_000_000_000;

    private final String description;
    private final Map<String, Long> units;

    Quantity(String description, Map<String, Long> units) {
        this.description = description;
        this.units = units;
    }

    private static Map<String, Long> units(Object... pairs) {
        Map<String, Long> units = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            units.put((String) pairs[i], ((Number) pairs[i + 1]).longValue());
        }
        return Collections.unmodifiableMap(units);
    }

    /** Reads a number and a unit; throws {@link IllegalArgumentException} with a sentence about what is wrong. */
    public long parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not " + description);
        }
        Long unit = units.get(form.group(2));
        if (unit == null) {
            String known = units.keySet().stream().filter(u -> !u.isEmpty()).collect(Collectors.joining(", "));
            String wrong = form.group(2).isEmpty() ? "has no unit" : "has an unknown unit '" + form.group(2) + "'";
            throw new IllegalArgumentException("'" + text + "' " + wrong + "; units are " + known);
        }
        BigDecimal exact = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit));
        try {
            long value = exact.longValueExact();
            if (this == SHARE && value > ALL) {
                throw new IllegalArgumentException("'" + text + "' is more than 100%");
            }
            return value;
        } catch (ArithmeticException e) {
            boolean tooLarge = exact.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0;
            throw new IllegalArgumentException("'" + text + "' is " + (tooLarge ? "too large" : "finer than can be told apart"), e);
        }
    }

    /** The shortest whole number of a unit that is exactly this value; reads back as the same. */
    public String print(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative quantity " + value);
        }
        if (this == SHARE) {
            return BigDecimal.valueOf(value).divide(BigDecimal.valueOf(10_000_000)).stripTrailingZeros().toPlainString() + "%";
        }
        String best = "";
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            BigDecimal number = BigDecimal.valueOf(value).divide(BigDecimal.valueOf(unit.getValue())).stripTrailingZeros();
            String text = number.toPlainString() + unit.getKey();
            boolean readable = number.scale() <= (this == RATE ? 12 : 0) && (value == 0 || number.compareTo(BigDecimal.ONE) >= 0);
            if (!unit.getKey().isEmpty() && (best.isEmpty() || readable && text.length() <= best.length())) {
                best = text;
            }
        }
        return best;
    }
}
