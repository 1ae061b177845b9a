package io.weft.bgp.message;

import static io.weft.bgp.message.PathAttribute.*;

import io.weft.bgp.address.Prefix;
import java.util.List;

/**
 * Writes path attributes. AS_PATH and the reachability attributes have the extended length, as FRR writes them; another attribute only where it is
 * longer than 255 octets. {@code fourOctetAs} false: numbers above 65535 leave as AS_TRANS; the caller adds AS4_PATH (RFC 6793 §4.2.2).
 */
final class AttributeWriter {
    private AttributeWriter() {
    }

    static void write(ByteWriter out, PathAttribute attribute, boolean fourOctetAs) {
        ByteWriter value = new ByteWriter(64);
        switch (attribute) {
            case Origin(int origin) -> header(out, TRANSITIVE, ORIGIN, value.u8(origin));
            case AsPathAttribute(AsPath path) -> header(out, TRANSITIVE | extended(path), AS_PATH, asPath(value, path, fourOctetAs));
            case NextHop(var address) -> header(out, TRANSITIVE, NEXT_HOP, value.address(address));
            case MultiExitDisc(long med) -> header(out, OPTIONAL, MULTI_EXIT_DISC, value.u32(med));
            case LocalPref(long preference) -> header(out, TRANSITIVE, LOCAL_PREF, value.u32(preference));
            case AtomicAggregate() -> header(out, TRANSITIVE, ATOMIC_AGGREGATE, value);
            case Aggregator(long number, int routerId) ->
                header(out, OPTIONAL | TRANSITIVE, AGGREGATOR, aggregator(value, number, routerId, fourOctetAs));
            case Communities(boolean partial, List<Integer> values) ->
                header(out, OPTIONAL | TRANSITIVE | (partial ? PARTIAL : 0), COMMUNITIES, numbers(value, values));
            case OriginatorId(int routerId) -> header(out, OPTIONAL, ORIGINATOR_ID, value.u32(routerId & 0xffff_ffffL));
            case ClusterList(List<Integer> clusters) -> header(out, OPTIONAL, CLUSTER_LIST, numbers(value, clusters));
            case MpReach(Family family, MpNextHop nextHop, List<Prefix> prefixes) -> {
                mpReachHead(value, family, nextHop);
                prefixes.forEach(p -> Nlri.write(value, p));
                header(out, OPTIONAL | EXTENDED_LENGTH, MP_REACH_NLRI, value);
            }
            case MpUnreach(Family family, List<Prefix> prefixes) -> {
                value.u16(family.afi()).u8(family.safi());
                prefixes.forEach(p -> Nlri.write(value, p));
                header(out, OPTIONAL | (prefixes.isEmpty() ? 0 : EXTENDED_LENGTH), MP_UNREACH_NLRI, value);
            }
            case OtherFamily(int type, int afi, int safi, Bytes rest) -> {
                rest.writeTo(value.u16(afi).u8(safi));
                header(out, OPTIONAL | (rest.length() == 0 ? 0 : EXTENDED_LENGTH), type, value);
            }
            case As4Path(AsPath path) -> header(out, OPTIONAL | TRANSITIVE, AS4_PATH, asPath(value, path, true));
            case As4Aggregator(long number, int routerId) ->
                header(out, OPTIONAL | TRANSITIVE, AS4_AGGREGATOR, aggregator(value, number, routerId, true));
            case Unknown(int flags, int type, Bytes octets) -> {
                octets.writeTo(value);
                header(out, flags, type, value);
            }
            case Malformed malformed -> throw new IllegalArgumentException("not to be sent: " + malformed);
        }
    }

    private static int extended(AsPath path) {
        return path.segments().isEmpty() ? 0 : EXTENDED_LENGTH;
    }

    /** AFI, SAFI, next hop and the reserved octet; NLRI follow. */
    static void mpReachHead(ByteWriter out, Family family, MpNextHop nextHop) {
        out.u16(family.afi()).u8(family.safi()).u8(nextHop.length()).address(nextHop.address());
        if (nextHop.length() == 32) {
            out.address(nextHop.linkLocal());
        }
        out.u8(0);
    }

    private static void header(ByteWriter out, int flags, int type, ByteWriter value) {
        boolean extended = (flags & EXTENDED_LENGTH) != 0 || value.length() > 255;
        out.u8(extended ? flags | EXTENDED_LENGTH : flags).u8(type);
        if (extended) {
            out.u16(value.length());
        } else {
            out.u8(value.length());
        }
        out.append(value);
    }

    private static ByteWriter asPath(ByteWriter out, AsPath path, boolean fourOctets) {
        for (AsPath.Segment segment : path.segments()) {
            out.u8(segment.set() ? 1 : 2).u8(segment.numbers().size());
            for (long number : segment.numbers()) {
                autonomousSystem(out, number, fourOctets);
            }
        }
        return out;
    }

    private static ByteWriter aggregator(ByteWriter out, long number, int routerId, boolean fourOctets) {
        return autonomousSystem(out, number, fourOctets).u32(routerId & 0xffff_ffffL);
    }

    private static ByteWriter autonomousSystem(ByteWriter out, long number, boolean fourOctets) {
        return fourOctets ? out.u32(number) : out.u16((int) (number > 0xffff ? AsPath.AS_TRANS : number));
    }

    private static ByteWriter numbers(ByteWriter out, List<Integer> values) {
        values.forEach(v -> out.u32(v & 0xffff_ffffL));
        return out;
    }
}
