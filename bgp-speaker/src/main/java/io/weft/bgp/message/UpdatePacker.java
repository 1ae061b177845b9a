package io.weft.bgp.message;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Packs as many prefixes into an UPDATE as 4096 octets hold. IPv4 on an IPv4 session travels in the fields of RFC 4271, everything else in MP_REACH_NLRI,
 * first among the attributes (RFC 7606 §5.1), and MP_UNREACH_NLRI.
 *
 * @param family      of the prefixes
 * @param multiProtocol MP attributes instead of the classic fields
 * @param fourOctetAs how AS numbers stand
 */
public record UpdatePacker(Family family, boolean multiProtocol, boolean fourOctetAs) {
    private static final int ATTRIBUTES_AT = Message.HEADER_LENGTH + 4;
    /** Flags, type, extended length. */
    private static final int ATTRIBUTE_HEADER = 4;
    private static final int LONGEST_NLRI = 17;

    /**
     * UPDATEs that announce {@code prefixes} with {@code attributes}, which hold neither next hop nor reachability. {@code nextHop} only lends its length
     * if it is replaced in the copies. Empty: the attributes leave no room for a prefix, and RFC 4271 §9.2 has the route not advertised.
     */
    public List<PackedUpdate> announce(List<PathAttribute> attributes, MpNextHop nextHop, List<Prefix> prefixes) {
        List<PathAttribute> wire = new ArrayList<>(attributes);
        if (!multiProtocol) {
            if (!(nextHop.address() instanceof IpAddress.V4 address)) {
                throw new IllegalArgumentException("NEXT_HOP " + nextHop);
            }
            wire.add(new PathAttribute.NextHop(address));
        }
        if (!fourOctetAs) {
            wire.addAll(trueNumbers(attributes));
        }
        wire.sort(Comparator.comparingInt(PathAttribute::code));
        ByteWriter common = new ByteWriter(128);
        int nextHopAt = PackedUpdate.NO_NEXT_HOP;
        for (PathAttribute attribute : wire) {
            AttributeWriter.write(common, attribute, fourOctetAs);
            nextHopAt = attribute instanceof PathAttribute.NextHop ? ATTRIBUTES_AT + common.length() - 4 : nextHopAt;
        }
        return multiProtocol ? announceMp(common, nextHop, prefixes) : announceClassic(common, nextHopAt, prefixes);
    }

    /** RFC 6793 §4.2.2: beside AS_PATH and AGGREGATOR with AS_TRANS, what they really say. */
    private static List<PathAttribute> trueNumbers(List<PathAttribute> attributes) {
        List<PathAttribute> four = new ArrayList<>();
        for (PathAttribute attribute : attributes) {
            switch (attribute) {
                case PathAttribute.AsPathAttribute(AsPath path) when path.needsFourOctets() -> four.add(new PathAttribute.As4Path(path));
                case PathAttribute.Aggregator(long number, int routerId) when number > 0xffff ->
                    four.add(new PathAttribute.As4Aggregator(number, routerId));
                default -> {
                }
            }
        }
        return four;
    }

    private List<PackedUpdate> announceMp(ByteWriter common, MpNextHop nextHop, List<Prefix> prefixes) {
        int head = 5 + nextHop.length();
        int room = Message.MAX_LENGTH - ATTRIBUTES_AT - ATTRIBUTE_HEADER - head - common.length();
        List<PackedUpdate> packed = new ArrayList<>();
        for (ByteWriter nlri : split(prefixes, room)) {
            ByteWriter out = MessageWriter.start(Message.UPDATE).u16(0).u16(ATTRIBUTE_HEADER + head + nlri.length() + common.length());
            out.u8(PathAttribute.OPTIONAL | PathAttribute.EXTENDED_LENGTH).u8(PathAttribute.MP_REACH_NLRI).u16(head + nlri.length());
            AttributeWriter.mpReachHead(out, family, nextHop);
            packed.add(
                    new PackedUpdate(MessageWriter.finish(out.append(nlri).append(common)), ATTRIBUTES_AT + ATTRIBUTE_HEADER + 4, nextHop.length()));
        }
        return packed;
    }

    private static List<PackedUpdate> announceClassic(ByteWriter common, int nextHopAt, List<Prefix> prefixes) {
        List<PackedUpdate> packed = new ArrayList<>();
        for (ByteWriter nlri : split(prefixes, Message.MAX_LENGTH - ATTRIBUTES_AT - common.length())) {
            ByteWriter out = MessageWriter.start(Message.UPDATE).u16(0).u16(common.length()).append(common).append(nlri);
            packed.add(new PackedUpdate(MessageWriter.finish(out), nextHopAt, 4));
        }
        return packed;
    }

    public List<PackedUpdate> withdraw(List<Prefix> prefixes) {
        List<PackedUpdate> packed = new ArrayList<>();
        int room = Message.MAX_LENGTH - ATTRIBUTES_AT - (multiProtocol ? ATTRIBUTE_HEADER + 3 : 0);
        for (ByteWriter nlri : split(prefixes, room)) {
            ByteWriter out = MessageWriter.start(Message.UPDATE);
            if (multiProtocol) {
                out.u16(0).u16(ATTRIBUTE_HEADER + 3 + nlri.length());
                out.u8(PathAttribute.OPTIONAL | PathAttribute.EXTENDED_LENGTH).u8(PathAttribute.MP_UNREACH_NLRI).u16(3 + nlri.length());
                out.u16(family.afi()).u8(family.safi()).append(nlri);
            } else {
                out.u16(nlri.length()).append(nlri).u16(0);
            }
            packed.add(new PackedUpdate(MessageWriter.finish(out), PackedUpdate.NO_NEXT_HOP, 0));
        }
        return packed;
    }

    /** NLRI fields of at most {@code room} octets each, in order; none if the room is too small for any prefix. */
    private static List<ByteWriter> split(List<Prefix> prefixes, int room) {
        List<ByteWriter> fields = new ArrayList<>();
        if (room < LONGEST_NLRI) {
            return fields;
        }
        for (Prefix prefix : prefixes) {
            if (fields.isEmpty() || fields.getLast().length() + Nlri.encodedLength(prefix) > room) {
                fields.add(new ByteWriter(64));
            }
            Nlri.write(fields.getLast(), prefix);
        }
        return fields;
    }
}
