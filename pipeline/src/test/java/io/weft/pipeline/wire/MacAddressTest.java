package io.weft.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {
    private static final long MAC = 0x34_56_78_9a_bc_deL;

    @Test
    void isReadAndPrinted() {
        assertThat(MacAddress.print(MAC)).isEqualTo("34:56:78:9a:bc:de");
        assertThat(MacAddress.parse("34:56:78:9A:bc:de")).hasValue(MAC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "34:56:78:9a:bc", "34-56-78-9a-bc-de", "34:56:78:9a:bc:dg", "34:56:78:9a:bc:de:f0"})
    void isNotReadFromAnythingElse(String text) {
        assertThat(MacAddress.parse(text)).isEmpty();
    }

    /** RFC 4291 appendix A: 34-56-78-9A-BC-DE becomes 36-56-78-FF-FE-9A-BC-DE. */
    @Test
    void makesTheInterfaceIdentifierOfRfc4291() {
        assertThat(MacAddress.interfaceId(MAC)).isEqualTo(0x3656_78ff_fe9a_bcdeL);
    }

    /** RFC 1112 §6.4, RFC 2464 §7, RFC 4291 §2.7.1. */
    @Test
    void makesMulticastAddresses() {
        assertThat(MacAddress.ipv4Multicast(0xe0800005)).isEqualTo(0x0100_5e00_0005L);
        assertThat(MacAddress.ipv6Multicast(0x1_ff28_9c5aL)).isEqualTo(0x3333_ff28_9c5aL);
        assertThat(MacAddress.solicitedNode(0x0203_04ff_fe28_9c5aL)).isEqualTo(0x1_ff28_9c5aL);
        assertThat(MacAddress.isMulticast(0x0100_5e00_0005L)).isTrue();
        assertThat(MacAddress.isMulticast(MAC)).isFalse();
        assertThat(MacAddress.isMulticast(MacAddress.BROADCAST)).isTrue();
    }
}
