package io.weft.nic.verbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {
    private static final Gid V4 = Gid.ofIpv4(0x0a010203);

    @ParameterizedTest
    @ValueSource(ints = {0, 128, 1000, 1500, 8192})
    void takesOnlyThePathMtusThereAre(int pathMtu) {
        assertThatThrownBy(() -> Connection.between(V4, V4, 1, 0, 0, pathMtu)).hasMessageContaining("256, 512, 1024, 2048 and 4096 are possible");
    }

    @Test
    void joinsOneFamilyOfAddresses() {
        assertThatThrownBy(() -> Connection.between(V4, new Gid(1, 1), 1, 0, 0, 256)).hasMessageContaining("one end is IPv4");
    }

    @Test
    void refusesNumbersThatDoNotFitTheirFields() {
        assertThatThrownBy(() -> Connection.between(V4, V4, 1 << 24, 0, 0, 256)).hasMessageContaining("remote QPN");
        assertThatThrownBy(() -> Connection.between(V4, V4, 1, 1 << 24, 0, 256)).hasMessageContaining("send PSN");
        assertThatThrownBy(() -> Connection.between(V4, V4, 1, 0, 0, 256).withTimeout(32, 7)).hasMessageContaining("timeout code");
        assertThatThrownBy(() -> Connection.between(V4, V4, 1, 0, 0, 256).withRnr(8, 0)).hasMessageContaining("RNR retry count");
    }

    /** IBTA Annex A17.4.5.2: IPv4 addresses are GIDs as RFC 4291 §2.5.5.2 maps them. */
    @Test
    void mapsIpv4IntoGids() {
        assertThat(V4).hasToString("::ffff:10.1.2.3");
        assertThat(V4.isIpv4()).isTrue();
        assertThat(V4.low()).isEqualTo(0xffff_0a01_0203L);
        assertThat(Gid.ofIpv4(0xffffffff).low()).isEqualTo(0xffff_ffff_ffffL);
        assertThat(new Gid(0xfd09L << 48, 1)).hasToString("fd09:0:0:0:0:0:0:1");
    }
}
