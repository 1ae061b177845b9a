package io.weft.daemon.config;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a word becomes a value; {@link IllegalArgumentException} with a sentence if it is not one. */
@FunctionalInterface
public interface Form<T> {
    Form<String> WORD = text -> {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must not be empty");
        }
        return text;
    };
    /** YAML 1.2's booleans and NVUE's. */
    Form<Boolean> SWITCH = text -> switch (text) {
        case "on", "true" -> true;
        case "off", "false" -> false;
        default -> throw new IllegalArgumentException("'" + text + "' is not on or off");
    };
    Form<IpAddress> ADDRESS = text -> IpAddress.parse(text)
            .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not an IPv4 or IPv6 address"));
    Form<Prefix> PREFIX = Form::prefix;

    T read(String text);

    /** A whole decimal number from {@code least} to {@code most}. */
    static Form<Long> number(long least, long most) {
        return text -> {
            if (text.matches("-?[0-9]{1,18}") && Long.parseLong(text) >= least && Long.parseLong(text) <= most) {
                return Long.parseLong(text);
            }
            throw new IllegalArgumentException("'" + text + "' is not a whole number from " + least + " to " + most);
        };
    }

    /** A quantity of at least {@code least} (in the quantity's smallest unit). */
    static Form<Long> atLeast(long least, Quantity quantity) {
        return text -> {
            long value = quantity.parse(text);
            if (value < least) {
                throw new IllegalArgumentException("'" + text + "' is less than " + quantity.print(least));
            }
            return value;
        };
    }

    /** One of a few words. */
    static Form<String> oneOf(String... words) {
        return text -> {
            if (!List.of(words).contains(text)) {
                throw new IllegalArgumentException("'" + text + "' is not one of " + String.join(", ", words));
            }
            return text;
        };
    }

    /** One of an enum's constants, written in small letters with hyphens. */
    static <E extends Enum<E>> Form<E> oneOf(E[] constants) {
        String[] words = Arrays.stream(constants).map(c -> c.name().toLowerCase(Locale.ROOT).replace('_', '-')).toArray(String[]::new);
        return text -> constants[List.of(words).indexOf(oneOf(words).read(text))];
    }

    private static Prefix prefix(String text) {
        return Prefix.parse(text).orElseThrow(() -> {
            int slash = text.indexOf('/');
            boolean hostBits = slash > 0 && text.substring(slash + 1).matches("[0-9]{1,3}")
                    && IpAddress.parse(text.substring(0, slash)).map(a -> new InterfaceAddress.Parts(a, text.substring(slash + 1)).fits())
                            .orElse(false);
            return new IllegalArgumentException(
                    "'" + text + "' " + (hostBits ? "has bits set beyond its length" : "is not a prefix such as 10.1.0.0/16"));
        });
    }
}
