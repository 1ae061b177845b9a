package io.weft.pipeline.table;

import java.math.BigInteger;
import java.util.List;

/**
 * The control face of a match-action table, as a P4 program would declare it and P4Runtime sees it: every table of the pipeline can say what it
 * matches, what it does, how much it holds. For showing and for controllers; packets use a table's own methods.
 */
public interface Table {
    /** How the table is declared. */
    Schema schema();

    /** Entries held now, at most {@code schema().capacity()}. */
    int size();

    /** Every entry, in ascending order of its handle. */
    List<Entry> entries();

    /**
     * A table's declaration.
     *
     * @param hasPriority whether entries carry a priority, as ternary matches need
     * @param capacity the most entries it holds; a further one is refused
     */
    record Schema(String name, List<Field> match, List<Action> actions, boolean hasPriority, int capacity) {
    }

    /** One field of the key, or one parameter of an action. */
    record Field(String name, Kind kind, int bits, Format format) {
        public static Field exact(String name, int bits, Format format) {
            return new Field(name, Kind.EXACT, bits, format);
        }

        public static Field lpm(String name, int bits, Format format) {
            return new Field(name, Kind.LPM, bits, format);
        }

        public static Field parameter(String name, int bits, Format format) {
            return new Field(name, Kind.PARAMETER, bits, format);
        }
    }

    /** How a field is compared; {@code PARAMETER} is an action's and compared to nothing. */
    enum Kind {
        EXACT, LPM, TERNARY, PARAMETER
    }

    /** How a value is written for people; P4Runtime's {@code @format} annotation. */
    enum Format {
        NUMBER, HEX, MAC_ADDRESS, IPV4_ADDRESS, IPV6_ADDRESS
    }

    /** What an entry may tell the packet to do. */
    record Action(String name, List<Field> parameters) {
    }

    /**
     * One entry.
     *
     * @param handle stays the same while the entry exists; may be used again afterwards
     * @param priority 0 where the table has none; the highest wins
     * @param match one a field of the key, in its order
     * @param arguments one a parameter of the action, in its order
     */
    record Entry(long handle, int priority, List<Match> match, String action, List<BigInteger> arguments) {
    }

    /** What an entry asks of one field. Values are unsigned. */
    sealed interface Match {
        record Exact(BigInteger value) implements Match {
        }

        record Lpm(BigInteger value, int prefixLength) implements Match {
        }

        record Ternary(BigInteger value, BigInteger mask) implements Match {
        }

        static Match exact(long value) {
            return new Exact(unsigned(0, value));
        }
    }

    /** 128 unsigned bits as one number. */
    static BigInteger unsigned(long high, long low) {
        BigInteger value = new BigInteger(Long.toUnsignedString(low));
        return high == 0 ? value : new BigInteger(Long.toUnsignedString(high)).shiftLeft(64).or(value);
    }
}
