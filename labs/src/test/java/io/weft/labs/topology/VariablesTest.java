package io.weft.labs.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("SET", "weft", "EMPTY", "");

    @ParameterizedTest
    @CsvSource(emptyValue = "", value = {"$SET, weft", "${SET}, weft", "image: ${SET}:1, image: weft:1", "$UNSET, $UNSET", "${UNSET}, ${UNSET}",
            "${UNSET-d}, d", "${UNSET:-d}, d", "${UNSET=d}, d", "${UNSET:=d}, d", "${SET-d}, weft", "${EMPTY:-d}, d", "${EMPTY:=d}, d",
            "'[${EMPTY-d}]', []",
            "${SET+o}, o", "${SET:+o}, o", "'[${UNSET+o}]', []", "'[${EMPTY:+o}]', []", "${EMPTY+o}, o", "$$SET, $SET", "$1, $1", "5$, 5$"})
    void areExpandedAsContainerlabDoes(String text, String expanded) {
        assertThat(Variables.expand(text, name -> Optional.ofNullable(ENVIRONMENT.get(name)))).isEqualTo(expanded);
    }
}
