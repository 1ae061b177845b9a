package io.weft.bgp.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    /** RFC 5952 §4 and §5. */
    @ParameterizedTest
    @CsvSource({"2001:0db8::0001, 2001:db8::1", "2001:db8:0:0:0:0:2:1, 2001:db8::2:1", "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
            "2001:0:0:1:0:0:0:1, 2001:0:0:1::1", "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1", "2001:DB8::A, 2001:db8::a", "::, ::", "::1, ::1",
            "1::, 1::",
            "::ffff:192.0.2.1, ::ffff:192.0.2.1", "10.1.2.3, 10.1.2.3"})
    void printsTheOneForm(String text, String expected) {
        assertThat(IpAddress.parse(text).orElseThrow()).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.1.2", "10.1.2.256", "10.01.2.3", "1:2:3:4:5:6:7", "1::2::3", "12345::", "fe80::1%eth0", ":1", "1:2:3:4:5:6:7:8:9",
            "g::"})
    void refusesWhatIsNoAddress(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void ordersUnsigned() {
        IpAddress low = IpAddress.parse("10.0.0.1").orElseThrow();
        IpAddress high = IpAddress.parse("200.0.0.1").orElseThrow();
        assertThat(low).isLessThan(high);
        assertThat(high).isLessThan(IpAddress.parse("::1").orElseThrow());
    }

    @Test
    void coversWhatAPrefixCovers() {
        Prefix sixteen = Prefix.parse("10.1.0.0/16").orElseThrow();
        assertThat(sixteen.covers(Prefix.parse("10.1.2.0/24").orElseThrow())).isTrue();
        assertThat(sixteen.covers(Prefix.parse("10.2.0.0/24").orElseThrow())).isFalse();
        assertThat(sixteen.covers(Prefix.parse("10.0.0.0/8").orElseThrow())).isFalse();
        assertThat(Prefix.parse("10.1.0.1/16")).isEmpty();
        assertThat(Prefix.parse("0.0.0.0/0").orElseThrow().covers(sixteen)).isTrue();
    }
}
