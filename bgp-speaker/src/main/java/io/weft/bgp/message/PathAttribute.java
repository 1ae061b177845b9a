package io.weft.bgp.message;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import java.util.List;

/**
 * A path attribute as it stood on the wire, RFC 4271 §4.3 and §5. One that is not known is kept whole: if transitive it must leave as it came. One
 * that is malformed says what is to be done about it.
 */
public sealed interface PathAttribute {
    int OPTIONAL = 0x80;
    int TRANSITIVE = 0x40;
    int PARTIAL = 0x20;
    int EXTENDED_LENGTH = 0x10;

    int ORIGIN = 1;
    int AS_PATH = 2;
    int NEXT_HOP = 3;
    int MULTI_EXIT_DISC = 4;
    int LOCAL_PREF = 5;
    int ATOMIC_AGGREGATE = 6;
    int AGGREGATOR = 7;
    int COMMUNITIES = 8;
    int ORIGINATOR_ID = 9;
    int CLUSTER_LIST = 10;
    int MP_REACH_NLRI = 14;
    int MP_UNREACH_NLRI = 15;
    int EXTENDED_COMMUNITIES = 16;
    int AS4_PATH = 17;
    int AS4_AGGREGATOR = 18;
    int LARGE_COMMUNITIES = 32;

    /** 0 IGP, 1 EGP, 2 INCOMPLETE. */
    record Origin(int value) implements PathAttribute {
        public static final int IGP = 0;
        public static final int EGP = 1;
        public static final int INCOMPLETE = 2;
    }

    record AsPathAttribute(AsPath path) implements PathAttribute {
    }

    record NextHop(IpAddress.V4 address) implements PathAttribute {
    }

    record MultiExitDisc(long value) implements PathAttribute {
    }

    record LocalPref(long value) implements PathAttribute {
    }

    record AtomicAggregate() implements PathAttribute {
    }

    record Aggregator(long autonomousSystem, int routerId) implements PathAttribute {
    }

    /** RFC 1997; {@code partial}: somebody on the way did not know the attribute. */
    record Communities(boolean partial, List<Integer> values) implements PathAttribute {
        public Communities {
            values = List.copyOf(values);
        }
    }

    /** RFC 4456, from internal peers. */
    record OriginatorId(int routerId) implements PathAttribute {
    }

    /** RFC 4456, from internal peers. */
    record ClusterList(List<Integer> clusters) implements PathAttribute {
        public ClusterList {
            clusters = List.copyOf(clusters);
        }
    }

    /** RFC 4760 §3 with the next hops of RFC 2545 §3 and RFC 8950 §3. */
    record MpReach(Family family, MpNextHop nextHop, List<Prefix> prefixes) implements PathAttribute {
        public MpReach {
            prefixes = List.copyOf(prefixes);
        }
    }

    /** RFC 4760 §4. */
    record MpUnreach(Family family, List<Prefix> prefixes) implements PathAttribute {
        public MpUnreach {
            prefixes = List.copyOf(prefixes);
        }
    }

    /** MP_REACH_NLRI or MP_UNREACH_NLRI of a family that this speaker does not know, after AFI and SAFI. */
    record OtherFamily(int type, int afi, int safi, Bytes rest) implements PathAttribute {
    }

    /** RFC 6793 §3; from speakers that know two octets. */
    record As4Path(AsPath path) implements PathAttribute {
    }

    /** RFC 6793 §3. */
    record As4Aggregator(long autonomousSystem, int routerId) implements PathAttribute {
    }

    record Unknown(int flags, int type, Bytes value) implements PathAttribute {
        public boolean transitive() {
            return (flags & TRANSITIVE) != 0;
        }
    }

    /** {@code subcode} of the UPDATE Message Error that a SESSION_RESET answers with; {@code why} for people. */
    record Malformed(int type, Remedy remedy, int subcode, String why) implements PathAttribute {
        @Override
        public String toString() {
            return name(type) + ": " + why;
        }
    }

    /** The type's code: RFC 4271 §5 and IANA's registry. */
    default int code() {
        return switch (this) {
            case Origin _ -> ORIGIN;
            case AsPathAttribute _ -> AS_PATH;
            case NextHop _ -> NEXT_HOP;
            case MultiExitDisc _ -> MULTI_EXIT_DISC;
            case LocalPref _ -> LOCAL_PREF;
            case AtomicAggregate _ -> ATOMIC_AGGREGATE;
            case Aggregator _ -> AGGREGATOR;
            case Communities _ -> COMMUNITIES;
            case OriginatorId _ -> ORIGINATOR_ID;
            case ClusterList _ -> CLUSTER_LIST;
            case MpReach _ -> MP_REACH_NLRI;
            case MpUnreach _ -> MP_UNREACH_NLRI;
            case OtherFamily other -> other.type;
            case As4Path _ -> AS4_PATH;
            case As4Aggregator _ -> AS4_AGGREGATOR;
            case Unknown unknown -> unknown.type;
            case Malformed malformed -> malformed.type;
        };
    }

    static String name(int type) {
        return switch (type) {
            case ORIGIN -> "ORIGIN";
            case AS_PATH -> "AS_PATH";
            case NEXT_HOP -> "NEXT_HOP";
            case MULTI_EXIT_DISC -> "MULTI_EXIT_DISC";
            case LOCAL_PREF -> "LOCAL_PREF";
            case ATOMIC_AGGREGATE -> "ATOMIC_AGGREGATE";
            case AGGREGATOR -> "AGGREGATOR";
            case COMMUNITIES -> "COMMUNITIES";
            case ORIGINATOR_ID -> "ORIGINATOR_ID";
            case CLUSTER_LIST -> "CLUSTER_LIST";
            case MP_REACH_NLRI -> "MP_REACH_NLRI";
            case MP_UNREACH_NLRI -> "MP_UNREACH_NLRI";
            case EXTENDED_COMMUNITIES -> "EXTENDED_COMMUNITIES";
            case AS4_PATH -> "AS4_PATH";
            case AS4_AGGREGATOR -> "AS4_AGGREGATOR";
            case LARGE_COMMUNITIES -> "LARGE_COMMUNITIES";
            default -> "attribute " + type;
        };
    }
}
