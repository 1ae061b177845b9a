package io.weft.bgp.message;

import io.weft.bgp.address.Prefix;
import java.util.List;

/** Encodes a message, header included. An UPDATE of a speaker's own is made by {@link UpdatePacker}, which keeps it within 4096 octets. */
public final class MessageWriter {
    private static final int CAPABILITIES = 2;

    private MessageWriter() {
    }

    /** {@code fourOctetAs}: how AS numbers stand in an UPDATE. */
    public static byte[] write(Message message, boolean fourOctetAs) {
        ByteWriter out = start(message.type());
        switch (message) {
            case Open open -> open(out, open);
            case Update update -> update(out, update, fourOctetAs);
            case Notification(int code, int subcode, Bytes data) -> data.writeTo(out.u8(code).u8(subcode));
            case Message.Keepalive _ -> {
            }
            case RouteRefresh(int afi, int subtype, int safi) -> out.u16(afi).u8(subtype).u8(safi);
        }
        return finish(out);
    }

    /** Marker, room for the length, type. */
    static ByteWriter start(int type) {
        ByteWriter out = new ByteWriter(128);
        for (int i = 0; i < 16; i++) {
            out.u8(0xff);
        }
        return out.u16(0).u8(type);
    }

    static byte[] finish(ByteWriter out) {
        if (out.length() > Message.MAX_LENGTH) {
            throw new IllegalArgumentException("a message of " + out.length() + " octets");
        }
        out.patch16(16, out.length());
        return out.toArray();
    }

    /** One optional parameter a capability: every peer reads that, and RFC 5492 §4 allows it. */
    private static void open(ByteWriter out, Open open) {
        out.u8(open.version()).u16(open.myAs()).u16(open.holdTime()).u32(open.routerId() & 0xffff_ffffL);
        ByteWriter parameters = new ByteWriter(64);
        for (Capability capability : open.capabilities()) {
            ByteWriter one = new ByteWriter(16);
            capability.write(one);
            parameters.u8(CAPABILITIES).u8(one.length()).append(one);
        }
        if (parameters.length() > 255) {
            throw new IllegalArgumentException("optional parameters of " + parameters.length() + " octets");
        }
        out.u8(parameters.length()).append(parameters);
    }

    private static void update(ByteWriter out, Update update, boolean fourOctetAs) {
        prefixes(out, update.withdrawn());
        int lengthAt = out.length();
        out.u16(0);
        for (PathAttribute attribute : update.attributes()) {
            AttributeWriter.write(out, attribute, fourOctetAs);
        }
        out.patch16(lengthAt, out.length() - lengthAt - 2);
        update.nlri().forEach(p -> Nlri.write(out, p));
    }

    private static void prefixes(ByteWriter out, List<Prefix> prefixes) {
        int lengthAt = out.length();
        out.u16(0);
        prefixes.forEach(p -> Nlri.write(out, p));
        out.patch16(lengthAt, out.length() - lengthAt - 2);
    }
}
