package io.weft.pipeline.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressTextTest {
    /** RFC 5952 §1, §4.2.2, §4.2.3 and §4.3. */
    @Test
    void writesIpv6AsRfc5952Recommends() {
        assertThat(AddressText.ipv6(0x20010db8_00000000L, 1)).isEqualTo("2001:db8::1");
        assertThat(AddressText.ipv6(0x20010db8_00000001L, 0x0001_0001_0001_0001L)).isEqualTo("2001:db8:0:1:1:1:1:1");
        assertThat(AddressText.ipv6(0x20010db8_00000000L, 0x0001_0000_0000_0001L)).isEqualTo("2001:db8::1:0:0:1");
        assertThat(AddressText.ipv6(0, 0)).isEqualTo("::");
        assertThat(AddressText.ipv6(0xfe80_0000_0000_0000L, 0)).isEqualTo("fe80::");
        assertThat(AddressText.ipv6(0, 1)).isEqualTo("::1");
    }

    @Test
    void writesIpv4InDottedDecimal() {
        assertThat(AddressText.ipv4(0xff0a0001)).isEqualTo("255.10.0.1");
    }
}
