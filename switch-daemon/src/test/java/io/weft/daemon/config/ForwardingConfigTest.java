package io.weft.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.pipeline.table.HashField;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ForwardingConfigTest {
    private static NodeConfig read(String text) {
        return NodeConfig.read(new Source("leaf1.yml", text));
    }

    @Test
    void isTheFiveTupleWithoutAWord() {
        assertThat(read("hostname: leaf1").forwarding()).isEqualTo(ForwardingConfig.DEFAULT);
    }

    @Test
    void addsTheQueuePairAndFixesTheSeed() {
        ForwardingConfig written = read(
                "hostname: leaf1\nsystem: {forwarding: {hash-seed: 7, ecmp-hash: {bth-destination-qp: on, ip-protocol: off}}}\n")
                .forwarding();

        assertThat(written.hashSeed()).isEqualTo(OptionalInt.of(7));
        assertThat(written.hashFields()).containsExactly(HashField.SOURCE, HashField.DESTINATION, HashField.SOURCE_PORT, HashField.DESTINATION_PORT,
                HashField.DEST_QP);
    }

    @Test
    void refusesAHashOfNothing() {
        String nothing = "{source-ip: off, destination-ip: off, ip-protocol: off, source-port: off, destination-port: off}";
        assertThatThrownBy(() -> read("hostname: leaf1\nsystem: {forwarding: {ecmp-hash: " + nothing + "}}\n")).isInstanceOf(ConfigException.class)
                .hasMessageContaining("leaf1.yml:2:").hasMessageContaining("at least one field must be on");
    }
}
