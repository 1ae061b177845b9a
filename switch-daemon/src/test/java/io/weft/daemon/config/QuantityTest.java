package io.weft.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({"DURATION, 1ps, 1", "DURATION, 1.5ns, 1500", "DURATION, 10us, 10000000", "DURATION, 2ms, 2000000000",
            "DURATION, 9s, 9000000000000", "RATE, 10M, 10000000", "RATE, 100G, 100000000000", "RATE, 1.6T, 1600000000000", "SIZE, 100, 100",
            "SIZE, 64KiB, 65536", "SIZE, 16MiB, 16777216", "SIZE, 2MB, 2000000", "SIZE, 1.5GiB, 1610612736", "SHARE, 1%, 10000000",
            "SHARE, 0.0000001%, 1"})
    void readsExactNumbers(Quantity quantity, String text, long value) {
        assertThat(quantity.parse(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"DURATION | 10 | '10' has no unit; units are ps, ns, us, ms, s",
            "DURATION | 10min | '10min' has an unknown unit 'min'; units are ps, ns, us, ms, s",
            "DURATION | -1us | '-1us' is not a duration such as 10us",
            "DURATION | 0.5ps | '0.5ps' is finer than can be told apart", "DURATION | 9999999999s | '9999999999s' is too large",
            "SIZE | 64kib | '64kib' has an unknown unit 'kib'; units are B, KB, KiB, MB, MiB, GB, GiB", "SHARE | 101% | '101%' is more than 100%",
            "RATE | fast | 'fast' is not a rate such as 100G"})
    void saysWhatIsWrong(Quantity quantity, String text, String message) {
        assertThatThrownBy(() -> quantity.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"DURATION, 1000000, 1us", "DURATION, 1500, 1500ps", "DURATION, 0, 0s", "RATE, 1600000000000, 1.6T", "RATE, 400000000000, 400G",
            "SIZE, 65536, 64KiB", "SIZE, 2000000, 2MB", "SIZE, 4201, 4201B", "SHARE, 1000000, 0.1%"})
    void printsShort(Quantity quantity, long value, String text) {
        assertThat(quantity.print(value)).isEqualTo(text);
    }

    @Property(tries = 500)
    void readsWhatItPrints(@ForAll Quantity quantity, @ForAll @LongRange(min = 0) long value) {
        long fitting = quantity == Quantity.SHARE ? value % 1_000_000_001 : value;
        assertThat(quantity.parse(quantity.print(fitting))).isEqualTo(fitting);
    }
}
