package io.weft.bgp.message;

import static io.weft.bgp.message.Notification.ATTRIBUTE_FLAGS;
import static io.weft.bgp.message.Notification.ATTRIBUTE_LENGTH;
import static io.weft.bgp.message.Notification.INVALID_ORIGIN;
import static io.weft.bgp.message.Notification.MALFORMED_AS_PATH;
import static io.weft.bgp.message.Notification.MALFORMED_ATTRIBUTE_LIST;
import static io.weft.bgp.message.Notification.OPTIONAL_ATTRIBUTE;
import static io.weft.bgp.message.Notification.UNRECOGNIZED_WELL_KNOWN;
import static io.weft.bgp.message.PathAttribute.*;
import static io.weft.bgp.message.Remedy.ATTRIBUTE_DISCARD;
import static io.weft.bgp.message.Remedy.SESSION_RESET;
import static io.weft.bgp.message.Remedy.TREAT_AS_WITHDRAW;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the path attributes of an UPDATE. Each is skipped by its length whatever it holds, so that a bad one never hides what stands behind it; what is
 * wrong with one becomes a {@link PathAttribute.Malformed} with the remedy of RFC 7606 §7.
 */
final class AttributeReader {
    private static final int AS_SET = 1;
    private static final int AS_SEQUENCE = 2;

    /** Octets of an AS number in AS_PATH and AGGREGATOR: RFC 6793 §4.1. */
    private final boolean fourOctetAs;
    private final List<PathAttribute> attributes = new ArrayList<>();
    private final boolean[] seen = new boolean[256];

    private AttributeReader(boolean fourOctetAs) {
        this.fourOctetAs = fourOctetAs;
    }

    static List<PathAttribute> read(Cursor in, boolean fourOctetAs) {
        AttributeReader reader = new AttributeReader(fourOctetAs);
        while (in.left() > 0) {
            reader.readOne(in);
        }
        return reader.attributes;
    }

    private void readOne(Cursor in) {
        int header = (in.peek() & EXTENDED_LENGTH) != 0 ? 4 : 3;
        if (in.left() < header) {
            attributes.add(new Malformed(0, TREAT_AS_WITHDRAW, ATTRIBUTE_LENGTH, "the list ends within an attribute's header"));
            in.slice(in.left());
            return;
        }
        int flags = in.u8();
        int type = in.u8();
        int length = header == 4 ? in.u16() : in.u8();
        boolean whole = length <= in.left();
        Cursor value = in.slice(Math.min(length, in.left()));
        if (seen[type]) {
            repeated(type);
        } else if (!whole) {
            // RFC 7606 §4: the NLRI is still found by Total Path Attribute Length; of MP_REACH_NLRI it is not.
            boolean reachability = type == MP_REACH_NLRI || type == MP_UNREACH_NLRI;
            attributes.add(new Malformed(type, reachability ? SESSION_RESET : TREAT_AS_WITHDRAW, ATTRIBUTE_LENGTH, "longer than the attribute list"));
        } else {
            checkFlags(flags, type);
            attributes.add(value(flags, type, value));
        }
        seen[type] = true;
    }

    /** RFC 7606 §3 g: the first one counts; the reachability attributes must not come twice. */
    private void repeated(int type) {
        if (type == MP_REACH_NLRI || type == MP_UNREACH_NLRI) {
            attributes.add(new Malformed(type, SESSION_RESET, MALFORMED_ATTRIBUTE_LIST, "twice in one UPDATE"));
        } else {
            attributes.add(new Malformed(type, ATTRIBUTE_DISCARD, MALFORMED_ATTRIBUTE_LIST, "twice in one UPDATE, the first counts"));
        }
    }

    /** RFC 7606 §3 c. The value is read all the same: of MP_REACH_NLRI it says what to withdraw. */
    private void checkFlags(int flags, int type) {
        int expected = switch (type) {
            case ORIGIN, AS_PATH, NEXT_HOP, LOCAL_PREF, ATOMIC_AGGREGATE -> TRANSITIVE;
            case MULTI_EXIT_DISC, ORIGINATOR_ID, CLUSTER_LIST, MP_REACH_NLRI, MP_UNREACH_NLRI -> OPTIONAL;
            case AGGREGATOR, COMMUNITIES, EXTENDED_COMMUNITIES, AS4_PATH, AS4_AGGREGATOR, LARGE_COMMUNITIES -> OPTIONAL | TRANSITIVE;
            default -> flags & (OPTIONAL | TRANSITIVE);
        };
        if ((flags & (OPTIONAL | TRANSITIVE)) != expected) {
            attributes.add(new Malformed(type, TREAT_AS_WITHDRAW, ATTRIBUTE_FLAGS, "flags " + Integer.toHexString(flags)));
        }
    }

    private PathAttribute value(int flags, int type, Cursor in) {
        return switch (type) {
            case ORIGIN -> origin(in);
            case AS_PATH -> asPath(in, fourOctetAs).<PathAttribute>map(AsPathAttribute::new)
                    .orElse(new Malformed(AS_PATH, TREAT_AS_WITHDRAW, MALFORMED_AS_PATH, "segments do not fit"));
            case NEXT_HOP -> nextHop(in);
            case MULTI_EXIT_DISC -> in.left() == 4 ? new MultiExitDisc(in.u32()) : wrongLength(type, TREAT_AS_WITHDRAW, in);
            case LOCAL_PREF -> in.left() == 4 ? new LocalPref(in.u32()) : wrongLength(type, TREAT_AS_WITHDRAW, in);
            case ATOMIC_AGGREGATE -> in.left() == 0 ? new AtomicAggregate() : wrongLength(type, ATTRIBUTE_DISCARD, in);
            case AGGREGATOR -> aggregator(in);
            case COMMUNITIES -> in.left() > 0 && in.left() % 4 == 0
                    ? new Communities((flags & PARTIAL) != 0, numbers(in))
                    : wrongLength(type, TREAT_AS_WITHDRAW, in);
            case ORIGINATOR_ID -> in.left() == 4 ? new OriginatorId((int) in.u32()) : wrongLength(type, TREAT_AS_WITHDRAW, in);
            case CLUSTER_LIST -> in.left() > 0 && in.left() % 4 == 0 ? new ClusterList(numbers(in)) : wrongLength(type, TREAT_AS_WITHDRAW, in);
            case MP_REACH_NLRI -> mpReach(in);
            case MP_UNREACH_NLRI -> mpUnreach(in);
            case EXTENDED_COMMUNITIES -> in.left() > 0 && in.left() % 8 == 0
                    ? new Unknown(known(flags), type, in.bytes())
                    : wrongLength(type, TREAT_AS_WITHDRAW, in);
            case LARGE_COMMUNITIES -> in.left() > 0 && in.left() % 12 == 0
                    ? new Unknown(known(flags), type, in.bytes())
                    : wrongLength(type, TREAT_AS_WITHDRAW, in);
            case AS4_PATH -> asPath(in, true).<PathAttribute>map(As4Path::new)
                    .orElse(new Malformed(AS4_PATH, ATTRIBUTE_DISCARD, MALFORMED_AS_PATH, "segments do not fit"));
            case AS4_AGGREGATOR -> in.left() == 8 ? new As4Aggregator(in.u32(), (int) in.u32()) : wrongLength(type, ATTRIBUTE_DISCARD, in);
            default -> (flags & OPTIONAL) == 0
                    ? new Malformed(type, SESSION_RESET, UNRECOGNIZED_WELL_KNOWN, "well-known and not recognized")
                    : new Unknown(known(flags), type, in.bytes());
        };
    }

    /** The length's form is not part of what an attribute says. */
    private static int known(int flags) {
        return flags & ~EXTENDED_LENGTH;
    }

    private static Malformed wrongLength(int type, Remedy remedy, Cursor in) {
        return new Malformed(type, remedy, ATTRIBUTE_LENGTH, "length " + in.left());
    }

    private static PathAttribute origin(Cursor in) {
        if (in.left() != 1) {
            return wrongLength(ORIGIN, TREAT_AS_WITHDRAW, in);
        }
        int value = in.u8();
        return value <= Origin.INCOMPLETE ? new Origin(value) : new Malformed(ORIGIN, TREAT_AS_WITHDRAW, INVALID_ORIGIN, "value " + value);
    }

    private static PathAttribute nextHop(Cursor in) {
        if (in.left() != 4) {
            return wrongLength(NEXT_HOP, TREAT_AS_WITHDRAW, in);
        }
        return new NextHop(new IpAddress.V4((int) in.u32()));
    }

    /** RFC 7606 §7.7, and AS 0 by RFC 7607 §2. */
    private PathAttribute aggregator(Cursor in) {
        if (in.left() != (fourOctetAs ? 8 : 6)) {
            return wrongLength(AGGREGATOR, ATTRIBUTE_DISCARD, in);
        }
        long number = fourOctetAs ? in.u32() : in.u16();
        return number == 0 ? new Malformed(AGGREGATOR, ATTRIBUTE_DISCARD, OPTIONAL_ATTRIBUTE, "AS 0") : new Aggregator(number, (int) in.u32());
    }

    /**
     * RFC 7606 §7.2: an unknown segment type, an overrun or an empty segment is malformed. So are confederation segments from outside a confederation
     * (RFC 5065 §5) and AS 0 (RFC 7607 §2).
     */
    private static Optional<AsPath> asPath(Cursor in, boolean fourOctets) {
        List<AsPath.Segment> segments = new ArrayList<>();
        while (in.left() > 0) {
            if (in.left() < 2) {
                return Optional.empty();
            }
            int kind = in.u8();
            int count = in.u8();
            if (kind != AS_SET && kind != AS_SEQUENCE || count == 0 || count * (fourOctets ? 4 : 2) > in.left()) {
                return Optional.empty();
            }
            List<Long> numbers = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                long number = fourOctets ? in.u32() : in.u16();
                if (number == 0) {
                    return Optional.empty();
                }
                numbers.add(number);
            }
            segments.add(new AsPath.Segment(kind == AS_SET, numbers));
        }
        return Optional.of(new AsPath(segments));
    }

    private static List<Integer> numbers(Cursor in) {
        List<Integer> numbers = new ArrayList<>(in.left() / 4);
        while (in.left() > 0) {
            numbers.add((int) in.u32());
        }
        return numbers;
    }

    private static PathAttribute mpReach(Cursor in) {
        if (in.left() < 5) {
            return unparseable(MP_REACH_NLRI, "length " + in.left());
        }
        int afi = in.u16();
        int safi = in.u8();
        Optional<Family> family = Family.of(afi, safi);
        if (family.isEmpty()) {
            return new OtherFamily(MP_REACH_NLRI, afi, safi, in.bytes());
        }
        int length = in.u8();
        if (length + 1 > in.left()) {
            return unparseable(MP_REACH_NLRI, "a next hop of " + length + " octets does not fit");
        }
        Cursor nextHopField = in.slice(length);
        Optional<MpNextHop> nextHop = mpNextHop(nextHopField, family.get());
        // Reserved, RFC 4760 §3: ignored on receipt.
        in.u8();
        Optional<List<Prefix>> prefixes = Nlri.read(in, family.get());
        if (nextHop.isEmpty()) {
            return unparseable(MP_REACH_NLRI, "a next hop of " + length + " octets");
        }
        return prefixes.isEmpty() ? unparseable(MP_REACH_NLRI, "NLRI do not fit") : new MpReach(family.get(), nextHop.get(), prefixes.get());
    }

    private static Optional<MpNextHop> mpNextHop(Cursor in, Family family) {
        return switch (in.left()) {
            case 4 -> family == Family.IPV4_UNICAST ? Optional.of(MpNextHop.of(new IpAddress.V4((int) in.u32()))) : Optional.empty();
            case 16 -> Optional.of(MpNextHop.of(v6(in)));
            case 32 -> Optional.of(new MpNextHop(v6(in), v6(in)));
            default -> Optional.empty();
        };
    }

    private static IpAddress.V6 v6(Cursor in) {
        return new IpAddress.V6(in.u64(), in.u64());
    }

    private static PathAttribute mpUnreach(Cursor in) {
        if (in.left() < 3) {
            return unparseable(MP_UNREACH_NLRI, "length " + in.left());
        }
        int afi = in.u16();
        int safi = in.u8();
        Optional<Family> family = Family.of(afi, safi);
        if (family.isEmpty()) {
            return new OtherFamily(MP_UNREACH_NLRI, afi, safi, in.bytes());
        }
        return Nlri.read(in, family.get()).<PathAttribute>map(p -> new MpUnreach(family.get(), p))
                .orElse(unparseable(MP_UNREACH_NLRI, "NLRI do not fit"));
    }

    /** RFC 7606 §7.11 and §5.3: what it withdraws or announces cannot be known. */
    private static Malformed unparseable(int type, String why) {
        return new Malformed(type, SESSION_RESET, OPTIONAL_ATTRIBUTE, why);
    }
}
