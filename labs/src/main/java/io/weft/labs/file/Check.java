package io.weft.labs.file;

import io.weft.bgp.address.Prefix;
import io.weft.daemon.config.Located;
import io.weft.daemon.config.Origin;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/** An item of {@code checks}: a name, what must hold, and the sentences for the student. */
public record Check(String name, Expectation expectation, Optional<String> pass, Optional<String> fail, Origin origin) {
    public sealed interface Expectation {
        /** {@code reachable: all}: every host has a way to every other host's addresses. */
        record Reachable() implements Expectation {
        }

        /** {@code sessions: established}: every configured BGP session is Established. */
        record Sessions() implements Expectation {
        }

        /** {@code route}: the node forwards to the prefix by this many next hops; none is also an answer. */
        record Route(Located<String> node, Prefix prefix, int nextHops) implements Expectation {
        }

        /** {@code flows}: those named are complete, in memory as sent, and each within a time (ps). Absent: not asked. */
        record Flows(Located<String> id, Optional<Boolean> complete, boolean memoryEqual, OptionalLong within) implements Expectation {
        }

        /** {@code value}: a number or word in the run's JSON, by its path. Bounds with units are in ps, bit/s or bytes. */
        record Value(String of, Optional<BigDecimal> min, Optional<BigDecimal> max, Optional<String> equals) implements Expectation {
        }
    }
}
