package io.weft.bgp.session;

/** Which AS a neighbour may have. */
public sealed interface RemoteAs {
    /** Ours. */
    record Internal() implements RemoteAs {
        @Override
        public String toString() {
            return "internal";
        }
    }

    /** Any but ours. */
    record External() implements RemoteAs {
        @Override
        public String toString() {
            return "external";
        }
    }

    record Number(long autonomousSystem) implements RemoteAs {
        @Override
        public String toString() {
            return Long.toString(autonomousSystem);
        }
    }

    /** AS 0 never is (RFC 7607). */
    default boolean accepts(long offered, long local) {
        return offered != 0 && switch (this) {
            case Internal() -> offered == local;
            case External() -> offered != local;
            case Number(long number) -> offered == number;
        };
    }
}
